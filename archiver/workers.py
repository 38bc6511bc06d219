"""How hostile input is kept at arm's length: processes with a time and a memory limit.

Why not a ready-made pool: `concurrent.futures` gives up every item when one worker dies;
pebble starts threads in this process (to fork is then unsafe, and Python 3.12 warns of it)
and queues all items at once, here the bytes of all files.
"""

import contextlib
import ctypes
import faulthandler
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NoReturn, Self, TypeVar

from archiver.model import Trouble

Item = TypeVar("Item")
Result = TypeVar("Result")

#: More processes than this would wait for the one parent that reads the files.
MOST = 8
#: A worker that is not up after this many seconds never will be.
START_SECONDS = 60.0
# An item that kills its worker is tried again: the worker may have been worn out by the
# items before, or picked by the system when memory ran short. One that hangs is not.
_TRIES = 2
_OUT_OF_MEMORY = 77
if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

# From <sys/prctl.h>: the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of an item whose worker did not come back with a result.

    Attributes:
        trouble: `TOO_SLOW`, `CRASHED` (out of memory included), `DAMAGED` for an exception.
        detail: For whoever looks for the cause.
    """

    trouble: Trouble
    detail: str = ""


def run(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    seconds: float | Callable[[Item], float],
    memory: int,
    processes: int | None = None,
) -> Iterator[Result | Failure]:
    """Apply *function* to each item in worker processes; results come in the items' order.

    Items are taken only as workers become free (and one beforehand), so that never more
    than a few are held. Closing the iterator, or an exception, kills all workers.

    Args:
        function: From the top level of a module, or a partial of such a one.
        items: Whatever can be pickled.
        seconds: Time limit for each item, or what tells it for one.
        memory: Bytes a worker may take beyond what it has at its start; kept to on Linux.
        processes: At most this many; by default as many as processors, up to `MOST`.
    """
    numbered = (_Task(number, item) for number, item in enumerate(items))
    queue: deque[_Task] = deque()
    done: dict[int, Any] = {}
    due = 0
    with _Pool(function, seconds, memory, processes or min(os.cpu_count() or 1, MOST)) as pool:
        while True:
            if not queue:
                queue.extend(itertools.islice(numbered, 1))
            if queue and pool.takes_one():
                pool.give(queue.popleft())
                continue
            if not queue and not pool.busy:
                return
            for task, result in pool.results():
                if _again(task, result):
                    queue.appendleft(task)
                else:
                    done[task.number] = result
            while due in done:
                yield done.pop(due)
                due += 1


@dataclass(slots=True)
class _Task:
    number: int
    item: object
    tries: int = 0


def _again(task: _Task, result: object) -> bool:
    crashed = isinstance(result, Failure) and result.trouble is Trouble.CRASHED
    return crashed and task.tries < _TRIES


@dataclass(slots=True, eq=False)
class _Worker:
    """One process; `deadline` is when its task, or its start, has to be over."""

    process: BaseProcess
    pipe: Connection
    deadline: float
    up: bool = False
    task: _Task | None = None

    @property
    def idle(self) -> bool:
        return self.up and self.task is None

    def end(self) -> int:
        """Kill it and return its exit code: negative when a signal ended it."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        self.pipe.close()
        return code


class _Pool:
    """The workers of one run, started as they are needed."""

    def __init__(
        self,
        function: Callable[[Any], object],
        seconds: float | Callable[[Any], float],
        memory: int,
        most: int,
    ) -> None:
        self._function = function
        self._seconds = seconds
        self._memory = memory
        self._most = most
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()  # all at once, before waiting for each
        for worker in self._workers:
            worker.end()

    @property
    def busy(self) -> bool:
        return any(worker.task for worker in self._workers)

    def takes_one(self) -> bool:
        """Whether a worker is free; if none is and there may be more, another is started."""
        if any(worker.idle for worker in self._workers):
            return True
        if len(self._workers) < self._most and all(worker.up for worker in self._workers):
            self._start()
        return False

    def give(self, task: _Task) -> None:
        worker = next(worker for worker in self._workers if worker.idle)
        task.tries += 1
        worker.task = task
        seconds = self._seconds(task.item) if callable(self._seconds) else self._seconds
        # One that died while it was idle is met again, with its task, in `results`.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send((seconds, task.item))
        worker.deadline = time.monotonic() + seconds

    def results(self) -> Iterator[tuple[_Task, object]]:
        """Wait until something happens; each task that is over, with what came of it."""
        now = time.monotonic()
        ends = min((w.deadline for w in self._workers if not w.idle), default=now)
        connection.wait([worker.pipe for worker in self._workers], max(0.0, ends - now))
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.pipe.poll():
                yield from self._receive(worker)
            elif not worker.idle and worker.deadline <= now:
                yield from self._bury(worker, Failure(Trouble.TOO_SLOW))

    def _receive(self, worker: _Worker) -> Iterator[tuple[_Task, object]]:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._bury(worker, None)
            return
        if worker.task:
            yield worker.task, result
        worker.up, worker.task = True, None

    def _bury(self, worker: _Worker, failure: Failure | None) -> Iterator[tuple[_Task, object]]:
        self._workers.remove(worker)
        code = worker.end()
        if not worker.up:
            raise RuntimeError(f"a worker ended while it started: {code}")
        if worker.task:
            yield worker.task, failure or _post_mortem(code)

    def _start(self) -> None:
        context = _context(self._function)
        ours, theirs = context.Pipe()
        # A forked child holds all our pipes; it must not keep those of the others open.
        forked = context.get_start_method() == "fork"
        foreign = [ours, *(worker.pipe for worker in self._workers)] if forked else []
        process = context.Process(  # type: ignore[attr-defined]  # missing in typeshed
            target=_work,
            args=(self._function, theirs, self._memory, foreign),
            daemon=True,
        )
        with _interrupts_held():
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours, time.monotonic() + START_SECONDS))


def _post_mortem(code: int) -> Failure:
    if code == _OUT_OF_MEMORY:
        return Failure(Trouble.CRASHED, "out of memory")
    if code >= 0:
        return Failure(Trouble.CRASHED, f"exit code {code}")
    if sys.platform != "win32" and code == -signal.SIGALRM:
        return Failure(Trouble.TOO_SLOW)
    with contextlib.suppress(ValueError):
        return Failure(Trouble.CRASHED, signal.Signals(-code).name)
    return Failure(Trouble.CRASHED, f"signal {-code}")


def _context(function: Callable[[Any], object]) -> BaseContext:
    """How processes are started: as fast as is safe.

    A fork is up within milliseconds, but copies locks that other threads hold.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    if sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([getattr(function, "func", function).__module__])
    return context


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C and its like for afterwards: a child born then would print a traceback.

    By a mask: unlike the handlers of `interrupts.held`, a child inherits it, whatever it runs.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    )
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    function: Callable[[Any], object],
    pipe: Connection,
    memory: int,
    foreign: list[Connection],
) -> NoReturn:
    """The life of a worker: say that it is up, then one item after the other."""
    for other in foreign:
        other.close()
    _isolate(memory)
    code = 0
    try:
        pipe.send(None)
        while True:
            seconds, item = pipe.recv()
            _alarm(seconds + 1)
            result = _attempt(function, item)
            _alarm(0)
            _answer(pipe, result)
    except MemoryError:
        code = _OUT_OF_MEMORY
    except (EOFError, OSError):
        pass  # the parent has no more items, or is gone
    finally:
        # No clean-up of what belongs to the parent, and no traceback.
        os._exit(code)


def _attempt(function: Callable[[Any], object], item: object) -> object:
    try:
        return function(item)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (any exception is a finding about this item)
        return Failure(Trouble.DAMAGED, f"{type(error).__name__}: {error}"[:200])


def _answer(pipe: Connection, result: object) -> None:
    try:
        pipe.send(result)
    except (pickle.PickleError, TypeError, AttributeError, ValueError) as error:
        pipe.send(Failure(Trouble.DAMAGED, f"cannot be sent: {error}"[:200]))


def _isolate(memory: int) -> None:
    """Leave the terminal and its signals to the parent, and set the limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.stdout = sys.stderr = open(nowhere, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.platform == "win32":
        return
    import resource

    # A core file would hold the document.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = used * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _alarm(seconds: float) -> None:
    """Have the system end this process then, should the parent not be there to do it.

    Args:
        seconds: 0 takes it back.
    """
    if sys.platform == "win32":
        # A thread of its own, which needs nothing of Python.
        faulthandler.cancel_dump_traceback_later()
        if seconds:
            faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
