"""Measure what an archive costs, in bytes, time and memory: `python -m benchmarks.cost`.

    python -m benchmarks.cost [size] [share] [verify] [memory] [--rounds N]

- size: the archive of 300 statements of one issuer next to its originals, per PDF producer.
- share: sealing, locking and the full comparison next to the whole backup of 300 documents.
- verify: `archiver verify` of a 40 MB archive next to `qpdf --check`, `pdfdetach -saveall` and
  `sha256sum -c` of the same file, in turns.
- memory: the most that `backup` and `verify` of that archive hold at a time, all processes
  together; what they share is counted once (Linux).

Prints Markdown tables for `docs/benchmarks.md`. Needs poppler-utils, qpdf and coreutils.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from archiver import checklist, workflows
from archiver.passphrase import prepare
from benchmarks import draw
from benchmarks.recognition import canvas, producers
from benchmarks.recognition.dossiers import LAYOUTS, RELEVE
from benchmarks.recognition.hand import Hand, later, month_span
from benchmarks.recognition.paper import Facts, fill, forms
from benchmarks.recognition.people import household

COUNT = 300
#: Invented statements of two pages each that make an archive of 40 MB.
LARGE = 640
DAY = date(2026, 11, 23)
#: An archive of Helvetica is not what anybody gets: accounts embed their fonts.
FAMILIES = ("Inter",)
TOOLS = """
qpdf --check "$1"
pdfdetach -saveall -o "$2" "$1"
cd "$2" && sha256sum -c SHA256SUMS
"""
Command = Sequence[str | Path]


def settings(progress: "Stages | None" = None) -> workflows.Settings:
    created = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
    more = {"progress": progress} if progress else {}
    return workflows.Settings(
        checklist=checklist.load("ameli"), as_of=DAY, lang="fr", created=created, **more
    )


class Stages:
    """When each stage of a run began."""

    def __init__(self) -> None:
        self.begun: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.begun.setdefault(stage, time.perf_counter())


def series(folder: Path, producer: str, count: int) -> None:
    """The monthly statements of one person, by one issuer, with its fonts embedded."""
    dice = Random(5)
    home, hand = household(dice), Hand.pick(dice)
    folder.mkdir()
    for ago in range(1, count + 1):
        month = later(DAY.replace(day=1), -ago)
        days = month_span(month.year, month.month)
        facts = Facts(home, days, days[1] + timedelta(days=3))
        filled = fill(forms(RELEVE)[LAYOUTS[0]], facts, hand, Random(str(month)))
        job = producers.Job(filled.sheets, producer, FAMILIES)
        producers.make(job, folder / f"releve-{month:%Y-%m}.pdf")


def size(work: Path, rounds: int) -> None:
    """One table of sizes."""
    canvas.register()
    print("| producer | originals | archive | ratio |\n| --- | ---: | ---: | ---: |")
    for producer in ["letterhead", *producers.available()]:
        folder = work / producer
        if producer == "letterhead":
            draw.main(folder, COUNT)
        else:
            series(folder, producer, COUNT)
        target = work / f"{producer}.pdf"
        _, made = workflows.backup([folder], settings(), workflows.Output(target=target))
        before = sum(file.stat().st_size for file in folder.iterdir())
        print(
            f"| {producer} | {before / 1e6:.2f} MB | {made.size / 1e6:.2f} MB "
            f"| {made.size / before:.2f} |",
            flush=True,
        )


def share(work: Path, rounds: int) -> None:
    """How much of a backup is spent on what proves it."""
    draw.main(work / "documents", COUNT)
    shares, wholes = [], []
    for number in range(rounds):
        stages = Stages()
        target = work / f"{number}.pdf"
        output = workflows.Output(target=target, lock=prepare("orage lampe violet"))
        started = time.perf_counter()
        workflows.backup([work / "documents"], settings(stages), output)
        ended = time.perf_counter()
        wholes.append(ended - started)
        shares.append((ended - stages.begun["seal"]) / wholes[-1])
    print("| documents | backup, locked | of it sealing, locking, comparing |")
    print("| ---: | ---: | ---: |")
    print(f"| {COUNT} | {statistics.median(wholes):.1f} s | {statistics.median(shares):.0%} |")


def large(work: Path) -> tuple[Path, Path, float]:
    """The documents and the archive of 40 MB; also what `backup` held, in MB."""
    documents, target = work / "documents", work / "archive.pdf"
    draw.main(documents, LARGE)
    held = most(["backup", documents, "-o", target, "-q", "--as-of", DAY.isoformat()])
    return documents, target, held


def verify(work: Path, rounds: int) -> None:
    """Ours and the tools, in turns."""
    _, target, _ = large(work)
    timed(archiver("verify", target, "-q"))  # once, so that all of it is compiled
    ours, theirs = [], []
    for number in range(rounds):
        out = work / f"out-{number}"
        out.mkdir()
        ours.append(timed(archiver("verify", target, "-q")))
        theirs.append(timed(["bash", "-c", TOOLS, "tools", target, out]))
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print("| archive | `verify` | tools | ratio |\n| ---: | ---: | ---: | ---: |")
    print(
        f"| {target.stat().st_size / 1e6:.0f} MB | {statistics.median(ours):.2f} s "
        f"| {statistics.median(theirs):.2f} s | {ratio:.2f} |"
    )


def memory(work: Path, rounds: int) -> None:
    """What is held, and what may be: 150 MB and one and a half archives."""
    _, target, held = large(work)
    archive = target.stat().st_size / 1e6
    print("| command | archive | held | may be |\n| --- | ---: | ---: | ---: |")
    for name, megabytes in (("backup", held), ("verify", most(["verify", target, "-q"]))):
        print(
            f"| `{name}` | {archive:.0f} MB | {megabytes:.0f} MB | {150 + 1.5 * archive:.0f} MB |"
        )


def archiver(*words: str | Path) -> Command:
    return [sys.executable, "-m", "archiver", *words]


def timed(command: Command) -> float:
    started = time.perf_counter()
    subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        cwd=ROOT,
        env=COMPILING,
    )
    return time.perf_counter() - started


ROOT = Path(__file__).parents[1]
#: Whoever installs the program has it compiled by pip; this is what keeps a checkout from that.
COMPILING = {key: it for key, it in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def most(words: Sequence[str | Path]) -> float:
    """MB that a command and its processes hold together at most, looked at again and again."""
    process = subprocess.Popen(
        archiver(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    held = 0
    while process.poll() is None:
        held = max(held, sum(map(_held, _tree(process.pid))))
        time.sleep(0.02)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{words} ended with {process.returncode}")
    return held * 1024 / 1e6


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for each in found:
        try:
            below = Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, below.split())
    return found


def _held(pid: int) -> int:
    """KB in memory; of what several processes share, each has its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


MEASURES = {"size": size, "share": share, "verify": verify, "memory": memory}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("measures", nargs="*", metavar="|".join(MEASURES), default=[*MEASURES])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for name in chosen.measures:
        print(f"\n{name}, {os.cpu_count()} processors\n", flush=True)
        with tempfile.TemporaryDirectory() as work:
            MEASURES[name](Path(work), chosen.rounds)


if __name__ == "__main__":
    main()
