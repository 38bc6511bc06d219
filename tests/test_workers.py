"""One bad item harms nobody else, and nobody survives the parent.

The items are expressions and the function is `eval`, which every start method can find.
"""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from archiver.model import Trouble
from archiver.workers import Failure, run

MEMORY = 1 << 30
FOR_EVER = "__import__('time').sleep(600)"

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def evaluate(*expressions, seconds=30.0, **limits):
    return list(run(eval, expressions, seconds=seconds, memory=MEMORY, **limits))


@pytest.mark.parametrize("processes", [1, 2, None])
def test_results_come_in_the_order_of_the_items(processes):
    slow_first = [f"__import__('time').sleep({(7 - n) / 100}) or {n}" for n in range(7)]

    assert evaluate(*slow_first, processes=processes) == list(range(7))


def test_nothing_comes_of_nothing():
    assert evaluate() == []


@pytest.mark.parametrize(
    ("bad", "failure"),
    [
        pytest.param("1 / 0", Failure(Trouble.DAMAGED, "ZeroDivisionError: division by zero")),
        pytest.param("__import__('os')._exit(3)", Failure(Trouble.CRASHED, "exit code 3")),
        pytest.param("__import__('sys').exit(3)", Failure(Trouble.CRASHED, "exit code 0")),
        pytest.param("__import__('os').abort()", Failure(Trouble.CRASHED, "SIGABRT")),
        pytest.param("__import__('ctypes').string_at(0)", Failure(Trouble.CRASHED, "SIGSEGV")),
        pytest.param(FOR_EVER, Failure(Trouble.TOO_SLOW)),
        pytest.param(
            "bytearray(1 << 31)",
            Failure(Trouble.CRASHED, "out of memory"),
            marks=needs_proc,
        ),
    ],
)
def test_a_bad_item_harms_only_itself(bad, failure):
    results = evaluate("1", bad, "2", "3", seconds=1.0, processes=2)

    assert results == [1, failure, 2, 3]


def test_a_result_that_cannot_be_sent_is_a_failure_of_that_item():
    first, second = evaluate("lambda: 0", "2")

    assert first.trouble is Trouble.DAMAGED
    assert second == 2


def test_an_item_that_kills_its_worker_gets_a_second_chance(tmp_path):
    mark = tmp_path / "mark"
    once = f"1 if __import__('os').path.exists({str(mark)!r}) else " + (
        f"(open({str(mark)!r}, 'w').close(), __import__('os')._exit(3))"
    )

    assert evaluate(once, "2") == [1, 2]


def test_many_items_may_kill_their_workers():
    results = evaluate(*["__import__('os')._exit(3)", "1"] * 5)

    assert results == [Failure(Trouble.CRASHED, "exit code 3"), 1] * 5


def test_a_worker_that_is_killed_while_it_waits_costs_nothing():
    results = run(eval, iter(["__import__('os').getpid()", "2"]), seconds=30, memory=MEMORY)
    os.kill(next(results), signal.SIGKILL)

    assert list(results) == [2]


def test_items_are_taken_only_as_workers_become_free():
    taken = itertools.count()
    endless = (str(number) for number in taken)
    results = run(eval, endless, seconds=30, memory=MEMORY, processes=1)

    assert list(itertools.islice(results, 50)) == list(range(50))
    assert next(taken) <= 50 + 2
    results.close()


def test_large_items_arrive_whole():
    items = [bytes(5_000_000), b"", bytes(70_000)]

    assert list(run(len, items, seconds=30, memory=MEMORY)) == [5_000_000, 0, 70_000]


def test_workers_print_nothing(capfd):
    evaluate(
        "print('x')",
        "__import__('os').system('echo x; echo x >&2')",
        "__import__('os').write(2, b'x')",
        "__import__('sys').stderr.write('x')",
        "__import__('ctypes').string_at(0)",
    )

    assert capfd.readouterr() == ("", "")


def test_ctrl_c_is_the_parents_business():
    interrupt = "__import__('os').kill(__import__('os').getpid(), 2) or 1"

    assert evaluate(interrupt, "2") == [1, 2]


def test_it_works_beside_threads_too():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        results = evaluate("1", "__import__('os')._exit(3)", "2")
    finally:
        stop.set()
        thread.join()

    assert results == [1, Failure(Trouble.CRASHED, "exit code 3"), 2]


@needs_proc
def test_workers_that_do_not_come_up_stop_the_run(capfd):
    impossible = 1 << 70

    with pytest.raises(RuntimeError, match="while it started"):
        list(run(eval, ["1"], seconds=30, memory=impossible))
    assert capfd.readouterr() == ("", "")


SCRIPT = """
import os, sys
from archiver.workers import run
pids = sys.argv[1]
note = f"open({pids!r}, 'a').write(str(__import__('os').getpid()) + '\\\\n')"
items = [f"({note}, __import__('time').sleep(600))"] * 2
if __name__ == "__main__":
    list(run(eval, items, seconds=600, memory=1 << 30, processes=2))
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(condition) -> bool:
    ends = time.monotonic() + 30
    while not condition():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


@needs_proc
@pytest.mark.parametrize(
    ("ending", "message"),
    [
        pytest.param(signal.SIGINT, "KeyboardInterrupt", id="Ctrl-C"),
        pytest.param(signal.SIGTERM, "", id="asked to end"),
        pytest.param(signal.SIGKILL, "", id="killed"),
    ],
)
def test_no_worker_survives_its_parent(tmp_path, ending, message):
    script, pids = tmp_path / "script.py", tmp_path / "pids"
    script.write_text(SCRIPT)
    process = subprocess.Popen(
        [sys.executable, script, pids],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    workers = [int(pid) for pid in pids.read_text().split()]

    # Ctrl-C reaches the whole group of processes, the workers included.
    (os.killpg if ending == signal.SIGINT else os.kill)(process.pid, ending)
    _, said = process.communicate(timeout=30)

    assert wait_for(lambda: not any(map(alive, workers)))
    assert said.count("Traceback") == bool(message)
    assert said.rstrip().endswith(message)
    assert said.count("KeyboardInterrupt") == bool(message)
