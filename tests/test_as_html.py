"""The HTML report: what it says, where it leads, and that nothing gets into it."""

import itertools
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from dossier import SPOUSE, attestation, file, statement

from archiver import catalogue, checklist
from archiver.archive.format import Entry
from archiver.model import Archive, Person, Status, Trouble
from archiver.phrasing import Voice
from archiver.render import as_html
from archiver.wording import Words

AS_OF = date(2026, 11, 15)
AMELI = checklist.load("ameli")
HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'{{ 7*7 }}"""


class Page(HTMLParser):
    """All tags, and all text outside of the style sheet."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self._in_style = [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        self.text += "" if self._in_style else data

    def all(self, tag):
        return [attrs for found, attrs in self.tags if found == tag]


def complete():
    months = [(number // 12, number % 12 + 1) for number in range(2024 * 12 + 7, 2026 * 12 + 10)]
    return [*(statement(*month) for month in months), attestation(date(2026, 11, 2))]


def page(documents, lang="fr", linked=None, *, show_numbers=False):
    report = checklist.compare(AMELI, tuple(documents), as_of=AS_OF)
    voice = Voice(words=Words(lang), checklist=AMELI, catalogue=catalogue.load())
    return as_html.report(report, linked, voice, show_numbers=show_numbers)


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "Vous pouvez supprimer"), ("en", "You can delete")]
)
def test_a_complete_dossier_is_said_to_be_safe_in_both_languages(lang, said):
    read = Page(page(complete(), lang))

    assert said in read.text
    assert read.all("html") == [{"lang": lang}]


def test_a_gap_is_said_with_what_to_do():
    read = Page(page(complete()[1:]))

    assert "Ne supprimez pas encore le compte" in read.text
    assert "À télécharger dans le compte ameli" in read.text
    assert "manquant" in read.text


def test_what_a_name_or_a_text_says_stays_text():
    gone = file(Status.UNREADABLE, Trouble.DAMAGED, speaks=True, path=f"{HOSTILE}.pdf")
    other = statement(2026, 9, path="b.pdf", person=Person(name=HOSTILE, nir=SPOUSE.nir))
    found = page([*complete(), gone, other])

    read = Page(found)
    assert not read.all("script") and not read.all("img")
    assert not any(name.startswith("on") for _, attrs in read.tags for name in attrs)
    assert "{{ 7*7 }}" in read.text and "49" not in re.findall(r"'(\d+)", read.text)


def test_nothing_is_fetched_and_nothing_runs():
    found = page(complete()[1:])
    read = Page(found)

    assert not re.search(r"https?:|url\(|@import", found)
    assert not {"script", "link", "iframe", "object", "embed", "form"} & {t for t, _ in read.tags}
    (policy,) = (m["content"] for m in read.all("meta") if "http-equiv" in m)
    assert "default-src 'none'" in policy


def test_the_structure_is_one_that_screen_readers_can_follow():
    read = Page(page(complete()[1:]))

    headings = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1 and headings.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(headings))
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {a["aria-labelledby"] for _, a in read.tags if "aria-labelledby" in a} <= set(ids)
    assert all(attrs.get("scope") for attrs in read.all("th"))


@pytest.mark.parametrize("count", [0, 1, 300])
def test_a_whole_downloads_folder_takes_one_line(count):
    others = [file(Status.UNRELATED, path=f"film {number}.mp4") for number in range(count)]

    read = Page(page([*complete(), *others]))

    rows, plain = len(read.all("tr")), len(Page(page(complete())).all("tr"))
    assert rows == plain
    assert len(read.all("details")) == (count > 0)
    assert ("fichiers sans rapport avec le compte" in read.text) == (count > 1)
    assert all(one.path in read.text for one in others)


def test_documents_lead_to_their_pages_in_the_archive():
    documents = complete()
    entries = tuple(
        Entry(document=one, name=f"{n:04d}-x.pdf", first_page=n, last_page=n)
        for n, one in enumerate(documents, start=1)
    )
    archive = Archive(
        path="out/mon archive#1.pdf",
        sha256="a" * 64,
        size=10,
        pages=40,
        seal="b" * 64,
        verified=True,
    )
    linked = as_html.Linked(archive, "out/mon archive#1.pdf", entries, 5)

    leads = [
        a["href"] for a in Page(page(documents, linked=linked)).all("a") if "#page" in a["href"]
    ]

    assert f"out/mon%20archive%231.pdf#page={5 + 1}" in leads
    assert f"out/mon%20archive%231.pdf#page={5 + len(documents)}" in leads


def test_personal_numbers_are_masked_unless_asked_for():
    name = "185059912345692.pdf"
    gone = file(Status.UNREADABLE, Trouble.DAMAGED, speaks=True, path=name)

    assert "185059912345692" not in page([*complete(), gone])
    assert "185059912345692" in page([*complete(), gone], show_numbers=True)
