"""The command, and `python -m archiver`: ready to be interrupted before anything is imported."""

import contextlib
import os
import signal
import sys

_INTERRUPTED = 130  # `ExitCode` would have to be imported
_ENDINGS = ("SIGTERM", "SIGHUP")


def main() -> None:
    """Run the command line; a closed terminal or a shutdown ends it as Ctrl-C does."""
    code = _INTERRUPTED
    try:
        for name in _ENDINGS:
            number = getattr(signal, name, None)
            # Under `nohup` it is to go on.
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
        from archiver.cli import main as run

        run()
    except KeyboardInterrupt:
        pass  # while the program was being loaded, or a second time
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    # What comes now is Python taking itself down: nothing is left to be interrupted.
    for name in ("SIGINT", *_ENDINGS):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if code == _INTERRUPTED:
        # Python would end by the signal where one came while it compiled something.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
