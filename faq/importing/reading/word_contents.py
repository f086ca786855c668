"""A table of contents that Word made: its pages and numbers mean nothing here, so it is left out and named."""

from xml.etree.ElementTree import Element

from faq.importing.draft import Ledger
from faq.importing.reading.word_styles import Styles, W, child, value
from faq.importing.words import glimpse, tidy

WHY = "it repeats the headings, with the numbers of pages that are none here"
# What Word's gallery of such tables calls itself in a file of any language.
GALLERY = "Table of Contents"


def leave_out_contents(root: Element, styles: Styles, ledger: Ledger) -> None:
    for parent in list(root.iter()):
        for inner in [inner for inner in parent if is_contents(inner, styles)]:
            if words := words_in(inner):
                ledger.drop(f"a table of contents: {glimpse(words)}", WHY)
            parent.remove(inner)


def is_contents(element: Element, styles: Styles) -> bool:
    if element.tag == f"{W}sdt":
        return value(element, "sdtPr/docPartObj/docPartGallery") == GALLERY
    return element.tag == f"{W}p" and styles.lists_contents(value(child(element, "pPr"), "pStyle"))


def words_in(element: Element) -> str:
    lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in element.iter(f"{W}p"))
    return tidy(" ".join(lines))
