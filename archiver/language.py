"""Which language a run speaks: needed before anything else, so it imports next to nothing."""

import os
import sys
from collections.abc import Sequence

LANGUAGES = ("fr", "en")


def language(arguments: Sequence[str]) -> str:
    """The language of this run: `--lang`, else the locale, else French.

    Needed before the options are parsed, because help and complaints about them are
    translated too; a wrong `--lang` is complained about later.
    """
    for index, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "en" if value.lower().startswith("en") else "fr"
    if sys.platform == "win32":  # elsewhere a locale that nobody chose calls itself `en_US`
        import locale

        return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "fr"
    return "fr"
