"""Makes a Word file plain before it is converted: lists marked with their numbers, headings by style, hidden words out.

mammoth knows a list by its style alone and forgets its numbers: a mark at the beginning of each item carries them
through it (see `word_lists`).
"""

import io
import re
import zipfile
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from faq.importing.draft import Ledger
from faq.importing.labels import is_labelled
from faq.importing.reading.word_contents import leave_out_contents
from faq.importing.reading.word_lists import Item
from faq.importing.reading.word_signs import SPACE, write_out_signs
from faq.importing.reading.word_styles import (
    Lists,
    Styles,
    W,
    child,
    indent_in,
    is_on,
    lists_of,
    number_in,
    value,
)
from faq.importing.words import glimpse, tidy

MAIN = "word/document.xml"
# Paragraphs without a sign that may stand between two items and still belong to the first.
MOST_BETWEEN = 3
# Of the looks that a table takes from its style.
FIRST_ROW = 0x20
HIDDEN = "it was hidden in Word, so readers could not see it"


def prepared(data: bytes, ledger: Ledger) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in dict.fromkeys(archive.namelist()) if not name.endswith("/")}
    root = fromstring(parts[MAIN])
    styles, lists = Styles(part(parts, "word/styles.xml")), lists_of(part(parts, "word/numbering.xml"))
    leave_out_contents(root, styles, ledger)
    for table in root.iter(f"{W}tbl"):
        mark_header(table, styles)
    for parent in list(root.iter()):
        make_plain(parent, styles, lists, ledger)
    parts[MAIN] = tostring(root, encoding="utf-8", xml_declaration=True)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def part(parts: dict[str, bytes], name: str) -> Element | None:
    return fromstring(parts[name]) if name in parts else None


def mark_header(table: Element, styles: Styles) -> None:
    """A first row that only the table's style makes a header says so itself."""
    row = child(table, "tr")
    if row is None or not has_first_row(table) or not styles.marks_first_row(value(table, "tblPr/tblStyle")):
        return
    properties = child(row, "trPr")
    if properties is None:
        properties = Element(f"{W}trPr")
        row.insert(0, properties)
    if child(properties, "tblHeader") is None:
        SubElement(properties, f"{W}tblHeader")


def has_first_row(table: Element) -> bool:
    look = child(table, "tblPr/tblLook")
    said = look.get(f"{W}firstRow") if look is not None else None
    return said in {"1", "true", "on"} if said else bool(int(value(look) or "0", 16) & FIRST_ROW)


def make_plain(parent: Element, styles: Styles, lists: Lists, ledger: Ledger) -> None:
    """The paragraphs of a text, a cell or a box, in their order."""
    row: list[Paragraph | None] = []
    for inner in parent:
        if inner.tag == f"{W}p":
            row.append(paragraph := Paragraph(inner, styles, lists))
            paragraph.make_plain(ledger)
        elif inner.tag == f"{W}tbl":
            row.append(None)
    carry_on(row)


def carry_on(row: "list[Paragraph | None]") -> None:
    """What stands between two items, or is made to follow one, is marked as more of the item before."""
    last: Item | None = None
    between: list[Paragraph] = []
    for paragraph in row:
        if paragraph and paragraph.item:
            if last and all(paragraph.item.goes_on_from(last, one.indent) for one in between):
                for one in between:
                    one.mark(last.more.mark)
            last, between = paragraph.item, []
        elif last and paragraph and paragraph.continues and not between:
            paragraph.mark(last.more.mark)
        elif paragraph and paragraph.is_plain and len(between) < MOST_BETWEEN:
            between.append(paragraph)
        elif paragraph is None or paragraph.has_words():
            last, between = None, []


class Paragraph:
    """One paragraph of the document, changed in place. `item` is what it is in a list, once it is plain."""

    def __init__(self, element: Element, styles: Styles, lists: Lists) -> None:
        self.element, self.styles, self.lists = element, styles, lists
        self.properties = child(element, "pPr")
        self.style = value(self.properties, "pStyle")
        self.item: Item | None = None
        self.is_plain = self.continues = False

    @property
    def indent(self) -> int:
        own = indent_in(self.element)
        return own if own is not None else self.styles.indent(self.style) or 0

    def make_plain(self, ledger: Ledger) -> None:
        self.leave_out_hidden(ledger)
        write_out_signs(self.element)
        if caption := self.styles.caption(self.style):
            self.set_style(caption)
            return
        level, listed = self.heading_level(), self.listed()
        if level:
            self.set_style(f"Heading{level}")
            return
        self.is_plain = self.has_words() and not listed
        self.continues = self.is_plain and self.styles.continues_item(self.style)
        if self.styles.says(self.style, "rPr/b"):
            self.make_bold()
            self.set_style("Normal")
        if isinstance(listed, Item):
            self.item = listed
            self.mark(listed.mark)
        elif listed:
            self.mark(listed)

    def heading_level(self) -> int:
        outline = value(self.properties, "outlineLvl")
        if outline.isdigit() and int(outline) < 6:
            return int(outline) + 1
        return self.styles.heading_level(self.style)

    def listed(self) -> Item | str | None:
        """What it is in a list, which counts on; a label such as “Question 1: ” is text like any other."""
        own = child(self.properties, "numPr")
        name, level = self.styles.numbering(self.style)
        if own is not None:
            name, level = value(own, "numId") or name, value(own, "ilvl") or level
            if self.properties is not None:
                self.properties.remove(own)
        place = number_in(level, self.lists.by_style.get(self.style, ("", 0))[1])
        counted = self.lists.count(name, place) if name not in {"", "0"} and self.has_words() else None
        if counted is None:
            return None
        how, number = counted
        label = re.sub(r"%\d", str(number), how.text)
        if re.search(r"\d", label) and is_labelled(f"{label} x"):
            return f"{label} "
        indent = self.indent if own is None or indent_in(self.element) is not None else how.indent
        depth = max(place, self.styles.list_depth(self.style))
        return Item(depth, number_in(name, 0), indent or 0, "" if how.kind == "bullet" else str(number))

    def has_words(self) -> bool:
        return any((text.text or "").strip() for text in self.element.iter(f"{W}t"))

    def set_style(self, name: str) -> None:
        if self.properties is None:
            self.properties = Element(f"{W}pPr")
            self.element.insert(0, self.properties)
        style = child(self.properties, "pStyle")
        style = SubElement(self.properties, f"{W}pStyle") if style is None else style
        style.set(f"{W}val", name)

    def make_bold(self) -> None:
        for run in self.element.iter(f"{W}r"):
            properties = child(run, "rPr")
            if properties is None:
                properties = Element(f"{W}rPr")
                run.insert(0, properties)
            if child(properties, "b") is None:
                SubElement(properties, f"{W}b")

    def mark(self, words: str) -> None:
        """Letters at its beginning that were none of its own."""
        self.set_style("ListParagraph")
        run = Element(f"{W}r")
        text = SubElement(run, f"{W}t", {SPACE: "preserve"})
        text.text = words
        self.element.insert(0 if self.properties is None else 1, run)

    def leave_out_hidden(self, ledger: Ledger) -> None:
        for parent in list(self.element.iter()):
            hidden = [run for run in parent.findall(f"{W}r") if self.is_hidden(run)]
            words = "".join(text.text or "" for run in hidden for text in run.iter(f"{W}t"))
            if tidy(words):
                ledger.drop(f"hidden words: {glimpse(words)}", HIDDEN)
            for run in hidden:
                parent.remove(run)

    def is_hidden(self, run: Element) -> bool:
        own = is_on(run, "rPr/vanish")
        if own is not None:
            return own
        return self.styles.says(value(run, "rPr/rStyle"), "rPr/vanish") or self.styles.says(self.style, "rPr/vanish")
