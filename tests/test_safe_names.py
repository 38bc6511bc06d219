"""Names of files that every system can make, keep apart, and reach.

No Windows is at hand: what it takes for a name is from "Naming Files, Paths, and Namespaces" in
Microsoft's documentation. The same rules are kept to, file by file, in `test_elsewhere.py`.
"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver import catalogue, tidy
from archiver.archive import originals
from archiver.archive.format import Entry, attachment_name
from archiver.model import Document, Media, Period, Status

KINDS = catalogue.load()
DEVICE = re.compile(r"(con|conin\$|conout\$|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?")
#: What may stand before them, `C:\Users\<name>\OneDrive\Documents\<folder>\`, leaves so many
#: of the 259 characters that Windows takes unless it is told otherwise.
LONGEST = 180

HOSTILE = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        """CON nul AUX.pdf COM1 lpt9.txt a. .. ../.. C:\\x a:b a?b* \\\\server\\share
        ÉTÉ été e\u0301te\u0301 İ ß ﬁ K x.CON aux.""".split()
    ),
)


def is_kept(path):
    """Whether Windows makes exactly this path, and so does a disk that ignores case."""
    parts = path.split("/")
    return (
        len(path) <= LONGEST
        and path == path.casefold()
        and all(part and part == part.strip(" .") for part in parts)
        and not any(re.search(r'[<>:"\\|?*\x00-\x1f\x7f-\uffff]', part) for part in parts)
        and not any(map(DEVICE.fullmatch, parts))
    )


@st.composite
def documents(draw):
    day = draw(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
    return Document(
        path=draw(HOSTILE),
        sha256="0" * 64,
        size=1,
        status=draw(st.sampled_from(Status)),
        media=draw(st.sampled_from(Media)),
        kind=draw(st.sampled_from(sorted(KINDS.kinds))),
        period=draw(st.none() | st.just(Period(day, day))),
        person=draw(st.none() | HOSTILE),
    )


@given(documents(), HOSTILE, st.integers(1, 99_999))
def test_originals_in_an_archive_and_in_the_folder_of_extract(document, stem, number):
    name = attachment_name(number, stem, document)
    entry = Entry(document=document, name=name, first_page=None, last_page=None, notice=False)

    assert is_kept(name)
    assert is_kept(f"data/{originals._inside(entry)}")


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(documents(), st.integers(0, 3))
def test_copies_of_collect(lang, document, number):
    stem, ending = tidy._name(document, KINDS, lang, "")
    candidates = tidy._candidates(stem, ending)

    assert is_kept([next(candidates) for _ in range(number + 1)][-1])


@given(HOSTILE)
def test_a_kind_that_somebody_elses_archive_made_up(kind):
    document = Document(path="x", sha256=None, size=1, status=Status.RECOGNISED, kind=kind)
    entry = Entry(
        document=document, name="0001-x.pdf", first_page=None, last_page=None, notice=False
    )

    assert is_kept(f"data/{originals._inside(entry)}")
