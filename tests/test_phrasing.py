"""Findings as sentences: each has one, alike ones are said together."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dossier import attestation, document, statement

import archiver
from archiver import catalogue, checklist, phrasing
from archiver.cli.watching import _arrival
from archiver.model import (
    UNREAD,
    Document,
    Gap,
    GapType,
    Level,
    Period,
    Report,
    Status,
    Trouble,
)
from archiver.phrasing import Voice, document_title, gap_words, group_gaps, month_ranges, verdict
from archiver.wording import LANGUAGES, Words

PACKAGE = Path(archiver.__file__).parent

#: All that the checks can find, with the facts they give.
FOUND = {
    (GapType.MISSING, "window"): {},
    (GapType.MISSING, "soft-window"): {},
    (GapType.MISSING, "current-month"): {"details": 0},
    (GapType.MISSING, "never-found"): {},
    (GapType.MISSING, "suggested"): {"because": "dossier/bordereau.pdf"},
    (GapType.MISSING, "suggested-still"): {"because": "dossier/c2s.pdf"},
    (GapType.MISSING, "event"): {"from": date(2025, 2, 3), "to": date(2025, 2, 28)},
    (GapType.MISSING, "event-unread"): {"from": date(2025, 2, 3), "to": date(2025, 2, 28)},
    (GapType.MISSING, "person"): {"person": "MARTIN Léa"},
    (GapType.CONFLICT, "waived-though"): {"command": "archiver waive releves 2025-08 --remove"},
    (GapType.CONFLICT, "waived-but-there"): {"command": "archiver waive releves 2025-08 --remove"},
    (GapType.STALE, "too-old"): {
        "issued": date(2026, 1, 2), "age_days": 50, "fresh_days": 30, "until": date(2027, 1, 1),
    },
    (GapType.STALE, "expired"): {"until": date(2026, 1, 1)},
    (GapType.STALE, "undated"): {"fresh_days": 30},
    (GapType.STALE, "validity-unread"): {"issued": date(2026, 1, 2), "age_days": 5},
    (GapType.STALE, "issued-later"): {"issued": date(2027, 1, 2), "age_days": -5, "fresh_days": 30},
    (GapType.INCOMPLETE, "pages-absent"): {"total": 3, "absent": "2, 3"},
    (GapType.INCOMPLETE, "page-unreadable"): {},
    (GapType.INCOMPLETE, "rows-hidden"): {},
    (GapType.INCOMPLETE, "total-lost"): {},
    (GapType.INCOMPLETE, "issued-early"): {"issued": date(2025, 3, 12)},
    (GapType.INCOMPLETE, "sum-differs"): {"printed": "30,00", "sum": "20,00"},
    (GapType.INCOMPLETE, "sum-unsure"): {"printed": "30,00", "sum": "20,00"},
    (GapType.INCOMPLETE, "lines-unread"): {"unread": 2},
    (GapType.CONFLICT, "two-versions"): {"other": "dossier/autre.pdf"},
    (GapType.CONFLICT, "says-otherwise"): {
        "other": "dossier/autre.pdf",
        "other_says": "Total 42,10 €",
        "says": "Total 45,00 €",
    },
    (GapType.CONFLICT, "says-more"): {
        "other": "dossier/autre.pdf",
        "more": "dossier/autre.pdf",
        "line": "Franchise - 1,00",
    },
    (GapType.OTHER_PERSON, "other-person"): {"person": "MARTIN Julien"},
    (GapType.OTHER_PERSON, "covers-others"): {"covers": "MARTIN Léo"},
    (GapType.OTHER_PERSON, "holder-undecided"): {
        "taken": "MARTIN Claire",
        "person": "MARTIN Julien",
    },
    (GapType.UNRECOGNISED, "no-period"): {},
    (GapType.UNRECOGNISED, "no-kind"): {},
    (GapType.UNRECOGNISED, "web-page"): {},
    (GapType.PARTIAL, "unfinished"): {},
} | {
    (GapType.UNSEARCHABLE, trouble.value): {}
    for trouble in sorted(UNREAD)  # in one order, for those who run the tests in parallel
} | {
    (GapType.UNREADABLE, trouble.value): {}
    for trouble in Trouble
    if trouble is not Trouble.UNFINISHED and trouble not in UNREAD
}  # fmt: skip


def voice(lang="fr", **changes):
    return Voice(
        words=Words(lang), checklist=checklist.load("ameli"), catalogue=catalogue.load(), **changes
    )


def gap(type, cause, facts=(), **changes):
    known = {
        "type": type,
        "level": Level.REQUIRED,
        "requirement": "releves",
        "kind": "releve-remboursements",
        "period": Period.month(2025, 3),
        "path": "dossier/releve.pdf",
        "cause": cause,
        "facts": tuple(dict(facts).items()),
    }
    return Gap(**(known | changes))


def report(*gaps):
    return Report(
        checklist="ameli",
        as_of=date(2026, 11, 20),
        holder=None,
        documents=(),
        requirements=(),
        gaps=gaps,
    )


def grouped(*gaps, lang="fr"):
    return group_gaps(report(*gaps), voice(lang))


# --- Each has a sentence


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("type", "cause"), FOUND)
def test_every_finding_has_sentences_of_its_own(type, cause, lang):
    one, words = gap(type, cause, FOUND[type, cause]), Words(lang)
    other = {
        words.say("gap-other", path=one.path),
        words.say("gap-other.remedy", path=one.path),
    }

    message, remedy = gap_words(one, voice(lang))
    (group,) = grouped(one, lang=lang)

    assert message and remedy and group.title and group.remedy
    assert not {message, remedy, group.remedy} & other
    assert group.title != words.say("gap-other.group", count=1)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("type", "cause"), FOUND)
def test_several_are_said_together(type, cause, lang):
    gaps = [
        gap(type, cause, FOUND[type, cause], path=f"{n}.pdf", period=Period.month(2025, n))
        for n in (1, 2, 3)
    ]

    (group,) = grouped(*gaps, lang=lang)

    assert group.gaps == tuple(gaps)
    assert "gap-other" not in group.title


def test_no_cause_that_the_code_can_give_is_left_out():
    """A new cause in the checks has to come here, and so needs its sentences."""
    sources = "".join(
        (PACKAGE / "checklist" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("checks", "compare", "doubts")
    )
    dossier = (PACKAGE / "checklist" / "dossier.py").read_text(encoding="utf-8")
    staleness = dossier[dossier.index("def _staleness") :]
    given = {
        cause
        for line in re.findall(
            r"(?:cause=|absent\(|_of_leave\(|_likely\(|_against\(|else )[^\n]*", sources
        )
        for cause in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', line)
    } | set(re.findall(r'return "([a-z-]+)"', staleness))

    assert {
        "window",
        "soft-window",
        "suggested-still",
        "event",
        "two-versions",
        "no-kind",
        "undated",
        "too-old",
    } <= given
    assert given <= {cause for _, cause in FOUND}


def test_a_gap_that_nobody_foresaw_still_gets_a_plain_sentence():
    message, remedy = gap_words(gap(GapType.CONFLICT, "never-heard-of"), voice())

    assert "dossier/releve.pdf" in message
    assert remedy


@pytest.mark.parametrize("cause", ["window", "soft-window"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_is_not_called_a_month(cause, lang):
    years = [
        gap(GapType.MISSING, cause, requirement="releve-fiscal", period=Period.year(year))
        for year in (2024, 2025)
    ]

    (group,) = grouped(*years, lang=lang)

    assert not re.search(
        "mois|month", group.title + group.remedy + gap_words(years[0], voice(lang))[0]
    )


def test_the_remedy_says_where_it_is_found():
    _, remedy = gap_words(gap(GapType.MISSING, "window"), voice())

    assert "« Mes paiements »" in remedy.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("type", "cause", "level", "said"),
    [
        (GapType.UNREADABLE, "empty", Level.REQUIRED, True),
        (GapType.PARTIAL, "unfinished", Level.REQUIRED, True),
        (GapType.UNSEARCHABLE, "picture", Level.REQUIRED, True),
        (GapType.UNRECOGNISED, "no-kind", Level.REQUIRED, True),
        (GapType.UNREADABLE, "empty", Level.NOTE, False),
        (GapType.UNREADABLE, "cannot-open", Level.REQUIRED, False),
        (GapType.INCOMPLETE, "page-unreadable", Level.REQUIRED, False),
        (GapType.MISSING, "window", Level.REQUIRED, False),
    ],
)
def test_a_file_that_counts_for_as_long_as_it_is_there_has_to_leave(type, cause, level, said, lang):
    one = gap(type, cause, level=level)

    (group,) = grouped(one, lang=lang)

    leave = Words(lang).say("gap-away", count=1)
    assert gap_words(one, voice(lang))[1].endswith(leave) is said
    assert group.remedy.endswith(leave) is said


def test_somebody_whose_name_was_not_read_is_no_empty_bracket():
    one = gap(GapType.OTHER_PERSON, "other-person", {"person": ""})

    assert "()" not in gap_words(one, voice())[0]
    assert "nom inconnu" in grouped(one)[0].detail[0]


# --- Alike ones together


def test_touching_months_are_one_range():
    months = [(2024, 11), (2024, 12), (2025, 1), (2025, 3), (2025, 6), (2025, 5)]

    (group,) = grouped(*(gap(GapType.MISSING, "window", period=Period.month(*m)) for m in months))

    assert group.detail == ("novembre 2024 à janvier 2025, mars 2025, mai à juin 2025",)
    assert "6 mois" in group.title


def test_the_oldest_months_are_said_with_the_others():
    """They are required all the same; the remedy says that they may be gone."""
    soft = gap(GapType.MISSING, "soft-window", period=Period.month(2024, 8))
    hard = gap(GapType.MISSING, "window", period=Period.month(2024, 9))

    (both,) = grouped(soft, hard)
    (alone,) = grouped(soft)
    (without,) = grouped(hard)

    assert both.detail == ("août à septembre 2024",)
    assert "3646" in both.remedy and "3646" in alone.remedy
    assert "3646" not in without.remedy


@pytest.mark.parametrize(
    ("lang", "asked", "others"),
    [("fr", "enregistrez le détail", "S’il y en a d’autres"), ("en", "save the details", "others")],
)
def test_details_that_are_there_are_not_asked_for_again(lang, asked, others):
    none, one, two = (
        gap_words(gap(GapType.MISSING, "current-month", {"details": count}), voice(lang))[1]
        for count in (0, 1, 2)
    )

    assert asked in none and others not in none
    assert all(others in said and asked not in said for said in (one, two))
    assert "2" in two


def test_different_things_stay_apart():
    gaps = [
        gap(GapType.MISSING, "window"),
        gap(GapType.MISSING, "never-found", requirement="attestation-droits", period=None),
        gap(GapType.MISSING, "current-month", {"details": 0}, level=Level.RECOMMENDED),
        gap(GapType.UNREADABLE, "empty", requirement=None),
        gap(GapType.UNREADABLE, "empty", requirement=None, level=Level.NOTE),
        gap(GapType.UNREADABLE, "damaged", requirement=None),
    ]

    assert [group.gaps for group in grouped(*gaps)] == [(one,) for one in gaps]


def test_the_order_of_the_report_is_kept():
    gaps = [gap(GapType.UNREADABLE, cause) for cause in ("locked", "empty", "damaged")]

    assert [group.gaps[0] for group in grouped(*gaps)] == gaps


def test_month_ranges():
    march, april, june = (Period.month(2025, month) for month in (3, 4, 6))

    assert month_ranges([]) == ()
    assert month_ranges([june, april, march]) == (Period(march.start, april.end), june)
    assert month_ranges([march, march]) == (march,)


# --- Documents


@pytest.mark.parametrize(
    ("one", "french", "english"),
    [
        (
            statement(2025, 3),
            "Relevé de remboursements, mars 2025",
            "Statement of reimbursements, March 2025",
        ),
        (
            attestation(date(2026, 10, 1)),
            "Attestation de droits du 1er octobre 2026",
            "Certificate of entitlement of 1 October 2026",
        ),
        (
            statement(2025, 3, period=None),
            "Relevé de remboursements",
            "Statement of reimbursements",
        ),
        (document(None, path="x.pdf"), "Document non reconnu", "Document not recognised"),
    ],
)
def test_titles(one, french, english):
    assert document_title(one, voice("fr")) == french
    assert document_title(one, voice("en")) == english


# --- Paths


def at(*paths):
    return [Document(path=path, sha256=None, size=0, status=Status.UNREADABLE) for path in paths]


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["/home/c/dl/a.pdf", "/home/c/dl/b.pdf"], ["a.pdf", "b.pdf"]),
        (["/home/c/dl/a.pdf", "/home/c/dl/s/b.pdf"], ["a.pdf", "s/b.pdf"]),
        (["/home/c/dl/a.pdf", "/home/c/dl2/b.pdf"], ["dl/a.pdf", "dl2/b.pdf"]),
        (["/home/a.pdf", "/mnt/b.pdf"], ["/home/a.pdf", "/mnt/b.pdf"]),
        (["a.pdf", "dl/b.pdf"], ["a.pdf", "dl/b.pdf"]),
        (["dl/a.zip!x/b.pdf", "dl/c.pdf"], ["a.zip!x/b.pdf", "c.pdf"]),
        (["dl/a.pdf"], ["a.pdf"]),
    ],
)
def test_the_folder_that_all_share_is_left_out(paths, shown):
    speaking = voice().of(at(*paths))

    assert [speaking.path(path) for path in paths] == shown


def test_it_is_left_out_of_sentences_too():
    one = gap(GapType.CONFLICT, "two-versions", {"other": "dl/a.pdf"}, path="dl/b.pdf")

    (group,) = group_gaps(report(one), voice().of(at("dl/a.pdf", "dl/b.pdf")))

    assert "dl/" not in group.detail[0]
    assert "a.pdf" in group.detail[0] and "b.pdf" in group.detail[0]


# --- The verdict


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_verdict_follows_the_required_gaps_alone(lang):
    required = gap(GapType.MISSING, "window")
    recommended = replace(required, level=Level.RECOMMENDED)
    note = replace(required, level=Level.NOTE)
    words = Words(lang)

    safe, sentence = verdict(report(note), words)
    assert verdict(report(recommended, note), words)[0] == safe
    assert verdict(report(recommended, note), words)[1] != sentence
    unsafe, told = verdict(report(required, required, recommended), words)
    assert unsafe != safe
    assert "2 " in told


def test_months_of_calendars():
    assert phrasing.monthly(checklist.load("ameli")) == ("releves",)


# --- One and several


@pytest.mark.parametrize(
    ("absent", "lang", "says"),
    [
        ("2", "fr", "page 2 sur 3"),
        ("2, 3", "fr", "pages 2 et 3 sur 3"),
        ("2", "en", "page 2 of 3"),
        ("2, 3", "en", "pages 2 and 3 of 3"),
    ],
)
def test_lost_pages_are_one_or_several(absent, lang, says):
    one = gap(GapType.INCOMPLETE, "pages-absent", {"total": 3, "absent": absent})

    message, _ = gap_words(one, voice(lang))
    (group,) = grouped(one, lang=lang)

    assert says in message
    assert says in group.detail[0]


def test_documents_of_other_people_are_one_or_several():
    one = gap(GapType.OTHER_PERSON, "other-person", {"person": "MARTIN Julien"})

    assert grouped(one)[0].remedy.startswith("Ne compte pas")
    assert grouped(one, one)[0].remedy.startswith("Ne comptent pas")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("cause", [cause for type, cause in FOUND if type is GapType.INCOMPLETE])
def test_what_arrives_torn_is_told_as_what_it_is(cause, lang):
    one = statement(2025, 3)
    told = report(gap(GapType.INCOMPLETE, cause, FOUND[GapType.INCOMPLETE, cause], path=one.path))

    sign, sentence = _arrival(one, told, voice(lang))

    assert sign == "✗"
    lost = Words(lang).say("watch-torn-pages-absent", title="").removeprefix("\u00a0:").strip(": ")
    assert (lost in sentence) == (cause == "pages-absent")


@pytest.mark.parametrize("cause", ["sum-unsure", "lines-unread"])
def test_what_arrives_and_counts_though_it_may_be_torn_is_no_failure(cause):
    one = statement(2025, 3)
    facts = FOUND[GapType.INCOMPLETE, cause]
    doubt = gap(GapType.INCOMPLETE, cause, facts, path=one.path, level=Level.RECOMMENDED)

    assert _arrival(one, report(doubt), voice())[0] == "!"
