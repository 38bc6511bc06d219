"""The site: `bash docs/build.sh FOLDER` makes it, in French and in English.

A page is `name.fr.md` and `name.en.md`. One without a language is technical, in English, and part
of both; beside two that have one it only points to them, for links from elsewhere. The pages are
plain Markdown: they read as well where they lie.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

project = "archiver"
language = "fr"
extensions = ["myst_parser"]

DOCS = Path(__file__).parent
#: In the order of the sidebar.
PAGES = ("tutorial", "recipes", "keeping", "data", "questions")
BY_HAND = ("settings", "checklists", "adding-a-kind")
BY_HAND_TITLE = {"fr": "Fichiers à écrire soi-même", "en": "Files to write yourself"}
TECHNICAL = sorted(
    page.stem for page in DOCS.glob("*.md") if len(page.suffixes) == 1 and page.stem not in BY_HAND
)
TECHNICAL_TITLE = {"fr": "Pages techniques (en anglais)", "en": "Technical pages"}
exclude_patterns = ["_site", *(f"{page}.md" for page in BY_HAND)]

myst_heading_anchors = 4  # made as GitHub makes them
suppress_warnings = ["myst.header"]

html_theme = "furo"  # brings everything with it: the pages ask the network for nothing
html_title = "archiver"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_use_index = False
templates_path = ["_site"]
locale_dirs = ["_site/locale"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}


def of_one_language(app: Sphinx, config: Config) -> None:
    other = "en" if config.language == "fr" else "fr"
    config.exclude_patterns.append(f"*.{other}.md")
    config.root_doc = f"index.{config.language}"


def with_contents(app: Sphinx, docname: str, source: list[str]) -> None:
    """Hang the pages below the first one, which stays free of markup that only Sphinx knows."""
    lang = app.config.language
    if docname == app.config.root_doc:
        for pages, title in ((PAGES, None), (BY_HAND, BY_HAND_TITLE)):
            caption = [f":caption: {title[lang]}"] if title else []
            source[0] += _toctree([f"{page}.{lang}" for page in pages], *caption)
        source[0] += _toctree(TECHNICAL, f":caption: {TECHNICAL_TITLE[lang]}")
    elif docname in TECHNICAL:
        for page in BY_HAND:
            source[0] = source[0].replace(f"({page}.md)", f"({page}.{lang}.md)")


def _toctree(pages: list[str], *options: str) -> str:
    return "\n".join(["\n", "```{toctree}", ":hidden:", *options, "", *pages, "```", ""])


def in_its_language(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, object], doctree: object
) -> None:
    """Tell browsers and screen readers which pages of the French site are in English."""
    if pagename in TECHNICAL:
        context["language"] = "en"
    other = "en" if app.config.language == "fr" else "fr"
    twin = pagename.replace(f".{app.config.language}", f".{other}")
    context["twin"] = f"../{other}/{twin}.html"
    context["app_language"] = app.config.language


def typeset(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep French signs with the words they belong to, as no one types them."""
    if docname.endswith(".fr"):
        for text in list(doctree.findall(nodes.Text)):
            if not isinstance(text.parent, (nodes.literal, nodes.literal_block)):
                kept = re.sub(r" (?=[:;!?»])|(?<=«) ", "\N{NO-BREAK SPACE}", text)
                text.parent.replace(text, nodes.Text(kept))


def setup(app: Sphinx) -> None:
    app.connect("config-inited", of_one_language)
    app.connect("source-read", with_contents)
    app.connect("doctree-resolved", typeset)
    app.connect("html-page-context", in_its_language)
