"""Makes a Word file plain before it is converted: lists marked with their numbers, headings by style, hidden words out.

mammoth knows a list by its style alone and forgets its numbers; a mark of private letters at the beginning of each
item carries them through it, and `with_lists` makes lists of the marks.
"""

import io
import re
import zipfile
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from faq.importing.draft import Ledger
from faq.importing.labels import is_labelled
from faq.importing.reading.word_signs import SPACE, write_out_signs
from faq.importing.reading.word_styles import Lists, Styles, W, child, is_on, lists_of, number_in, value
from faq.importing.words import glimpse, tidy

MAIN = "word/document.xml"
BEGIN, END = "\ue000", "\ue001"
ITEM = re.compile(rf"<p>{BEGIN}(\d+),(\d*){END}(.*?)</p>", re.DOTALL)
ITEMS = re.compile(rf"(?:<p>{BEGIN}\d+,\d*{END}(?:(?!</p>).)*</p>)+", re.DOTALL)
HIDDEN = "it was hidden in Word, so readers could not see it"


def prepared(data: bytes, ledger: Ledger) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in dict.fromkeys(archive.namelist()) if not name.endswith("/")}
    root = fromstring(parts[MAIN])
    styles, lists = Styles(part(parts, "word/styles.xml")), lists_of(part(parts, "word/numbering.xml"))
    for paragraph in root.iter(f"{W}p"):
        Paragraph(paragraph, styles, lists).make_plain(ledger)
    parts[MAIN] = tostring(root, encoding="utf-8", xml_declaration=True)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def part(parts: dict[str, bytes], name: str) -> Element | None:
    return fromstring(parts[name]) if name in parts else None


class Paragraph:
    """One paragraph of the document, changed in place."""

    def __init__(self, element: Element, styles: Styles, lists: Lists) -> None:
        self.element, self.styles, self.lists = element, styles, lists
        self.properties = child(element, "pPr")
        self.style = value(self.properties, "pStyle")

    def make_plain(self, ledger: Ledger) -> None:
        self.leave_out_hidden(ledger)
        write_out_signs(self.element)
        level, item = self.heading_level(), self.item()
        if level:
            self.set_style(f"Heading{level}")
        elif self.styles.says(self.style, "rPr/b"):
            self.make_bold()
            self.set_style("Normal")
        if item and not level:
            self.mark(*item)

    def heading_level(self) -> int:
        outline = value(self.properties, "outlineLvl")
        if outline.isdigit() and int(outline) < 6:
            return int(outline) + 1
        return self.styles.heading_level(self.style)

    def item(self) -> tuple[int, str, str] | None:
        """`(level, number, label)` of a list's item, the number "" for a bullet; the list counts on."""
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
        label = f"{label} " if re.search(r"\d", label) and is_labelled(f"{label} x") else ""
        return place, "" if how.kind == "bullet" else str(number), label

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

    def mark(self, level: int, number: str, label: str) -> None:
        """A label such as “Question 1:” is text like any other."""
        self.set_style("ListParagraph")
        run = Element(f"{W}r")
        text = SubElement(run, f"{W}t", {SPACE: "preserve"})
        text.text = label or f"{BEGIN}{level},{number}{END}"
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


# From marks to lists ------------------------------------------------------------------------------------------------

Item = tuple[int, str, str]


def with_lists(html: str) -> str:
    def lists(marked: re.Match[str]) -> str:
        return lists_html([(int(level), number, words) for level, number, words in ITEM.findall(marked[0])])

    return ITEMS.sub(lists, html)


def lists_html(items: list[Item]) -> str:
    """Items of the first one's level make lists; deeper ones stand inside the item before."""
    level = min(level for level, _, _ in items)
    groups: list[list[Item]] = []
    for item in items:
        if item[0] == level or not groups:
            groups.append([item])
        else:
            groups[-1].append(item)
    runs: list[list[list[Item]]] = [[groups[0]]] if groups else []
    for before, group in pairwise(groups):
        if is_next(before[0], group[0]):
            runs[-1].append(group)
        else:
            runs.append([group])
    return "".join(map(list_html, runs))


def is_next(before: Item, item: Item) -> bool:
    if not before[1] or not item[1]:
        return before[1] == item[1]
    return int(item[1]) == int(before[1]) + 1


def list_html(groups: list[list[Item]]) -> str:
    first = groups[0][0][1]
    written = "".join(f"<li>{own[2]}{lists_html(inner) if inner else ''}</li>" for own, *inner in groups)
    if not first:
        return f"<ul>{written}</ul>"
    return f'<ol start="{first}">{written}</ol>' if first != "1" else f"<ol>{written}</ol>"
