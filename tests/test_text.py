"""Equal text, hidden numbers, ASCII names."""

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.text import (
    fold,
    fold_lines,
    likely,
    mask,
    one_line,
    show_nearest,
    showable,
    slug,
    squeeze,
)

texts = st.text(max_size=60)


@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_squeezing_the_folded_is_squeezing(text):
    assert squeeze(fold(text)) == squeeze(text)


@pytest.mark.parametrize(
    "written",
    [
        "RELEVÉ DE L’ASSURÉ",
        "Releve de l'assure",
        "Relevé\u00a0de\u202fl'assuré",
        "Re\u00adlevé  de\tl'assuré",
        "Releve\u0301 de l`assure\u0301",
    ],
)
def test_typography_folds_away(written):
    assert fold(written) == "releve de l'assure"


@pytest.mark.parametrize(
    ("printed", "elsewhere"),
    [("Łukasz ŁOPATKA", "LUKASZ LOPATKA"), ("Elif Yılmaz", "ELIF YILMAZ"), ("ÇELİK", "CELIK"),
     ("Đorđe ĐOKOVIĆ", "DORDE DOKOVIC"), ("Søren ØRSTED", "SOREN ORSTED"), ("ŠIMIĆ", "SIMIC")],
)  # fmt: skip
def test_an_office_that_has_no_such_letters_writes_the_same_name(printed, elsewhere):
    assert fold(printed) == fold(elsewhere)
    assert slug(printed) == slug(elsewhere)


def test_lines_are_kept_apart():
    assert fold_lines("Relevé\n\n  mensuel \r\nmars") == ["releve", "mensuel", "mars"]


def test_spacing_squeezes_away():
    assert squeeze("R E L E V É\nM E N S U E L") == "relevemensuel"


@pytest.mark.parametrize(
    "number",
    [
        "2850599999001",
        "285059999900131",
        "2 85 05 99 999 001 31",
        "2.85.05.99.999.001.31",
        "2\u00a085\u00a005\u00a099\u00a0999\u00a0001",
        "1 85 05 2A 004 001 12",
        "285059999900131.pdf",
        "nir285059999900131",
        "IMG2850599999001.jpg",
        "285059999900131pdf",
        "2  85  05  99  999  001  31",
        "285 059 999 900 131",
        "2 8 5 0 5 9 9 9 9 9 0 0 1 3 1",
        "2—85—05—99—999—001—31",
        "２８５０５９９９９９００１",
        "x185052a004001",
    ],
)
def test_a_personal_number_is_masked(number):
    masked = mask(f"n° {number} fin")

    assert re.search(r"[12] 85 05 \*\* \*\*\* \*\*\* \*\*", masked)
    assert "001" not in masked and "004" not in masked


def test_a_number_in_a_file_name_is_masked():
    assert mask("attestation_2850599999001.pdf") == "attestation_2 85 05 ** *** *** **.pdf"


@pytest.mark.parametrize(
    "text",
    [
        "0123456789abcdef" * 4,
        "1 234,56 €",
        "2026-11-23",
        "36 46",
        "0123456789ABCDEF" * 2 + "285059999900131" + "ab",
        "12,50 1 234,00 56 789 01",
        "Screenshot_20230514123045.png",
        "FR76 3000 6000 0112 3456 7890 189",
        "2025-01-31 2025-02-28",
    ],
)
def test_other_numbers_stay(text):
    assert mask(text) == text


@given(st.text("0123456789ABab -./", max_size=60))
def test_anything_can_be_masked_and_masking_again_changes_nothing(text):
    """Fingerprints have letters among their digits wherever chance puts them."""
    assert mask(mask(text)) == mask(text)


def test_letters_that_are_no_corsica_make_no_number():
    assert mask("18505123 4A678901 23456789") == "18505123 4A678901 23456789"


@given(texts, st.integers(1, 40))
def test_a_slug_is_flat_ascii(text, longest):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text, longest))
    assert len(slug(text, longest)) <= longest


def test_a_slug_reads_like_its_text():
    assert slug("Relevé d’été – n° 3 / œuvre") == "releve-d-ete-n-3-oeuvre"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Autorité d’essai", "Autorité d’essai"),
        ("two\r\nlines\t", "two lines"),
        ("\x1b[31mred\u202e", "[31mred"),
        ("x" * 21, "x" * 19 + "…"),
    ],
)
def test_what_others_say_is_one_harmless_line(told, shown):
    assert one_line(told, longest=20) == shown


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("relevé", ["releve", "releves"]),
        ("attestation", ["attestation-droits"]),
        ("Attestation-Droit", ["attestation-droits"]),
        ("releve", ["releve", "releves"]),
        ("zzz", ["attestation-droits", "releve", "releves"]),
        ("", ["attestation-droits", "releve", "releves"]),
    ],
)
def test_what_may_be_meant(name, meant):
    assert likely(name, ["releves", "releve", "attestation-droits"]) == meant


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "✓ L’élève « œuvre »… 3\u00a0€"),
        ("cp1252", "+ L’élève « œuvre »… 3\u00a0€"),
        ("cp850", "+ L'élève « oeuvre »... 3\u00a0EUR"),
        ("cp437", "+ L'élève « oeuvre »... 3\u00a0EUR"),
        ("latin-1", "+ L'élève « oeuvre »... 3\u00a0EUR"),
        ("ascii", '+ L\'eleve " oeuvre "... 3 EUR'),
    ],
)
def test_what_a_terminal_can_show(encoding, shown):
    text = "✓ L’élève « œuvre »… 3\u00a0€"

    assert showable(text, encoding) == shown
    codecs.register_error("nearest", show_nearest)
    assert text.encode(encoding, "nearest").decode(encoding) == shown


def test_a_sign_that_nothing_stands_for_becomes_a_question_mark():
    assert showable("a中", "cp1252") == "a?"
