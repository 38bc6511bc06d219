"""What the user's shell wants to be told: words quoted as they have to be typed."""

import shlex
import subprocess
import sys


def typed(*words: str) -> str:
    """A command as it has to be typed."""
    if sys.platform == "win32":
        return subprocess.list2cmdline(words)
    return shlex.join(words)
