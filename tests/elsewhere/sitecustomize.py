"""Shows the program, on Linux, the face of Windows or macOS; found by Python on its path.

`ELSEWHERE` is `win32` or `darwin`. What this project's modules see of `sys`, `os`, `signal` and
the like is what they would see there, workers included; the standard library and the other
libraries stay on Linux. As on Windows,

- a file that any process has open can be neither renamed, replaced nor deleted, nor can a folder
  around it be renamed; what is open can only be overwritten,
- a folder cannot be opened or flushed, and a file that is open for reading cannot be flushed,
- no name is made that Windows does not have, that is too long for it, or that differs from a
  neighbour's by case alone,
- text is written with the line ends and, where nobody says which, the alphabet of Windows,
- a pipe that nobody reads any more is an invalid argument,
- new processes begin from nothing, and file numbers are all zero, as on some network drives;
  waiting takes no time.

`ELSEWHERE_BUSY` is how many times each rename is refused first: what a virus scanner does.
"""

import builtins
import errno
import functools
import importlib.abc
import importlib.machinery
import io
import os
import re
import stat
import sys
import types

SYSTEM = os.environ.get("ELSEWHERE", "")
BUSY = int(os.environ.get("ELSEWHERE_BUSY", "0"))
WINDOWS = SYSTEM == "win32"
#: Without the setting that allows longer ones; the last one is the end of the string.
LONGEST = 259
DEVICE = re.compile(r"(?i)(con|conin\$|conout\$|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?")

_ABSENT_MODULES = {
    "win32": {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog"},
    "darwin": {"msvcrt", "winreg", "_winapi"},
}
_ABSENT = {
    "win32": {
        "os": """O_NOFOLLOW O_NONBLOCK O_DIRECTORY O_CLOEXEC O_SYNC O_TMPFILE O_PATH fork forkpty
            getuid geteuid getgid getegid getpgid getpgrp killpg setsid chown fchown fchmod statvfs
            fstatvfs uname sysconf pread pwrite fdatasync sync nice memfd_create posix_fadvise
            POSIX_FADV_DONTNEED sched_getaffinity mkfifo mknod openpty getloadavg wait WNOHANG
            sendfile listxattr setxattr getxattr""",
        "signal": """SIGALRM SIGHUP SIGKILL SIGUSR1 SIGUSR2 SIGPIPE SIGCHLD SIGQUIT SIGTSTP SIGCONT
            SIGSTOP SIGWINCH SIG_BLOCK SIG_UNBLOCK SIG_SETMASK pthread_sigmask pthread_kill alarm
            setitimer getitimer ITIMER_REAL siginterrupt sigwait pause set_wakeup""",
        "time": "tzset clock_gettime pthread_getcpuclockid",
    },
    "darwin": {
        "os": """O_TMPFILE O_PATH memfd_create posix_fadvise POSIX_FADV_DONTNEED fdatasync
            sched_getaffinity posix_fallocate eventfd copy_file_range splice listxattr setxattr
            getxattr pidfd_open""",
        "signal": "sigwaitinfo sigtimedwait SIGRTMIN pidfd_send_signal",
    },
}


class Face(types.ModuleType):
    """A module as it is elsewhere: some things are absent, some are other ones."""

    def __init__(self, real, absent="", **other):
        super().__init__(real.__name__)
        vars(self).update(_real=real, _absent=frozenset(absent.split()), **other)

    def __getattr__(self, name):
        if name in self._absent:
            raise AttributeError(f"not on {SYSTEM}: {self._real.__name__}.{name}")
        return getattr(self._real, name)

    def __setattr__(self, name, value):
        setattr(self._real, name, value)


def refused(number, path, winerror):
    error = OSError(number, os.strerror(number), os.fspath(path))
    error.winerror = winerror
    return error


# --- What is open


def who_has_open(path):
    """Whether a process that we may look at has the file, or one below the folder, open."""
    try:
        wanted = real_stat(path, follow_symlinks=False)
    except OSError:
        return False
    inside = os.path.realpath(path) + os.sep
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        try:
            descriptors = os.listdir(f"/proc/{pid}/fd")
        except OSError:
            continue
        for descriptor in descriptors:
            try:
                held = real_stat(f"/proc/{pid}/fd/{descriptor}")
                name = os.readlink(f"/proc/{pid}/fd/{descriptor}")
            except OSError:
                continue
            if os.path.samestat(held, wanted) or name.startswith(inside):
                return True
    return False


_busy, _slept = {}, 0.0


def busy(path):
    """Whether a virus scanner has just had a look at it."""
    _busy[path] = _busy.get(path, 0) + 1
    return _busy[path] <= BUSY


# --- Names


def check_name(path):
    """Refuse what Windows would not make, or would make under another name."""
    path = os.path.abspath(os.fsdecode(path))
    if path.startswith(("/dev/", "/proc/")):
        return
    name = os.path.basename(path)
    if len(path) > LONGEST:
        raise refused(errno.ENOENT, path, 3)
    if re.search(r'[<>:"|?*\\\x00-\x1f]', name) or name != name.rstrip(". "):
        raise refused(errno.EINVAL, path, 123)
    if DEVICE.fullmatch(name):
        raise refused(errno.EINVAL, path, 87)
    try:
        neighbours = os.listdir(os.path.dirname(path))
    except OSError:
        return
    for other in neighbours:
        if other != name and other.casefold() == name.casefold():
            raise AssertionError(f"the same name as {other}: {path}")


def on_event(event, arguments):
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, (str, bytes)) and flags & (os.O_CREAT | os.O_TRUNC):
            check_name(path)
    elif event in ("os.mkdir", "os.link", "os.symlink"):
        check_name(arguments[1 if event != "os.mkdir" else 0])
    elif event == "os.rename":
        check_name(arguments[1])
        source, target = map(os.fspath, arguments[:2])
        if busy(source) or who_has_open(source):
            raise refused(errno.EACCES, source, 32)
        if who_has_open(target):
            raise refused(errno.EACCES, target, 5)
    elif event in ("os.remove", "os.rmdir") and who_has_open(arguments[0]):
        raise refused(errno.EACCES, arguments[0], 32)


# --- What the modules show


def no_folder(open_):
    def opened(path, flags, *more, **options):
        if not isinstance(path, int) and os.path.isdir(path):
            raise refused(errno.EACCES, path, 5)
        return open_(path, flags, *more, **options)

    return opened


def only_what_is_written(fsync):
    import fcntl

    def flushed(descriptor):
        number = descriptor if isinstance(descriptor, int) else descriptor.fileno()
        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        fsync(descriptor)

    return flushed


def never_over(rename):
    def renamed(source, target, **options):
        if os.path.lexists(target) and os.fspath(source) != os.fspath(target):
            error = FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(source))
            error.winerror = 183
            raise error
        rename(source, target, **options)

    return renamed


def library(*words, **options):
    import ctypes

    if not words or words[0] is None:
        raise TypeError("there is no such library here: None")
    return ctypes.CDLL(*words, **options)


def known_signal(set_):
    import signal

    def set_one(number, handler):
        names = ("SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM")
        if number not in [getattr(signal, name) for name in names]:
            raise ValueError("invalid signal value")
        return set_(number, handler)

    return set_one


def pass_time(seconds):
    global _slept
    _slept += seconds


def passed_time():
    import time

    return time.monotonic() + _slept


def only_spawned():
    from multiprocessing import connection, context

    connection.PipeConnection = connection.Connection
    for method in ("fork", "forkserver"):
        context._concrete_contexts.pop(method, None)


def nothing_before_the_program():
    import subprocess

    begin = subprocess.Popen.__init__

    def begun(self, args, *words, preexec_fn=None, **options):
        if isinstance(args, str) and not options.get("shell"):
            # As the C library of Windows does it: a backslash means itself.
            args = [word.replace('"', "") for word in re.findall(r'(?:"[^"]*"|[^\s"])+', args)]
        if preexec_fn is not None or options.get("pass_fds") or options.get("start_new_session"):
            raise ValueError("not supported on Windows platforms")
        options.pop("creationflags", None)
        begin(self, args, *words, **options)

    subprocess.Popen.__init__ = begun


@functools.cache
def face_of(name):
    """How a module looks from here, once it is asked for."""
    real, absent = sys.modules[name], _ABSENT[SYSTEM].get(name, "")
    if name == "sys":
        return Face(real, platform=SYSTEM)
    if name == "os" and WINDOWS:
        flushed, opened = only_what_is_written(os.fsync), no_folder(os.open)
        return Face(real, absent, open=opened, fsync=flushed, O_BINARY=0, name="nt")
    if name == "signal" and WINDOWS:
        return Face(real, absent, signal=known_signal(real.signal))
    if name == "ctypes":
        return Face(real, CDLL=library)
    if name == "time" and WINDOWS:
        return Face(real, absent, sleep=pass_time, monotonic=passed_time)
    if name == "fcntl":
        return Face(real, F_FULLFSYNC=51)
    if name == "multiprocessing" and WINDOWS:
        only_spawned()
    if name == "subprocess" and WINDOWS:
        nothing_before_the_program()
    return Face(real, absent) if absent else real


def look_up(name, globals=None, locals=None, fromlist=(), level=0):
    """What `import` does in this project's modules."""
    top = name.partition(".")[0]
    if level == 0 and top in _ABSENT_MODULES[SYSTEM]:
        raise ModuleNotFoundError(f"not on {SYSTEM}: {name}", name=name)
    found = builtins.__import__(name, globals, locals, fromlist, level)
    if level == 0:
        face = face_of(top)
        return face if name == top else found
    return found


def text_as_there(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, **more):
    if "b" not in mode:
        encoding = encoding or "cp1252"
        if newline is None and set(mode) & set("wax+"):
            newline = "\r\n"
    return real_open(file, mode, buffering, encoding, errors, newline, **more)


class Loader(importlib.machinery.SourceFileLoader):
    def exec_module(self, module):
        here = {"__import__": look_up} | ({"open": text_as_there} if WINDOWS else {})
        vars(module)["__builtins__"] = vars(builtins) | here
        super().exec_module(module)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] != "archiver":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


def without_number(real):
    @functools.wraps(real)
    def status(*words, **options):
        found = real(*words, **options)
        values = [*found]
        values[stat.ST_INO] = 0
        names = [name for name in dir(found) if name.startswith("st_")]
        return os.stat_result(values, {name: getattr(found, name) for name in names})

    return status


class Output(io.FileIO):
    """A pipe whose other end is closed says so in another way."""

    def write(self, data):
        try:
            return super().write(data)
        except BrokenPipeError:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from None


def as_there(stream):
    raw = Output(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, newline="\r\n")


real_open, real_stat = io.open, os.stat
if SYSTEM:
    sys.meta_path.insert(0, Finder())
if WINDOWS:
    import shutil

    # Descriptors of folders are not to be had there.
    shutil._use_fd_functions = False
    sys.addaudithook(on_event)
    os.rename = never_over(os.rename)
    io.open = text_as_there
    sys.stdout = sys.__stdout__ = as_there(sys.stdout)
    os.stat, os.lstat, os.fstat = map(without_number, (os.stat, os.lstat, os.fstat))
