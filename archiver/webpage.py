"""Mark-up -> the words that a browser would show."""

from html.parser import HTMLParser

# What stands on lines of its own.
_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table td th title tr ul".split()
)
_HIDDEN = ("script", "style")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.shown.append(" ".join(f"|{data}|".split())[1:-1])

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.shown.append("\n")


def shown(markup: str) -> str:
    """What is shown of *markup*, line by line, without empty lines."""
    words = _Words()
    try:
        words.feed(markup)
        words.close()
    except AssertionError:
        pass  # what the parser says of mark-up it does not understand
    lines = (" ".join(line.split()) for line in "".join(words.shown).split("\n"))
    return "\n".join(filter(None, lines))
