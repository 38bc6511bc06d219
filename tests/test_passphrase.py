"""Passphrases as RFC 4013 prepares them, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import PassphraseUnusable
from archiver.passphrase import MOST_FOR_POPPLER, prepare, suggestion, without_line_end


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        # RFC 4013, 3: the examples.
        ("I\u00adX", "IX"),
        ("user", "user"),
        ("USER", "USER"),
        ("\u00aa", "a"),
        ("\u2168", "IX"),
        # As typed on a Mac, pasted from a text, on a French keyboard.
        ("e\u0301toile", "étoile"),
        ("mon\u00a0chat", "mon chat"),
        ("ﬁn", "fin"),
        ("  garde ses espaces ", "  garde ses espaces "),
    ],
)
def test_it_is_prepared_as_readers_do(typed, text):
    assert prepare(typed).text == text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("\u00ad", "empty"),
        ("chat \U0001f408", "prohibited"),
        ("\x07", "prohibited"),  # RFC 4013, 3
        ("\u0627\u0031", "prohibited"),  # RFC 4013, 3
        ("x" * 128, "too-long"),
        ("é" * 64, "too-long"),
    ],
)
def test_what_readers_would_not_agree_on_is_refused(typed, reason):
    with pytest.raises(PassphraseUnusable) as caught:
        prepare(typed)

    assert caught.value.reason == reason


@given(st.text(max_size=40))
def test_what_is_prepared_stays_as_it_is(typed):
    try:
        once = prepare(typed)
    except PassphraseUnusable:
        return
    assert prepare(once.text) == once


def test_it_is_in_no_representation():
    assert "secret" not in repr(prepare("secret")) + str(prepare("secret"))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a b", "a b"),
        (b"a\n", "a"),
        (b"a\r\n", "a"),
        (b"a\n\n", "a\n"),
        (b"a\r", "a\r"),
        (b" a ", " a "),
        pytest.param("\ufeffété\r\n".encode(), "été", id="Notepad"),
        pytest.param("\ufeffété\r\n".encode("utf-16-le"), "été", id="PowerShell"),
    ],
)
def test_one_line_end_is_taken_off(raw, text):
    assert without_line_end(raw) == text


def test_what_is_suggested_opens_everywhere_and_is_never_the_same():
    drawn = {suggestion() for _ in range(50)}

    assert len(drawn) == 50
    for text in drawn:
        words = text.split(" ")
        assert len(words) == 5
        assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
        assert len(text) <= MOST_FOR_POPPLER
        assert not prepare(text).is_long
