"""What a PDF reader is told about the file as a whole: title, labels, where everything is."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from archiver.archive.attach import Attachment, attach_all
from archiver.archive.body import Body, array, dictionary, moment, ref, text
from archiver.archive.book import Mark, put_bookmarks, put_names
from archiver.archive.format import FORMAT_KEY, FORMAT_VERSION

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{created}</xmp:ModifyDate>
<xmp:MetadataDate>{created}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The file as a whole.

    Attributes:
        title: Shown in the reader's bar.
        lang: Of the front matter.
        created: In UTC.
        producer: This program and its version.
        front_pages: Pages labelled i, ii, iii ... before page 1.
        identity: Sixteen bytes that tell it from others.
    """

    title: str
    lang: str
    created: datetime
    producer: str
    front_pages: int
    identity: bytes


def close(
    out: Body,
    *,
    inside: Mapping[str, bytes | None],
    marks: Sequence[Mark],
    files: Iterable[Attachment],
    cover: Cover,
) -> io.BytesIO:
    """Embed the files, write everything that is not a page, and give the finished file.

    Args:
        out: Where the pages are.
        inside: What `Book.finish` has to say of them.
        marks: Bookmarks.
        files: To embed.
        cover: The file as a whole.
    """
    attached = attach_all(out, files, cover.created)
    root: dict[str, bytes | None] = {
        "Type": b"/Catalog",
        **inside,
        "Outlines": ref(put_bookmarks(out, marks)),
        "PageMode": b"/UseOutlines",
        "PageLabels": _labels(cover.front_pages),
        "ViewerPreferences": b"<</DisplayDocTitle true>>",
        "Lang": text(cover.lang),
        "Names": b"<</EmbeddedFiles %s>>" % put_names(out, attached),
        "AF": array(map(ref, attached.values())),
        "Metadata": ref(_metadata(out, cover)),
        FORMAT_KEY[1:].decode("ascii"): b"%d" % FORMAT_VERSION,
    }
    return out.finish(
        root=out.put(dictionary(root)),
        info=_information(out, cover),
        identity=cover.identity,
    )


def _metadata(out: Body, cover: Cover) -> int:
    xmp = _XMP.format(
        title=escape(cover.title),
        lang=cover.lang,
        producer=escape(cover.producer),
        created=cover.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    head = {"Type": b"/Metadata", "Subtype": b"/XML"}
    return out.put_stream(head, xmp.encode("utf-8", "replace"))


def _information(out: Body, cover: Cover) -> int:
    """The same as in the metadata, for readers that do not look there."""
    info = {
        "Title": text(cover.title),
        "Creator": text(cover.producer),
        "Producer": text(cover.producer),
        "CreationDate": moment(cover.created),
        "ModDate": moment(cover.created),
    }
    return out.put(dictionary(info))


def _labels(front_pages: int) -> bytes:
    """Page labels: i, ii, iii ... and then 1, 2, 3 ..., as printed and in the index."""
    if not front_pages:
        return b"<</Nums[0<</S/D>>]>>"
    return b"<</Nums[0<</S/r>>%d<</S/D>>]>>" % front_pages
