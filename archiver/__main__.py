"""The command, and `python -m archiver`: ready to be interrupted before anything is imported."""

import contextlib
import os
import signal
import sys
from typing import NoReturn

_INTERRUPTED = 130  # `ExitCode` would have to be imported
_ENDINGS = ("SIGTERM", "SIGHUP")


def main() -> None:
    """Run the command line; a closed terminal or a shutdown ends it as Ctrl-C does."""
    code = _INTERRUPTED
    try:
        for number in _numbers(*_ENDINGS):
            # Under `nohup` it is to go on.
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
        from archiver.cli import main as run

        run()
    except KeyboardInterrupt:
        pass  # while the program was being loaded, or a second time
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    # What comes now is Python taking itself down: nothing is left to be interrupted.
    for number in _numbers("SIGINT", *_ENDINGS):
        signal.signal(number, signal.SIG_IGN)
    if code == _INTERRUPTED:
        _end_now(code)
    sys.exit(code)


def _numbers(*names: str) -> list[signal.Signals]:
    """Those signals that this system has."""
    return [signal.Signals[name] for name in names if hasattr(signal, name)]


def _end_now(code: int) -> NoReturn:
    """Python would end by the signal where one came while it compiled something."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
