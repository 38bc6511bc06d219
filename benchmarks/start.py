"""Time how long the program takes to say something: `python -m benchmarks.start [--rounds N]`.

`archiver --help`, `archiver --version` and one press of Tab, each next to `python -c pass`, in
turns; processor time, because it hardly minds what else the machine does. The target is that
`archiver --help` takes at most four times as long as Python alone. Prints a Markdown table for
`docs/benchmarks.md`; the exit code is 1 when the target is missed.
"""

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

MOST = 4.0
ARCHIVER = Path(sys.executable).with_name("archiver")
COMPLETING = {"_ARCHIVER_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "archiver c"}
TIMED: Mapping[str, tuple[Sequence[str], Mapping[str, str]]] = {
    "`archiver --help`": ([str(ARCHIVER), "--help"], {}),
    "`archiver --version`": ([str(ARCHIVER), "--version"], {}),
    "`archiver c`, then Tab": ([str(ARCHIVER)], COMPLETING),
}


def spent(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Processor time of one run, in milliseconds."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return 1000 * (usage.ru_utime + usage.ru_stime)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print("| what | processor time | `python -c pass` | ratio |\n| --- | ---: | ---: | ---: |")
    met = True
    for name, (command, environment) in TIMED.items():
        pairs = [
            (spent(command, environment), spent([sys.executable, "-c", "pass"], {}))
            for _ in range(rounds)
        ]
        ours, python = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"| {name} | {ours:.0f} ms | {python:.0f} ms | {ratio:.1f} |", flush=True)
        met = met and (ratio <= MOST or "--help" not in name)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
