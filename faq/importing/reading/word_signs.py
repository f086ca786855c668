"""In a Word file, too, signs of other fonts, formulas and raised letters are written out before it is converted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from faq.importing.reading.formulas import in_line
from faq.importing.reading.symbols import font_of_signs, written_out
from faq.importing.reading.word_styles import W, child, value

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULAS = {f"{M}oMath", f"{M}oMathPara"}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKS = {"sup": "superscript", "sub": "subscript"}


def write_out_signs(paragraph: Element) -> None:
    """Changes the paragraph in place."""
    for parent in list(paragraph.iter()):
        if parent.tag in FORMULAS:
            continue
        for place, inner in reversed(list(enumerate(parent))):
            if inner.tag in FORMULAS:
                parent.remove(inner)
                for run in reversed(list(runs_of(inner))):
                    parent.insert(place, run)
    for run in paragraph.iter(f"{W}r"):
        write_letters(run)
        mark_raised(run)


def runs_of(formula: Element) -> Iterator[Element]:
    for words, mark in in_line(formula):
        run = Element(f"{W}r")
        if mark:
            SubElement(SubElement(run, f"{W}rPr"), f"{W}vertAlign", {f"{W}val": MARKS[mark]})
        SubElement(run, f"{W}t", {SPACE: "preserve"}).text = words
        yield run


def write_letters(run: Element) -> None:
    """Letters in a font of signs, and single signs that Word keeps by font and number."""
    fonts = child(run, "rPr/rFonts")
    font = font_of_signs((fonts.get(f"{W}ascii") or "") if fonts is not None else "")
    for inner in run:
        if inner.tag == f"{W}t" and font:
            inner.text = written_out(inner.text or "", font)
        elif inner.tag == f"{W}sym" and (own := font_of_signs(inner.get(f"{W}font") or "")):
            number = inner.get(f"{W}char") or "0"
            inner.tag, inner.attrib = f"{W}t", {SPACE: "preserve"}
            inner.text = written_out(chr(int(number, 16)), own)


def mark_raised(run: Element) -> None:
    """Moved up or down by hand: figures and signs only, for a word may be moved for its looks."""
    moved = value(run, "rPr/position")
    words = "".join(text.text or "" for text in run.iter(f"{W}t")).strip()
    properties = child(run, "rPr")
    if properties is None or not moved.lstrip("-").isdigit() or int(moved) == 0 or not words or " " in words:
        return
    if child(properties, "vertAlign") is None:
        SubElement(properties, f"{W}vertAlign", {f"{W}val": MARKS["sub" if moved.startswith("-") else "sup"]})
