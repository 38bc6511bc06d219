"""Ends backups at random instants and looks at what is left: `python -m benchmarks.endings`.

A folder and an archive of it are drawn; then the archive is replaced, with `--force`, by runs
that are killed (or interrupted, with `--signal INT`) at instants spread over the whole length
of an undisturbed run. After each, the archive has to be the old one or the new one, whole; the
note beside it has to match or to be absent; and the next run has to clear away what was left.
"""

import argparse
import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from archiver import workflows
from archiver.files import PART
from archiver.model import SidecarState
from benchmarks import draw

DAY = "2026-11-15"


def listen() -> None:
    """Have a new process heed signals, even if this one was told not to (by `nohup`, `&`)."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass(slots=True)
class Tally:
    """What was left by all the runs."""

    left: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    strays: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        codes = ", ".join(f"{code}: {number}" for code, number in sorted(self.codes.items()))
        left = ", ".join(f"{state} {number}" for state, number in sorted(self.left.items()))
        lines = [f"archive left: {left}", f"runs that left a temporary file: {self.strays}"]
        return "\n".join([*lines, f"exit codes: {codes}", *self.wrong])


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder of documents and the archive that is replaced again and again."""

    folder: Path
    target: Path

    def start(self, *more: str) -> "subprocess.Popen[bytes]":
        words = ["backup", str(self.folder), "-o", str(self.target), "--as-of", DAY, *more]
        return subprocess.Popen(
            [sys.executable, "-m", "archiver", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=listen,
        )

    def run(self, *more: str) -> float:
        """Seconds that an undisturbed run takes."""
        begun = time.monotonic()
        with self.start(*more) as process:
            _, said = process.communicate()
        if process.returncode not in (0, 1):
            raise RuntimeError(said.decode())
        return time.monotonic() - begun

    def strays(self) -> list[str]:
        return [file.name for file in self.target.parent.iterdir() if file.name.endswith(PART)]

    def digest(self) -> str:
        return hashlib.sha256(self.target.read_bytes()).hexdigest()


def endure(scene: Scene, number: int, ending: signal.Signals, *, seed: int = 0) -> Tally:
    """End *number* runs, each at its own instant, and look at what each of them left."""
    draws = random.Random(seed)
    tally = Tally()
    scene.run("--force")
    longest = scene.run("--force")
    for index in range(number):
        before = scene.digest()
        # One instant in each share of the run: chance alone leaves holes.
        at = longest * 1.1 * (index + draws.random()) / number
        process = scene.start("--force")
        if ending is not signal.SIGKILL:
            _await_our_code(process)
        time.sleep(at)
        process.send_signal(ending)
        _, said = process.communicate(timeout=60)
        tally.codes[process.returncode] += 1
        _look(scene, tally, f"at {at:.3f} s", before)
        if ending is not signal.SIGKILL:
            _look_politely(scene, tally, process, f"at {at:.3f} s", said.decode())
    scene.run("--force")
    if scene.strays():
        tally.wrong.append(f"never cleared away: {scene.strays()}")
    return tally


def _await_our_code(process: "subprocess.Popen[bytes]") -> None:
    """Until Python has found the program, Ctrl-C is Python's own affair."""
    status = Path(f"/proc/{process.pid}/status")
    until = time.monotonic() + 10
    while status.exists() and process.poll() is None and time.monotonic() < until:
        caught = re.search(r"SigCgt:\s*(\w+)", status.read_text(encoding="ascii"))
        if caught and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.002)
    time.sleep(0.3)


def _look(scene: Scene, tally: Tally, when: str, before: str) -> None:
    after = scene.digest()
    tally.left["old" if after == before else "new"] += 1
    tally.strays += bool(scene.strays())
    checked = workflows.verify(scene.target)
    if not checked.intact:
        tally.wrong.append(f"{when}: {[problem.code for problem in checked.problems]}")
    if checked.sidecar is SidecarState.MISMATCH:
        tally.wrong.append(f"{when}: the note beside the archive is another one's")
    # Each killed run may leave what the next one clears: two files of its own at most.
    if len(scene.strays()) > 2:
        tally.wrong.append(f"{when}: strays pile up: {scene.strays()}")


def _look_politely(
    scene: Scene, tally: Tally, process: "subprocess.Popen[bytes]", when: str, said: str
) -> None:
    """What a run that could still act must not leave either."""
    if scene.strays():
        tally.wrong.append(f"{when}: left {scene.strays()}")
    if "Traceback" in said or "Exception ignored" in said:
        tally.wrong.append(f"{when}: {said.strip()}")
    if process.returncode not in (0, 1, 130):
        tally.wrong.append(f"{when}: exit code {process.returncode}")
    if not _all_ended(process.pid):
        tally.wrong.append(f"{when}: processes were left")


def _all_ended(group: int) -> bool:
    """Whether a group has no processes; those that were killed have a moment to be reaped."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def main() -> int:
    """Run it all; 0 only when nothing was ever lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--signal", choices=("KILL", "INT", "TERM", "HUP"), default="KILL")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scene = Scene(Path(name) / "documents", Path(name) / "archive.pdf")
        draw.main(scene.folder, 3)
        tally = endure(
            scene, chosen.number, signal.Signals[f"SIG{chosen.signal}"], seed=chosen.seed
        )
    print(tally)
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main())
