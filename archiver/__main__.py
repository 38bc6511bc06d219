"""The command, and `python -m archiver`: ready to be interrupted before anything is imported."""

import contextlib
import os
import signal
import sys
from typing import NoReturn

_INTERRUPTED = 130  # `ExitCode` would have to be imported
_ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")


def main() -> None:
    """Run the command line; a closed terminal or a shutdown ends it as Ctrl-C does."""
    code = _INTERRUPTED
    # It may come while the program is being loaded, and a second time.
    with contextlib.suppress(KeyboardInterrupt):
        code = _run()
    # What comes now is Python taking itself down: nothing is left to be interrupted.
    ignored = False
    while not ignored:
        try:
            for number in _numbers("SIGINT", *_ENDINGS):
                signal.signal(number, signal.SIG_IGN)
            ignored = True
        except KeyboardInterrupt:
            code = _INTERRUPTED
    if code == _INTERRUPTED:
        _end_now(code)
    sys.exit(code)


def _run() -> int:
    """The exit code; Ctrl-C may get through at any point."""
    try:
        for number in _numbers(*_ENDINGS):
            # Under `nohup` it is to go on.
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
        if not _helped(sys.argv[1:]):
            from archiver.cli import main as run

            run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def _numbers(*names: str) -> list[signal.Signals]:
    """Those signals that this system has."""
    return [signal.Signals[name] for name in names if hasattr(signal, name)]


def _helped(arguments: list[str]) -> bool:
    """Print the help as it was laid out before, where it would come out the same.

    Click alone takes four times as long to load as Python: too long for the first thing that
    people type.
    """
    if arguments not in (["--help"], ["-h"]) or not _is_plain():
        return False
    from pathlib import Path

    from archiver.language import language

    file = Path(__file__).parent / "data" / "help" / f"{language([])}.txt"
    text = file.read_text(encoding="utf-8")
    try:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        return False  # there somebody knows what to say
    return True


def _is_plain() -> bool:
    """Whether lines have the usual width: a narrow terminal needs other ones."""
    if "COLUMNS" in os.environ or not hasattr(sys.stdout, "reconfigure"):
        return False
    return not sys.stdout.isatty() or os.get_terminal_size().columns >= 80


def _end_now(code: int) -> NoReturn:
    """Python would end by the signal where one came while it compiled something."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
