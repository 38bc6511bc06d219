"""The pages that tell how to add a kind are true: the file is added, the letter recognised."""

import re
import shutil
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from archiver import catalogue, phrases
from archiver.model import PageText, Period
from archiver.recognition import recognise

DOCS = Path(__file__).parents[2] / "docs"
NAME = "bilan-prevention"


@pytest.fixture(scope="module", params=["fr", "en"])
def page(request):
    return (DOCS / f"adding-a-kind.{request.param}.md").read_text(encoding="utf-8")


def block(page, language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return found


@pytest.fixture(scope="module")
def extended(tmp_path_factory, page):
    """The catalogue that ships, with the file of the page."""
    data = tmp_path_factory.mktemp("catalogue")
    shipped = Path(str(resources.files("archiver") / "data"))
    shutil.copy(shipped / "papers.toml", data)
    for part in ("kinds", "lookalikes", "accounts"):
        shutil.copytree(shipped / part, data / part)
    (data / "kinds" / f"{NAME}.toml").write_text(block(page, "toml"), encoding="utf-8")
    return catalogue.read(data)


def told(text, known):
    (found,) = recognise([PageText(text=text)], "document.pdf", known)
    return found.kind, found.period


def test_the_letter_of_the_page_is_recognised_only_once_its_kind_is_added(extended, page):
    days = Period(date(2026, 3, 15), date(2027, 3, 14))

    assert told(block(page, "text"), extended) == (NAME, days)
    assert told(block(page, "text"), catalogue.load())[0] != NAME


def test_the_examples_of_the_page_hold(extended):
    for example in extended.kinds[NAME].examples:
        kind, days = told(example.text, extended)
        assert (kind == NAME) is example.matches
        assert example.period in (None, days)


def test_the_new_kind_takes_no_document_from_the_others(extended):
    for rule in catalogue.load().kinds.values():
        for example in rule.examples:
            assert told(example.text, extended) == told(example.text, catalogue.load())


def test_the_page_names_every_key_that_a_kind_may_have(page):
    for key in ("covered", "letter", "single", "suggests", "issuers", "filled", "subject", "never"):
        assert f"`{key}`" in page
    for form in catalogue.PeriodForm:
        assert f"`{form.value}`" in page


def test_the_words_before_a_gap_are_long_enough_to_be_looked_up():
    for rule in (*catalogue.load().kinds.values(), *catalogue.load().lookalikes.values()):
        for phrase in (*rule.rule.titles, *rule.rule.not_titled):
            for text in phrase.squeezed:
                head, gap, _ = text.partition(phrases.GAP)
                assert not gap or len(head) >= phrases.GRAM, (rule.id, phrase.written)
