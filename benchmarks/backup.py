"""Time `archiver backup` against what one would do with a shell, in the same run.

The shell's way: `pdftotext` for each file, `qpdf --empty --pages` of all, `sha256sum` of all.
It yields text, one PDF and digests: no recognition, index, gaps, originals, seal or proof.

    python benchmarks/backup.py [--counts 300 3000] [--rounds 3]

Prints a Markdown table for `docs/benchmarks.md`. Needs poppler-utils, qpdf and coreutils.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import draw

SHELL = """
for f in "$1"/*.pdf; do pdftotext "$f" "$2/$(basename "$f").txt"; done
qpdf --empty --pages "$1"/*.pdf -- "$2/all.pdf"
sha256sum "$1"/*.pdf > "$2/SHA256SUMS"
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: wall-clock seconds, and MB of its largest process."""

    seconds: float
    megabytes: float


def run(command: Sequence[str | Path], allowed: frozenset[int] = frozenset({0})) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode not in allowed:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def measure(count: int, rounds: int, work: Path) -> tuple[Run, Run, float, float]:
    """Median runs of ours and of the shell's, the ratio pair by pair, and MB of originals."""
    documents = work / f"documents-{count}"
    draw.main(documents, count)
    size = sum(file.stat().st_size for file in documents.iterdir()) / 1e6
    ours, theirs = [], []
    for number in range(rounds):
        out = work / f"out-{count}-{number}"
        out.mkdir()
        archiver = [sys.executable, "-m", "archiver", "backup", documents, "-q"]
        # 1: the load has gaps; the archive was written and verified all the same.
        ours.append(run([*archiver, "-o", out / "archive.pdf"], frozenset({0, 1})))
        theirs.append(run(["bash", "-c", SHELL, "shell", documents, out]))
    ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))
    return median(ours), median(theirs), ratio, size


def median(runs: Sequence[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.megabytes for run in runs),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="+", default=[300, 3000])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print("| documents | originals | `backup` | shell | ratio | ms per document | peak memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as work:
            ours, theirs, ratio, size = measure(count, arguments.rounds, Path(work))
        print(
            f"| {count} | {size:.0f} MB | {ours.seconds:.1f} s | {theirs.seconds:.1f} s "
            f"| {ratio:.2f} | {ours.seconds / count * 1000:.1f} | {ours.megabytes:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
