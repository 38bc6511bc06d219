"""The program under test, from outside: its command line and its JSON, nothing else."""

import json
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class NoSuchChecklist(Exception):
    """The program ships no checklist of this name."""


def listed(account: str, folders: Sequence[str], root: Path) -> dict[str, list[dict[str, Any]]]:
    """What `archiver list` says of each file, by its path as given.

    Raises:
        NoSuchChecklist: It cannot be asked about this account.
    """
    run = _run(["list", "--json", "--lang", "fr", "--checklist", account, *folders], root)
    if run.returncode == 2:
        raise NoSuchChecklist(account)
    if run.returncode:
        raise SystemExit(f"archiver list: exit code {run.returncode}\n{run.stderr}")
    entries = json.loads(run.stdout)
    found = defaultdict(list)
    for entry in entries["documents"] if isinstance(entries, dict) else entries:
        found[unicodedata.normalize("NFC", entry["path"])].append(entry)
    return found


def checked(folder: str, as_of: str, root: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """Exit code and report of `archiver check`."""
    run = _run(["check", "--json", "--lang", "fr", "--as-of", as_of, *more, folder], root)
    if run.returncode not in (0, 1):
        raise SystemExit(f"archiver check: exit code {run.returncode}\n{run.stderr}")
    return run.returncode, json.loads(run.stdout)


def _run(arguments: Sequence[str], root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archiver", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
