"""The day a document was made out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from archiver.catalogue import Kind
from archiver.recognition import dates
from archiver.recognition.announced import announced
from archiver.recognition.page import Page

_ISSUED = re.compile(
    r"(?:date d'(?:edition|emission|etablissement)|(?:edition|emission)(?=\s*(?:du|le|:))"
    r"|date (?:du (?:document|releve|decompte|courrier|jour)"
    r"|de (?:l'attestation|la lettre|reception)"
    r"|de delivrance(?: d[eu] [a-z' ]{3,16}?)?)|situation (?:arretee )?(?=au\b)"
    r"|(?:edite|etabli|delivre|emis|imprime|genere|fait|recu|envoye|telecharge)e?s?|date(?=\s*:))\b"
    r"(?:\s*(?:a|depuis|sur)\s+[a-z' .-]{2,40}?[\s,]+(?:le|du)\b"
    r"|\s*,?\s*:?\s*(?:le|du|au)?)\s*:?\s*"
)
# The day of printing or of arrival, not that of the paper.
_OF_A_COPY = re.compile(r"^(?:imprime|recu|envoye|telecharge|date de reception|situation)")
_OTHER_PAPER = re.compile(
    r"\b(?:carte|declaration|protocole|demande|dossier|arret|avis|ordonnance|accord|contrat)\b"
)
# `Paris, le 2 avril 2025`, `Fait à Paris le 2 avril 2025`, `Le 02/04/2025`: the date ends the line.
_PLACE_AND_DATE = re.compile(r"^(?:(?:fait\s+)?(?:a\s+)?[a-z' -]{2,40}?,?\s*)?\ble\s*:?\s*(?=\d)")
# The same behind the end of a sentence: `… vous est attribuée. Marseille, le 25/01/2021`.
_TOWN_AND_DATE = re.compile(r"(?:[.!;] | [-–—] )(?=[a-z' -]{2,30}, le \d)")
# `4.3 Date 04/11/2026`, `Cachet  Date 6 mai 2024  Signature`: of a form, that of the signature.
_LONE_DATE = re.compile(
    r"(?:\d+(?:\.\d+)* |cachet )?date\s*:?\s*(?P<day>\d.*?)(?: signature)?\s*:?$"
)
# What tells a line of its own from the end of a sentence: `… l'assurance | maladie le 31/07/2026.`
_OF_ITS_OWN = re.compile(r"^fait\b|,|[^.]$")
# What is said of a payment or a right, not of the paper.
_NOT_ISSUED = re.compile(
    r"^(?:regle|paye|verse|vire|ne\b|nee\b|soins|valable|depuis|jusqu|avant|apres|vous|nous|je|il|elle)"
    r"|\b(?:nee?|notre|votre|nos|vos|organisme|caisse|droits?|relever|cesse|quitt\w+|depart|arret|fin"
    r"|depuis|effet|compter|est|sont|ete|ouverts?|enregistree?|accouchement)\b.*\ble\b"
)
# `Paiement effectué le 12/09/2026`, `Soins reçus le 12/09/2026`: a line of its own in a statement.
_OF_A_PAYMENT = re.compile(
    r"^(?:date d[eu] |votre |mise en )?(?:paiement|remboursement|reglement|versement|virement"
    r"|mandat|montant|somme|total|net\b|effectue|credite|soins|actes?\b|facture|feuille"
    r"|(?:pension|rente|prestation|allocation|indemnite)s? (?:.{2,24} )?(?:paye|verse|regle|vire))"
)
# What ends a line before a day that is not that of the paper.
_ANNOUNCES = re.compile(
    r"\b(?:le|du|au|des?|jusqu'?|depuis|pour|et|naissance|validite|expiration|fin|debut|effet|compter"
    r"|arret|accouchement|depart|paiement)\s*:?$|[:,(]$"
)
_IN_WORDS = re.compile(r"\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}")
_NO_DAY_OF_ISSUE = (_NOT_ISSUED, _OF_A_COPY, _OTHER_PAPER, _OF_A_PAYMENT)


def issued(pages: Sequence[Page]) -> date | None:
    """The day the document was made out, if it says so."""
    for page in pages:
        for line in (_TOWN_AND_DATE.split(line)[-1] for line in page.lines):
            match = _PLACE_AND_DATE.match(line)
            own = match and _OF_ITS_OWN.search(line)
            if match and own and not any(none.search(line) for none in _NO_DAY_OF_ISSUE):
                found = close_date(line[match.end() :], alone=True)
                if found:
                    return found
    told = [
        (_OF_A_COPY.match(match[0]) is not None, day)
        for page in pages
        for match in _ISSUED.finditer(page.folded)
        if not _of_something_else(page, match)
        and (day := close_date(page.folded[match.end() : match.end() + 24]))
    ]
    weak = [*(day for copy, day in told if copy), *_of_form(pages), *_alone(pages)]
    return next((day for copy, day in told if not copy), next(iter(weak), None))


def _alone(pages: Sequence[Page]) -> Iterator[date]:
    """The only day that stands alone on a line of the first page, in words: `6 novembre 2026`."""
    lines = pages[0].lines if pages else []
    found = [pair for pair in pairwise(["", *lines]) if _IN_WORDS.fullmatch(pair[1])]
    if len(found) == 1 and not _ANNOUNCES.search(found[0][0]):
        yield from filter(None, [close_date(found[0][1], alone=True)])


def _of_form(pages: Sequence[Page]) -> Iterator[date]:
    """The last day that stands on a line of its own behind `Date`."""
    for line in (line for page in reversed(pages) for line in reversed(page.lines)):
        if (match := _LONE_DATE.match(line)) and (day := close_date(match["day"], alone=True)):
            yield day


def _of_something_else(page: Page, match: re.Match[str]) -> bool:
    """Whether the line speaks of another paper or of a payment: `Carte Vitale délivrée le …`."""
    start = 0
    for line in page.lines:
        if start + len(line) >= match.start():
            before = line[: max(0, match.start() - start)]
            return bool(_OTHER_PAPER.search(before) or _OF_A_PAYMENT.search(before))
        start += len(line) + 1
    return False


def dated(kind: Kind, pages: Sequence[Page]) -> date | None:
    """The day that dates all of its kind, a payment's, where no day of issue is printed."""
    texts = (text.lstrip(" :-") for page in pages for text in announced(page, kind.dated))
    return next(filter(None, map(close_date, texts)), None)


def close_date(text: str, *, alone: bool = False) -> date | None:
    """The date at the start of *text*; if *alone*, only when hardly anything follows."""
    found = dates.leading(text.lstrip())
    if found is None:
        return None
    rest = dates.TIME.sub("", text.lstrip()[found.end :]).strip(" .a")
    return None if alone and rest else found.period.start
