"""How long work tells what it is doing, without knowing who listens."""

from collections.abc import Callable

#: Told the stage (`timestamp`, `collect`, `read`, `ocr`, `assemble`, `seal`, `verify`), how much
#: is done, and of how much (0: unknown).
Progress = Callable[[str, int, int], None]


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
