"""Phrases as the rules write them, and where they stand on a page.

They are compared squeezed (`text.squeeze`), so case, accents, spacing and line breaks do not
matter, and may hold alternatives: `(relevé|décompte) (mensuel|) de vos remboursements`, and
one `…` for a few words of any sort: `déclaration … carte vitale`.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archiver.text import fold, squeeze

#: Up to this many letters a phrase must stand as a word of its own ("cpam", "enim").
SHORT = 6
#: Length of the letter groups by which the longer ones are looked up, in letters.
GRAM = SHORT + 1
#: What stands for a few words of any sort, and for how many letters of them at most.
GAP, GAP_MOST = "…", 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something printed, with its alternatives.

    Attributes:
        written: As in the TOML file.
        squeezed: The alternatives of more than `SHORT` letters, squeezed.
        words: The shorter ones, as words with a space on either side.
    """

    written: str
    squeezed: tuple[str, ...]
    words: tuple[str, ...]


class PhraseIndex:
    """Finds all phrases in a squeezed text in one pass.

    Looking for a thousand alternatives one by one costs more than reading the page; here
    each group of `GRAM` letters is looked up once.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_gram: dict[str, list[tuple[str, str]]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._by_words: list[tuple[str, str]] = []
        for phrase in {phrase.written: phrase for phrase in phrases}.values():
            for text in phrase.squeezed:
                self._by_gram.setdefault(text[:GRAM], []).append((text, phrase.written))
            for words in phrase.words:
                if " " in words.strip():
                    self._by_words.append((words, phrase.written))
                else:
                    self._by_word.setdefault(words.strip(), []).append(phrase.written)

    def find(self, squeezed: str, spaced: str) -> dict[str, list[tuple[int, int]]]:
        """Where each phrase stands in *squeezed*: written form -> (start, end) pairs.

        Short alternatives are looked up in *spaced*, the same text as words with single
        spaces around them; they get no place in the result.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        for start, end, written in self._places(squeezed):
            found.setdefault(written, []).append((start, end))
        for word in self._by_word.keys() & set(spaced.split()):
            for written in self._by_word[word]:
                found.setdefault(written, [])
        for words, written in self._by_words:
            if words in spaced:
                found.setdefault(written, [])
        return {written: sorted(places) for written, places in found.items()}

    def _places(self, squeezed: str) -> Iterator[tuple[int, int, str]]:
        grams = {squeezed[start : start + GRAM] for start in range(len(squeezed) - GRAM + 1)}
        for gram in self._by_gram.keys() & grams:
            for match in re.finditer(gram, squeezed):
                for text, written in self._by_gram[gram]:
                    if end := _end(text, squeezed, match.start()):
                        yield match.start(), end, written


def _end(text: str, squeezed: str, start: int) -> int:
    """Where *text*, found at *start*, ends; 0 when it is not there."""
    head, gap, tail = text.partition(GAP)
    if not squeezed.startswith(head, start):
        return 0
    end = start + len(head)
    if not gap:
        return end
    found = squeezed.find(tail, end, end + GAP_MOST + len(tail))
    return found + len(tail) if found >= 0 else 0


def phrase(written: str) -> Phrase:
    """Expand the alternatives of a phrase and squeeze them."""
    parts = re.split(r"\(([^()]*)\)", written)
    choices = [part.split("|") if odd % 2 else [part] for odd, part in enumerate(parts)]
    # A word too many spaces apart does no harm: everything is squeezed.
    plain = ["".join(choice) for choice in itertools.product(*choices)]
    squeezed = {GAP.join(map(squeeze, text.split(GAP))): spaced(text) for text in plain}
    return Phrase(
        written,
        tuple(text for text in squeezed if len(text) > SHORT),
        tuple(words for text, words in squeezed.items() if len(text) <= SHORT),
    )


def spaced(text: str) -> str:
    """The words of a text, folded, with a space on either side of each."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "


def phrases(written: Iterable[str]) -> tuple[Phrase, ...]:
    """The same of several."""
    return tuple(phrase(text) for text in written)
