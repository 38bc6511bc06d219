"""`explain`: why a file was recognised as it was, or what came nearest."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver import catalogue, workflows
from archiver.cli import options
from archiver.errors import ExitCode
from archiver.model import OCR_UNSURE, Document
from archiver.phrasing import Voice, document_title, status
from archiver.render import as_json
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.cli.screen import Screen
    from archiver.recognition.explain import Candidate, Explained, PageFit


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""

    def run(**given: Any) -> None:
        given["sources"] = (given.pop("file"),)
        everything = bool(given["verbose"])
        call = options.call(words, given)
        (file,) = call.sources
        explained = workflows.explain(file, call.settings)
        voice = Voice(words=words, checklist=call.settings.checklist, catalogue=catalogue.load())
        call.screen.json(lambda: as_json.explanation(explained))
        for each in explained:
            _Told(call.screen, voice, everything=everything).file(each)
        click.get_current_context().exit(ExitCode.OK)

    file = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
    # The same options as everywhere, one file instead of any number of sources.
    rest = options.sources(words)[1:]
    function = options.decorated(run, [file, *rest, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


class _Told:
    """An explanation in plain words."""

    def __init__(self, screen: "Screen", voice: Voice, *, everything: bool) -> None:
        self._everything = everything
        self._line = screen.line
        self._voice = voice
        self._say = voice.words.say

    def file(self, each: "Explained") -> None:
        self._line()
        self._line(each.path, "bold", indent=1)
        for document in each.documents:
            self._document(document)
        for page in each.pages:
            self._page(page)
        self._line()

    def _document(self, document: Document) -> None:
        words = self._voice.words
        made = status(document, words)
        title = document_title(document, self._voice) if document.kind else ""
        facts: dict[str, str | int] = {"title": title, "status": made}
        facts["count"] = len(document.source_pages)
        pages = words.list(map(str, document.source_pages))
        id = "explain-document" if document.kind else "explain-file"
        style = "green" if document.kind else "yellow"
        self._line(self._say(id, **facts, pages=pages), style, indent=1)
        kind = self._voice.catalogue.kinds.get(document.kind or "")
        found = {
            "period": document.period and words.period(document.period),
            "issued": document.issued,
            "person": document.person,
        }
        for id, value in found.items():
            if value:
                self._line(self._say(f"explain-{id}", value=value), indent=3)
            elif kind and (id != "period" or kind.forms):
                self._line(self._say(f"explain-no-{id}"), indent=3)
        if OCR_UNSURE in document.warnings:
            self._line(self._say("explain-ocr-unsure"), "yellow", indent=3)
        if document.trouble:
            self._line(self._say("explain-trouble", trouble=document.trouble.value), indent=3)

    def _page(self, page: "PageFit") -> None:
        self._line()
        self._line(self._say("explain-page", page=page.number), "bold", indent=1)
        if page.ocr and page.has_text:
            self._line(self._say("explain-ocr"), indent=3)
        if not page.has_text:
            self._line(self._say("explain-no-text"), indent=3)
        elif not page.candidates:
            self._line(self._say("explain-nothing"), indent=3)
        # What else a recognised page resembles is only asked for by the curious.
        taken = [candidate for candidate in page.candidates if candidate.taken]
        for candidate in page.candidates if self._everything or not taken else taken:
            self._candidate(candidate)

    def _candidate(self, candidate: "Candidate") -> None:
        from archiver.recognition.explain import plain

        def printed(phrase: str) -> str:
            """The file's own words, for it is those that people look for in it."""
            return candidate.printed.get(phrase) or plain(phrase)

        catalogue, lang = self._voice.catalogue, self._voice.words.lang
        known = (catalogue.lookalikes if candidate.lookalike else catalogue.kinds)[candidate.id]
        id = "explain-taken" if candidate.taken else "explain-near"
        sort = "lookalike" if candidate.lookalike else "kind"
        style = "green" if candidate.taken else ""
        sign = "✓" if candidate.taken else "·"
        title = self._say(id, title=known.title[lang], sort=sort)
        self._line(f"{sign} {title}", style, indent=3, hang=2)
        for role in ("title", "mention", "issuer", "structure"):
            phrases = [printed(phrase) for found, phrase in candidate.matched if found == role]
            if phrases:
                quoted = self._voice.words.list(self._say("quoted", text=each) for each in phrases)
                self._line(self._say(f"explain-{role}", phrases=quoted), indent=5, hang=2)
        for lack in candidate.lacking:
            sentence = self._say(
                f"explain-lacking-{lack}",
                example=plain(candidate.example),
                phrase=printed(candidate.ruled_out or ""),
            )
            self._line(f"✗ {sentence}", "yellow", indent=5, hang=2)
