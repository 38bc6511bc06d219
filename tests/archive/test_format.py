"""The manifest survives its JSON, and attachment names are safe whatever the title."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.archive import format
from archiver.model import (
    Document,
    Gap,
    GapType,
    Label,
    Level,
    Media,
    Period,
    Person,
    Status,
    Trouble,
    Waiver,
    Word,
)

periods = st.none() | st.tuples(st.dates(), st.dates()).map(lambda p: Period(min(p), max(p)))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
documents = st.builds(
    Document,
    path=texts,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0, 2**40),
    status=st.sampled_from(Status),
    media=st.sampled_from(Media),
    source_pages=st.lists(st.integers(1, 99), max_size=4).map(tuple),
    kind=st.none() | texts,
    also=st.lists(texts, max_size=2).map(tuple),
    period=periods,
    issued=st.none() | st.dates(),
    person=st.none() | texts,
    duplicate_of=st.none() | texts,
    trouble=st.none() | st.sampled_from(Trouble),
    warnings=st.lists(texts, max_size=2).map(tuple),
)
entries = st.builds(
    format.Entry,
    document=documents,
    name=texts,
    first_page=st.none() | st.integers(1, 999),
    last_page=st.none() | st.integers(1, 999),
    notice=st.booleans(),
)
gaps = st.builds(
    Gap,
    type=st.sampled_from(GapType),
    level=st.sampled_from(Level),
    requirement=st.none() | texts,
    kind=st.none() | texts,
    period=periods,
    path=st.none() | texts,
)
waivers = st.builds(Waiver, requirement=texts, period=periods, reason=texts, declared=st.dates())

declarations = st.builds(
    Word,
    waivers=st.lists(waivers, max_size=2).map(tuple),
    declared=st.frozensets(texts, max_size=2),
    holder=st.none() | st.builds(Person, name=texts.filter(bool)),
    people=st.lists(st.builds(Person, name=texts), max_size=2).map(tuple),
    leaves=st.lists(periods.filter(bool), max_size=2).map(tuple),
)
labels = st.builds(
    Label,
    sha256=texts,
    kind=texts,
    period=periods,
    person=st.none() | texts,
    file=texts,
    declared=st.dates(),
)


@st.composite
def manifests(draw):
    found = draw(st.lists(gaps, max_size=3))
    words = [(draw(texts), draw(texts)) for _ in found]
    return format.Manifest(
        tool="1.0.0",
        created=draw(
            st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
        ).replace(microsecond=0),
        lang=draw(st.sampled_from(["fr", "en"])),
        checklist="ameli",
        checklist_sha256="0" * 64,
        as_of=draw(st.dates()),
        holder=draw(st.none() | texts),
        safe_to_delete=draw(st.booleans()),
        front_pages=draw(st.integers(1, 40)),
        entries=tuple(draw(st.lists(entries, max_size=3))),
        gaps=tuple(found),
        messages=tuple(words),
        word=draw(declarations),
        labels=tuple(draw(st.lists(labels, max_size=2))),
        seal=draw(st.none() | st.just("ab" * 32)),
        stamped_by=draw(st.none() | texts),
    )


# How fast manifests are drawn says nothing of them, but much of the machine.
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(manifests())
def test_a_manifest_survives_its_json(manifest):
    assert format.load(format.dump(manifest)) == manifest


@given(st.integers(1, 99_999), texts, documents)
def test_attachment_names_are_flat_ascii_whatever_the_title(number, stem, document):
    assert format.SAFE_NAME.fullmatch(format.attachment_name(number, stem, document))


@given(st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists, max_leaves=5))
def test_what_is_no_manifest_is_a_value_error(value):
    with pytest.raises(ValueError):
        format.load(json.dumps(value).encode())


def test_checksums_are_as_sha256sum_reads_them():
    document = Document(path="a.pdf", sha256="ab" * 32, size=3, status=Status.RECOGNISED)
    entry = format.Entry(document=document, name="0001-a.pdf")
    manifest = format.Manifest(
        tool="1", created=datetime(2026, 1, 1, tzinfo=UTC), lang="fr", checklist="ameli",
        checklist_sha256="", as_of=date(2026, 1, 1), holder=None, safe_to_delete=True,
        front_pages=1, entries=(entry, entry), gaps=(),
    )  # fmt: skip

    lines = format.checksums(manifest, b"{}").decode().splitlines()

    assert lines[0] == f"{'ab' * 32}  0001-a.pdf"
    assert [line.split("  ")[1] for line in lines] == ["0001-a.pdf", "manifest.json"]
