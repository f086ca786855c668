"""A line in Word's style for captions goes with the picture or table it stands beside, above or below."""

import re

from bs4 import Tag

from faq.importing.reading.captions import put_together
from faq.importing.reading.tags import has_words, names_of, text_of

# How the caption of a table begins, in the languages of our documents.
OF_TABLE = re.compile(r"(?:table|tabla|cuadro|tabelle|tableau)\b", re.IGNORECASE)


def join_captions(soup: Tag) -> None:
    """Changes the tree in place. A caption beside nothing is a line like any other, and no heading."""
    for caption in soup.find_all(is_caption):
        shown = shown_beside(caption)
        if shown is not None:
            put_together(shown, shown, [caption])
        else:
            for bold in caption.find_all(["b", "strong"]):
                bold.unwrap()


def is_caption(tag: Tag) -> bool:
    return tag.name == "p" and "caption" in names_of(tag) and has_words(tag)


def shown_beside(caption: Tag) -> Tag | None:
    """Above it, unless that has its caption already or only what stands below is what it speaks of."""
    before, after = caption.find_previous_sibling(), caption.find_next_sibling()
    beside = [tag for tag in (before, after) if tag is not None and is_shown(tag)]
    if OF_TABLE.match(text_of(caption)):
        beside.sort(key=lambda tag: tag.name != "table")
    return beside[0] if beside else None


def is_shown(tag: Tag) -> bool:
    return tag.name == "table" or (tag.name in {"p", "img"} and not has_words(tag) and is_picture(tag))


def is_picture(tag: Tag) -> bool:
    return tag.name == "img" or tag.find("img") is not None
