"""Word files (.docx): everything that could go wrong is looked at before anything is unpacked or converted."""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import mammoth
from defusedxml import DefusedXmlException
from defusedxml.sax import parse

from faq.importing.draft import Ledger, Refused
from faq.importing.reading.word_document import MAIN, prepared
from faq.importing.reading.word_lists import with_lists
from faq.importing.words import counted

MEGABYTE = 1024 * 1024
MOST_INFLATED = 200 * MEGABYTE
MOST_RATIO = 100
MOST_ENTRIES = 5000
# A hundred printed pages are about 2 MB of document.xml; converting takes some 2 s and 50 MB for each MB.
MOST_XML = 3 * MEGABYTE
DEEPEST = 100
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
strike => s
p[style-name='Body Text'] => p:fresh
p[style-name='First Paragraph'] => p:fresh
p[style-name='Compact'] => p:fresh
p[style-name='List Paragraph'] => p:fresh
p[style-name='No Spacing'] => p:fresh
p[style-name^='List'] => p:fresh
p[style-name='Normal (Web)'] => p:fresh
"""
UNKNOWN_STYLE = re.compile(r"Unrecognised (?:paragraph|run|table) style: (.+?) \(Style ID")
# mammoth puts a way back behind each note; there is nothing to go back from on our pages.
WAY_BACK = re.compile(r' ?<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')


def html_of_word_file(data: bytes, name: str, ledger: Ledger) -> str:
    """Convert a checked .docx to HTML; pictures inside become `data:` addresses, nothing outside is opened."""
    refuse_unless_word(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_sizes(archive, name)
            check_contents(archive, name)
            note_left_out(archive, ledger)
        data = prepared(data, ledger)
    except UNREADABLE:
        raise damaged(name) from None
    return with_lists(converted(data, name, ledger))


def refuse_unless_word(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused(
            f"“{name}” is protected by a password. Open it in Word, remove the password and save it again."
            if locked
            else f"“{name}” is in the old Word format. Open it in Word and save it as .docx."
        )
    if data.lstrip()[:1] == b"<":
        raise Refused(f"“{name}” is called a Word file but is a web page inside. Rename it to end in .html.")
    if not data.startswith(b"PK"):
        raise Refused(f"“{name}” is called a Word file but is not one inside. Save it again from Word as .docx.")


def damaged(name: str) -> Refused:
    return Refused(f"“{name}” is damaged and cannot be read. Save it again from Word, or fetch a fresh copy.")


def check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse by the sizes the directory declares; `zipfile` never inflates an entry beyond its declared size."""
    entries = archive.infolist()
    inflated = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(f"“{name}” is protected by a password. Remove the password and save it again.")
    if len(entries) > MOST_ENTRIES or inflated > MOST_INFLATED or inflated / packed > MOST_RATIO:
        raise Refused(f"“{name}” would unpack to far more than a document holds, so it was not opened.")


def check_contents(archive: zipfile.ZipFile, name: str) -> None:
    names = archive.namelist()
    if any(path.lower().endswith("vbaproject.bin") for path in names):
        raise Refused(f"“{name}” holds macros (small programs). Save it in Word as a plain .docx.")
    if MAIN not in names:
        raise Refused(f"“{name}” holds no Word text: it may be another kind of Office file, or damaged.")
    for entry in archive.infolist():
        if is_xml(archive, entry):
            check_xml(archive, entry, name)


def is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """By name or by first bytes: a relationship may name any part as the document, whatever its ending."""
    if entry.filename.lower().endswith((".xml", ".rels")):
        return True
    with archive.open(entry) as part:
        return part.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


class Depth(ContentHandler):
    """Counts how deep elements are nested and keeps nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def startElement(self, *args: Any) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise SAXException("nested too deeply")

    def endElement(self, *args: Any) -> None:
        self.depth -= 1


def check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    """Parse one part without keeping it: no entities, no document types, no bottomless nesting, well formed."""
    if entry.file_size > MOST_XML:
        raise Refused(f"“{name}” is too long to be one topic. Split it and import the parts one by one.")
    try:
        with archive.open(entry) as part:
            parse(part, Depth(), forbid_dtd=True)
    except DefusedXmlException:
        raise Refused(f"“{name}” holds instructions no Word document needs, so it was not opened.") from None
    except SAXException:
        raise damaged(name) from None


# Part of the file, a sign that there is something in it, what to call it (one, several), why it is left out.
LEFT_OUT = (
    (r"word/(header|footer)\d*\.xml", rb"<w:t[ >]", ("page header or footer", "page headers and footers"),
     "it belongs to the paper, not to the text"),
    (r"word/comments\.xml", rb"<w:comment ", ("comment", "comments"), "comments are for the people who write"),
    (r"word/charts/chart\d*\.xml", rb"<c:chartSpace", ("chart", "charts"), "import it as a picture instead"),
    (r"word/diagrams/data\d*\.xml", rb"dataModel", ("diagram", "diagrams"), "import it as a picture instead"),
)  # fmt: skip


def note_left_out(archive: zipfile.ZipFile, ledger: Ledger) -> None:
    names = archive.namelist()
    for pattern, sign, (one, several), why in LEFT_OUT:
        parts = [archive.read(path) for path in names if re.fullmatch(pattern, path)]
        if number := sum(len(re.findall(sign, part)) for part in parts):
            number = len(parts) if "header" in one else number
            ledger.drop(counted(number, one, several), why)
    if embedded := [path for path in names if path.startswith("word/embeddings/")]:
        ledger.drop(counted(len(embedded), "embedded file"), "files inside files are not opened")
    if re.search(rb"<w:(ins|del) ", archive.read(MAIN)):
        ledger.note("The Word file has tracked changes: insertions were kept, deletions left out.")


def converted(data: bytes, name: str, ledger: Ledger) -> str:
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=STYLES, include_embedded_style_map=False, convert_image=picture_inside
        )
    except (*UNREADABLE, LookupError, AttributeError, TypeError, RecursionError):
        raise damaged(name) from None
    explain(result.messages, ledger)
    html, notes = WAY_BACK.subn("", result.value)
    if notes:
        ledger.note(f"The Word file has {counted(notes, 'footnote')}, now a list at the end: make references of them.")
    return html


@mammoth.images.img_element
def picture_inside(image: Any) -> dict[str, str]:
    """The bytes without the type the file claims for them: that is found out from the bytes themselves later."""
    with image.open() as picture:
        return {"src": "data:;base64," + base64.b64encode(picture.read()).decode("ascii")}


def explain(messages: Iterable[Any], ledger: Ledger) -> None:
    """mammoth's messages in plain words. A style it does not know loses nothing but its looks."""
    messages = [said for said in messages if "referenced but not defined" not in said.message]
    found = [UNKNOWN_STYLE.match(said.message) for said in messages]
    if styles := sorted({style[1] for style in found if style} - {"None"}):
        ledger.note(
            f"Word styles that mean nothing here, their words kept as ordinary text: {', '.join(styles)[:300]}."
        )
    for said, style in zip(messages, found, strict=True):
        if not style:
            explain_one(said.message, ledger)


def explain_one(message: str, ledger: Ledger) -> None:
    ignored = re.match(r"An unrecognised element was ignored: (\S+)", message)
    if ignored and "oMath" in ignored[1]:
        ledger.drop("a formula", "write it out in words, or import it as a picture")
    elif ignored:
        ledger.drop(f"a Word element ({ignored[1].rsplit('}')[-1]})", "it has no counterpart on a web page")
    elif "image" in message.lower():
        ledger.drop("a picture", "it is not in the Word file itself, and nothing is fetched from elsewhere")
    else:
        ledger.note(f"From reading the Word file: {message[:200]}")
