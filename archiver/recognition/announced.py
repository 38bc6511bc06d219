"""What a sentence announces: the text right behind the words of a kind's rules."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from archiver.phrases import Phrase
from archiver.recognition.page import Page

#: How far behind its announcing words a date may stand, in folded characters.
NEAR = 48
# No date or range is longer.
_LONGEST = 44
# So far before them another subject counts.
_BEFORE = 40
# A sentence about days that are not decided on, or about those of the next paper.
_TO_COME = re.compile(r"\b(?:couvrirait|eventuel|serai(?:en)?t|prochain|examinee?s?\b)")
_ON_THE_NEXT = re.compile(r"\bfigurer(?:a|ont)\b")


def is_to_come(text: str) -> bool:
    """Whether what stands before a span says that it is not one that counts yet."""
    return _TO_COME.search(text) is not None


def announced(
    page: Page,
    phrases: Sequence[Phrase],
    others: Sequence[str] = (),
    *,
    within: Container[int] | None = None,
) -> Iterator[str]:
    """What stands right behind each announcing phrase, earliest first.

    Not where the sentence is about days to come, or one of *others* stands before the phrase.

    Args:
        page: The page.
        phrases: What announces.
        others: What else the sentence may be about, folded.
        within: In which lines (from 0) a phrase counts; in all of them if that is left out.
    """
    ends = []
    for phrase in filter(page.holds, phrases):
        for written in _readings(phrase):
            ends += [(match.end(), match.start()) for match in written.finditer(page.prose)]
    for end, start in sorted({end: start for end, start in ends}.items()):
        before = page.prose[max(0, start - _BEFORE) : start].rpartition(". ")[2]
        behind = page.prose[end : end + NEAR].partition(". ")[0]
        if within is not None and page.line_of_prose(start) not in within:
            continue
        if is_to_come(before) or _ON_THE_NEXT.search(behind):
            continue
        if any(word in before for word in others):
            continue
        # A little more than near, so that no date is cut in two.
        yield page.prose[end : end + NEAR + _LONGEST]


@cache
def _readings(phrase: Phrase) -> list[re.Pattern[str]]:
    """The phrase as patterns for folded text, white space optional."""
    spaced = [r"\s*".join(map(re.escape, text)) for text in phrase.squeezed]
    brief = [r"\b" + r"\s+".join(words.split()) + r"\b" for words in phrase.words]
    return [re.compile(pattern) for pattern in (*spaced, *brief)]
