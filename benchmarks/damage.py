"""Damages archives and asks `verify` of each: `python -m benchmarks.damage -n 10000 [--seed N]`.

Small archives (sealed, locked and sealed, with pages that are pictures) are made; each damage
is drawn over them, and the library's `verify` is asked, with the archive's own bytes to go by:
no `.sha256` beside it. The exit code is 1 when a damage was not found, when the check let an
exception out, or when what it calls intact does not come out byte for byte. Such a damage is
named with its number and kept: seals are made by throw-away keys, so no two runs have equal bytes.
"""

import argparse
import contextlib
import gc
import hashlib
import importlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from archiver import workflows
from archiver.errors import NotAnArchive
from archiver.model import Verification
from archiver.passphrase import Passphrase, prepare
from benchmarks.harm import AREAS, PASSPHRASE, WAYS, Archive, Damage, archives, damaged

# Of so many damages, one is taken out, too: what is called intact has to be.
_EXTRACTED = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one damage.

    Attributes:
        number: In the campaign.
        damage: In words.
        refused: Whether nothing of ours was found in the file any more.
        whole: How many originals were called intact; `None` when nobody looked.
        wrong: What has to be mended in the program, if anything.
    """

    number: int
    way: str
    area: str
    damage: str
    refused: bool = False
    whole: int | None = None
    wrong: str = ""

    def __str__(self) -> str:
        return f"{self.number}: {self.damage}: {self.wrong}"


@dataclass(slots=True)
class Tally:
    """What became of all of them."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[Outcome] = field(default_factory=list)
    refused: int = 0
    extracted: int = 0
    saved: int = 0

    def add(self, outcome: Outcome) -> None:
        self.tried[outcome.way, outcome.area] += 1
        self.refused += outcome.refused
        self.extracted += outcome.whole is not None
        self.saved += outcome.whole or 0
        if outcome.wrong:
            self.wrong.append(outcome)

    def __str__(self) -> str:
        lines = [_row("tried", [*AREAS, "all"]), _row("---", ["---:"] * (len(AREAS) + 1))]
        for way in WAYS:
            row = [self.tried[way, area] for area in AREAS]
            lines.append(_row(way, [*(str(number or "") for number in row), str(sum(row))]))
        total = self.tried.total()
        lines += [
            f"\n{total} damages, {total - len(self.wrong)} of them as it should be",
            f"{self.refused} left nothing by which to know an archive of ours",
            f"{self.extracted} were taken out: {self.saved} originals, each as it had been",
        ]
        return "\n".join([*lines, *map(str, self.wrong)])


def _row(head: str, cells: list[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"


def campaign(
    made: tuple[Archive, ...], numbers: range, *, seed: int, keep: Path, processes: int = 1
) -> Tally:
    """Draw the damages *numbers* of a *seed*, and ask of each; those not found go into *keep*."""
    tally = Tally()
    attempt = partial(_attempt, seed=seed, keep=keep)
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (made,)) as pool:
        # Ctrl-C ends it with the table of what was tried until then.
        with contextlib.suppress(KeyboardInterrupt):
            for outcome in pool.map(attempt, numbers, chunksize=20):
                tally.add(outcome)
                if outcome.wrong:
                    print(f"seed {seed}, {outcome}", flush=True)
        pool.shutdown(wait=False, cancel_futures=True)
    return tally


#: What the processes of a campaign damage; each has its own.
_made: list[Archive] = []


def _begin(made: tuple[Archive, ...]) -> None:
    _made[:] = made
    # Each check forks anew: what it needs is imported once here, and not ten thousand times.
    importlib.import_module("archiver.archive.sealcheck")
    gc.freeze()


def _attempt(number: int, *, seed: int, keep: Path) -> Outcome:
    damage = damaged(tuple(_made), Random(f"{seed} {number}"))
    outcome = partial(Outcome, number, damage.way, damage.area, str(damage))
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "archive.pdf"
        file.write_bytes(damage.data)
        result = _ask(file, damage)
        found = outcome(refused=result is None)
        if isinstance(result, str):
            found = outcome(wrong=result)
        elif result and result.intact:
            found = outcome(wrong="not found")
        elif result and number % _EXTRACTED == 0:
            found = outcome(
                whole=len(result.whole), wrong="; ".join(_untruths(file, damage, result))
            )
    if found.wrong:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{seed}-{number}-whole.pdf").write_bytes(damage.archive.data)
        (keep / f"{seed}-{number}-damaged.pdf").write_bytes(damage.data)
    return found


def _ask(file: Path, damage: Damage) -> Verification | str | None:
    """What the check says; `None` for "not an archive", words for what it must not do."""
    try:
        return workflows.verify(file, unlock=lambda: _key(damage))
    except NotAnArchive:
        return None
    except Exception as error:  # noqa: BLE001 - each of them is a bug
        return f"{type(error).__name__}: {error}"


def _key(damage: Damage) -> Passphrase | None:
    return prepare(PASSPHRASE) if damage.archive.locked else None


def _untruths(file: Path, damage: Damage, told: Verification) -> Iterator[str]:
    """Where what was told and what comes out are not the same."""
    taken = workflows.extract(file, into=file.parent / "out", unlock=lambda: _key(damage))
    files = {Path(name).name: taken.folder / name for name in taken.files}
    if {*files} != {*told.whole}:
        yield f"told {sorted(told.whole)}, came out {sorted(files)}"
    true = damage.archive.originals
    for name, path in files.items():
        # Where the names are lost, too, nothing but what was in the archive may come out.
        right = {true[name]} if name in true else {*true.values()}
        if hashlib.sha256(path.read_bytes()).hexdigest() not in right:
            yield f"{name} is not what it was"
    if told.originals_intact != len(told.whole):
        yield f"{told.originals_intact} intact, but named {len(told.whole)}"


def main() -> int:
    """Run it all; 0 only when every damage was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    parser.add_argument("--keep", type=Path, default=Path("damages"), help="for those not found")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    tally = campaign(
        archives(),
        range(chosen.number),
        seed=chosen.seed,
        keep=chosen.keep,
        processes=chosen.processes,
    )
    print(f"seed {chosen.seed}\n\n{tally}")
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main())
