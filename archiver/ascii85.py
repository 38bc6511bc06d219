"""Takes the printable characters off streams that need none: a fifth of them is air.

ISO 32000-2, 7.4.3. What is not written as there is left as it is.
"""

import struct

#: What a stream's first filter is called when it has them.
NAMES = ("/ASCII85Decode", "/A85")
_SPACE = b"\0\t\n\f\r "
_END = b"~>"
_FIRST, _LAST = ord("!"), ord("u")
# Taken off each of the five digits of a group at once.
_OFFSET = _FIRST * sum(85**place for place in range(5))


def decoded(data: bytes) -> bytes | None:
    """The bytes that were written as ASCII 85; `None` if they were not, beyond doubt."""
    text = data.translate(None, _SPACE)
    if not text.endswith(_END):
        return None
    runs = text[: -len(_END)].removeprefix(b"<~").split(b"z")
    text = b"!!!!!".join(runs)  # `z` stands for a whole group
    if any(len(run) % 5 for run in runs[:-1]) or len(text) % 5 == 1:
        return None
    if text.translate(None, bytes(range(_FIRST, _LAST + 1))):
        return None
    padding = -len(text) % 5
    digits = [(text + b"u" * padding)[place::5] for place in range(5)]
    groups = [
        (((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _OFFSET
        for a, b, c, d, e in zip(*digits, strict=True)
    ]
    try:
        found = struct.pack(f">{len(groups)}I", *groups)
    except struct.error:
        return None  # a group beyond four bytes
    return found[: len(found) - padding]
