import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config

from archiver.archive.layout import (
    BOLD,
    MONO,
    PLACEHOLDER,
    REGULAR,
    Style,
    clean,
    fit,
    width,
    wrap,
)

fonts = st.sampled_from([REGULAR, BOLD, MONO])
styles = st.builds(Style, font=fonts, size=st.sampled_from([7.5, 9.0, 22.0]))
# Narrower than any letter is no use to anyone.
widths = st.floats(min_value=40, max_value=500)


def test_what_french_and_english_need_is_in_the_text_fonts():
    needed = "éèêëàâäîïôöùûüÿçœæÉÈÀÇŒ €«»’‘“”–—…·°²½\u00a0\u202f→≤□ΑΩабЯ"
    for font in (REGULAR, BOLD):
        assert clean(needed, font) == needed


def test_figures_stand_in_columns():
    for font in (REGULAR, BOLD, MONO):
        assert len({width(figure, Style(font)) for figure in "0123456789"}) == 1


def test_a_character_without_a_glyph_leaves_a_visible_place():
    assert clean("relevé 漢字 🙂.pdf", REGULAR) == f"relevé {PLACEHOLDER * 2} {PLACEHOLDER}.pdf"


def test_an_undecodable_byte_of_a_file_name_leaves_a_visible_place():
    assert clean("relev\udce9.pdf", REGULAR) == f"relev{PLACEHOLDER}.pdf"


def test_controls_and_marks_of_direction_are_taken_out():
    assert clean("facture\u202efdp.exe\u2066\u200b\x00\x1b[31m", REGULAR) == "facturefdp.exe[31m"


def test_line_ends_and_tabs_become_spaces():
    assert clean("a\nb\tc\u2028d", REGULAR) == "a b c d"


def test_accents_that_come_apart_are_put_together():
    assert clean(unicodedata.normalize("NFD", "Éléonore"), BOLD) == "Éléonore"


def test_markup_is_only_text():
    hostile = "<img src='/etc/hostname'/> &amp; ]]> <b>"
    assert clean(hostile, REGULAR) == hostile


@given(st.text(), fonts)
def test_whatever_is_drawn_has_a_glyph_and_stays_as_it_is(text, font):
    shown = clean(text, font)
    assert clean(shown, font) == shown
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)
    width(shown, Style(font))


@given(st.text(max_size=400), styles, widths)
def test_no_wrapped_line_is_too_long_and_nothing_is_lost(text, style, most):
    lines = wrap(text, style, most)
    assert all(width(line, style) <= most + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text, style.font).replace(" ", "")


@given(st.text(max_size=400), styles, widths)
def test_a_shortened_text_fits_and_keeps_both_its_ends(text, style, most):
    short = fit(text, style, most)
    assert width(short, style) <= most + 0.01
    if short != text:
        head, _, tail = short.partition("…")
        assert clean(text, style.font).startswith(head)
        assert clean(text, style.font).endswith(tail)


def test_a_name_without_spaces_is_broken_at_its_seams():
    lines = wrap("Telechargements/attestation-de-droits_2026", Style(), 90)
    assert lines == ["Telechargements/", "attestation-de-", "droits_2026"]


def test_settings_of_the_machine_change_nothing():
    assert (rl_config.invariant, rl_config.trustedHosts) == (1, None)
