import dataclasses

import pypdfium2 as pdfium
import pytest
from dossier import HOLDER, document, file, statement
from front import (
    LANGUAGES,
    filed,
    letter,
    made,
    messy,
    part,
    plain,
    texts,
    whole,
)
from hypothesis import given
from hypothesis import strategies as st

from archiver.archive.pages.book import Block, paginate
from archiver.model import (
    DOUBTFUL,
    Status,
)


def lines(front):
    """The index's links, each with the text that it covers."""
    pdf = pdfium.PdfDocument(front.pdf)
    for link in front.links:
        if link.page >= front.sections[3][1]:
            text = pdf[link.page - 1].get_textpage().get_text_bounded(*link.rect)
            yield link, plain(text)


@LANGUAGES
def test_each_line_of_the_index_is_a_link_to_its_own_document(lang):
    documents = [*messy(), *(letter(f"lettre {number}.pdf") for number in range(300))]
    front, _, _ = made(documents, lang)
    entries = filed(documents)
    found = dict((link.entry, text) for link, text in lines(front))
    assert set(found) == {n for n, entry in enumerate(entries) if entry.first_page}
    for number, text in found.items():
        entry = entries[number]
        assert text.startswith(f"{number + 1} ")
        shown = str(entry.first_page)
        if entry.last_page != entry.first_page:
            shown += f"–{entry.last_page}"
        assert text.endswith(f" {shown} {entry.document.sha256[:12]}")


def test_documents_of_a_kind_stand_under_one_heading_though_doubles_lie_between_them():
    double = statement(2025, 1, status=Status.DUPLICATE, path="b.pdf")
    front, _, voice = made([statement(2025, 1, path="a.pdf"), double, statement(2025, 2)])
    shown = part(front, 3)
    assert shown.count(f"{voice.kind('releve-remboursements')} 2 ") == 1
    heading = plain(voice.words.say("pages-doubles"))
    assert shown.index(heading) > shown.index("février 2025")


def test_doubtful_files_stand_apart_and_say_what_is_the_matter():
    front, _, voice = made(messy())
    shown = part(front, 3)
    assert (
        f"{plain(voice.words.say('pages-doubtful'))} {sum(d.status in DOUBTFUL for d in messy())}"
        in shown
    )
    assert "scan.jpg image sans texte" in shown


def test_three_hundred_lines_repeat_their_headings_and_leave_none_behind():
    documents = [letter(f"lettre {number}.pdf") for number in range(300)]
    documents += [document(HOLDER, path=f"m{n}.pdf", kind="message") for n in range(60)]
    front, _, voice = made(documents)
    shown = texts(front.pdf)[front.sections[3][1] - 1 :]
    columns = plain(voice.words.say("pages-column-person"))
    kinds = [voice.kind("notification"), voice.kind("message")]
    for text in shown:
        assert columns in text
        first = text.index("SHA-256")
        assert any(text[first + 8 :].startswith(kind) for kind in kinds)
        before_foot = text.rpartition(" Archive avant")[0]
        assert before_foot.endswith("a" * 12) or before_foot.endswith(".")
    assert any(plain(voice.words.say("pages-continued", title=kinds[0])) in t for t in shown)


@pytest.mark.parametrize("count", range(38, 48))
def test_no_line_of_the_index_stands_alone_on_a_page(count):
    front, _, _ = made([letter(f"lettre {number}.pdf") for number in range(count)])
    found = [link.page for link, _ in lines(front)]
    assert all(found.count(page) > 1 for page in found)


def test_what_is_no_sound_document_comes_after_all_kinds():
    double = statement(2025, 1, status=Status.DUPLICATE, path="b.pdf")
    shown = part(made([file(Status.UNREADABLE), double, letter("a.pdf")])[0], 3)
    titles = ["Courrier", "Fichiers douteux", "Doubles"]
    assert [shown.index(title) for title in titles] == sorted(shown.index(t) for t in titles)


def test_a_double_is_listed_without_a_link():
    double = statement(2025, 1, status=Status.DUPLICATE, path="b.pdf")
    front, _, voice = made([statement(2025, 1, path="a.pdf"), double])
    assert [link.entry for link, _ in lines(front)] == [0]
    assert f" {voice.words.say('pages-attached-only')} " in part(front, 3)


def test_files_left_out_are_counted():
    documents = [*whole(), file(Status.UNRELATED), file(Status.UNRELATED)]
    front, _, voice = made(documents, entries=filed(whole()))
    assert plain(voice.words.say("pages-unrelated", count=2)) in part(front, 3)


# --- Sharing out among pages


def block(height, keep=False):
    return Block(height, lambda top: None, keep)


heights = st.floats(min_value=1, max_value=300)
blocks = st.lists(st.builds(block, heights, st.booleans()), max_size=60)


@given(blocks)
def test_blocks_stay_in_order_and_no_page_is_too_full(given_blocks):
    shared = paginate(given_blocks)
    assert [b for page in shared for b in page] == given_blocks
    assert all(sum(b.height for b in page) <= 720 for page in shared)
    assert all(shared[1:])


@given(blocks)
def test_what_belongs_together_is_parted_only_where_no_page_could_hold_it(given_blocks):
    shared = paginate(given_blocks)
    for page in shared[:-1]:
        if page and page[-1].keep:
            at = next(n for n, b in enumerate(given_blocks) if b is page[-1])
            start = at
            while start and given_blocks[start - 1].keep:
                start -= 1
            end = at
            while end + 1 < len(given_blocks) and given_blocks[end].keep:
                end += 1
            assert sum(b.height for b in given_blocks[start : end + 1]) > 660


def test_a_heading_is_repeated_where_its_lines_go_on():
    heading = block(30, keep=True)
    again = block(30)
    rows = [dataclasses.replace(block(100), heading=again) for _ in range(10)]
    first, second, *_ = paginate([heading, *rows])
    assert first[0] is heading
    assert second[0] is again
