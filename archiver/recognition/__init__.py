"""Text -> what each document in a file is, which days it is about, whose it is, and why.

Pure: the same pages give the same answer, and nothing here touches a file or a clock.
"""

from collections.abc import Sequence

from archiver.catalogue import Catalogue, Kind
from archiver.model import OCR, PageText, Recognition
from archiver.recognition import identity, periods
from archiver.recognition.ended import entitled
from archiver.recognition.issue import dated, issued
from archiver.recognition.page import prepare
from archiver.recognition.people import people
from archiver.recognition.segments import Segment, segments
from archiver.recognition.substance import beside_a_sum, states

__all__ = ["recognise"]


def recognise(
    pages: Sequence[PageText], path: str, catalogue: Catalogue
) -> tuple[Recognition, ...]:
    """Tell the documents of one file apart and recognise each.

    Args:
        pages: All pages of the file, in order.
        path: The file's path; its name is a weak hint only.
        catalogue: The kinds and look-alikes.
    """
    prepared = prepare(pages, catalogue)
    return tuple(
        _recognition(segment, path, catalogue) for segment in segments(prepared, catalogue)
    )


def _recognition(segment: Segment, path: str, catalogue: Catalogue) -> Recognition:
    kind = catalogue.kinds.get(segment.kind or "")
    lookalike = catalogue.lookalikes.get(segment.lookalike or "")
    named = people([page.raw for page in segment.pages])
    scanned = any(page.ocr for page in segment.pages)
    # The name of a file is too weak a word where the text may be misread.
    hint = "" if scanned else path
    period, warnings = periods.period(kind, segment.core, hint) if kind else (None, ())
    made_out = issued(segment.core)
    everybody = named.everybody
    if kind and kind.single and not named.listed:
        everybody = tuple(person for person in everybody if person != named.insured)
    if kind and kind.single and (day := made_out or (period.start if period else None)):
        everybody = entitled(everybody, segment.pages, day)
    labels = catalogue.accounts[kind.account].family if kind else ()
    also = tuple(
        id
        for id, phrases in (kind.also.items() if kind else ())
        if any(states(page, phrase, made_out) for page in segment.pages for phrase in phrases)
    )
    return Recognition(
        pages=tuple(page.number for page in segment.pages),
        kind=segment.kind,
        also=also,
        period=period,
        issued=made_out or (dated(kind, segment.pages) if kind else None),
        person=named.insured,
        people=everybody,
        family=identity.family(segment.pages, labels),
        lookalike=segment.lookalike,
        accounts=segment.accounts,
        suggests=_suggested(kind, segment) if kind else lookalike.suggests if lookalike else (),
        page_total=segment.page_total,
        pages_absent=segment.pages_absent,
        digest=identity.digest(segment.pages, made_out),
        printed=identity.printed(segment.pages, made_out) if kind else (),
        why=segment.why,
        warnings=warnings + segment.warnings + ((OCR,) if scanned else ()),
    )


def _suggested(kind: Kind, segment: Segment) -> tuple[str, ...]:
    by_sum = (
        condition
        for condition, phrases in kind.suggests_by_sum.items()
        if any(beside_a_sum(page, phrase) for page in segment.pages for phrase in phrases)
    )
    return tuple(dict.fromkeys((*kind.suggests, *by_sum)))
