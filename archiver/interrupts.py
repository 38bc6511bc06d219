"""How a few steps are kept together when somebody presses Ctrl-C, or the system shuts down."""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_Handler = Callable[[int, Any], Any] | int


@contextmanager
def held() -> Iterator[Callable[[], contextlib.AbstractContextManager[None]]]:
    """Have Ctrl-C and its like wait until the block is over, then take effect.

    What the block is given lets them through for a while: `with held() as released: make();
    try: with released(): long_work(); finally: clear_away()`.

    Only the main thread is ever interrupted by Python; in others there is nothing to do.
    """
    in_main = threading.current_thread() is threading.main_thread()
    hold = _Hold(_handlers() if in_main else {})
    try:
        for number in hold.before:
            signal.signal(number, hold.note)
        yield hold.released
    finally:
        hold.holds = False  # should one come before its own handler is back
        for number, handler in hold.before.items():
            signal.signal(number, handler)
        hold.deliver()


# `signal.signal` writes out what it is given, each time.
@dataclass(slots=True, repr=False)
class _Hold:
    """What was to happen on each signal before, and which of them have come."""

    before: dict[signal.Signals, _Handler]
    waiting: list[int] = field(default_factory=list)
    holds: bool = True

    def note(self, number: int, _frame: object) -> None:
        self.waiting.append(number)
        if not self.holds:
            self.deliver()

    def deliver(self) -> None:
        while self.waiting:
            number = signal.Signals(self.waiting.pop(0))
            handler = self.before[number]
            if callable(handler):
                handler(number, None)
            else:  # the system's own way
                signal.signal(number, handler)
                signal.raise_signal(number)

    @contextmanager
    def released(self) -> Iterator[None]:
        try:
            self.holds = False
            self.deliver()
            yield
        finally:
            self.holds = True


def _handlers() -> dict[signal.Signals, _Handler]:
    """What happens on each signal that ends a program here."""
    numbers = [signal.Signals[name] for name in _ENDINGS if hasattr(signal, name)]
    found = {number: signal.getsignal(number) for number in numbers}
    # `nohup` has one ignored; one set outside Python could not be put back.
    return {
        number: handler
        for number, handler in found.items()
        if handler is not None and handler is not signal.SIG_IGN
    }
