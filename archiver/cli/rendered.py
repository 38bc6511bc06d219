"""Lays out the help of `archiver` beforehand: `python -m archiver.cli.rendered`.

To be called when the list of commands or its words change; a test compares.
"""

import os
import subprocess
import sys
from pathlib import Path

from archiver.language import LANGUAGES

FOLDER = Path(__file__).parent.parent / "data" / "help"


def help_text(lang: str) -> str:
    """What `archiver --help` prints on a terminal of the usual width, made anew."""
    asked = "import sys; from archiver.cli import main; sys.argv[1:] = ['--help']; main()"
    changed = {"LC_ALL": f"{lang}.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ | changed, stdout=subprocess.PIPE, check=True
    )
    return run.stdout.decode("utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        (FOLDER / f"{lang}.txt").write_bytes(help_text(lang).encode("utf-8"))
