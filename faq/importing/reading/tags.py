"""What is asked of a tag everywhere: its words, its attributes, the names that its makers gave it."""

import re

from bs4 import PageElement, Tag

from faq.importing.words import tidy

# Names by which style sheets hide something; with one of the others beside it, on some screens only.
CLOSED = {"hidden", "hide", "is-hidden", "d-none", "collapse", "invisible", "u-hidden", "uk-hidden", "display-none"}
OUT_OF_SIGHT = re.compile(r"(?:^|;)(?:(?:left|text-indent):-\d{3,}|font-size:0(?:px|em|pt|%)?(?:;|$))")
SHOWN_SOMEWHERE = (
    *("show", "in ", "hidden-", "visible-"),
    *("d-sm", "d-md", "d-lg", "d-xl", "d-print", "sm:", "md:", "lg:", "xl:"),
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def text_of(node: PageElement) -> str:
    return tidy(node.get_text(" ")) if isinstance(node, Tag) else tidy(str(node))


def has_words(node: PageElement) -> bool:
    """Like `bool(text_of(node))`, and no further than to the first word."""
    return any(tidy(words) for words in node.strings) if isinstance(node, Tag) else bool(tidy(str(node)))


def attribute(tag: Tag, name: str) -> str:
    """What an attribute says; several classes with spaces between them, "" where there is none."""
    said = tag.get(name) or ""
    return said if isinstance(said, str) else " ".join(said)


def names_of(tag: Tag) -> list[str]:
    """Its id and classes, in small letters."""
    return f"{attribute(tag, 'id')} {attribute(tag, 'class')}".lower().split()


def toggles(tag: Tag) -> list[str]:
    """What Bootstrap and those who copied it are told to open: `collapse`, `tab`, `modal`."""
    return f"{attribute(tag, 'data-toggle')} {attribute(tag, 'data-bs-toggle')}".lower().split()


def style_of(tag: Tag) -> str:
    return attribute(tag, "style").replace(" ", "").lower()


def sibling_with_words(tag: Tag, *, before: bool = False) -> Tag | None:
    """The next (or the last) element beside it that says something; None where loose text stands between."""
    for node in tag.previous_siblings if before else tag.next_siblings:
        if has_words(node):
            return node if isinstance(node, Tag) else None
    return None


def is_closed(tag: Tag) -> bool:
    """Hidden until something opens it, or for good."""
    return (
        attribute(tag, "hidden") != "until-found" and tag.get("hidden") is not None
        or bool({"display:none", "visibility:hidden", "mso-hide:all"} & set(style_of(tag).split(";")))
        or OUT_OF_SIGHT.search(style_of(tag)) is not None
        or bool(CLOSED & set(names_of(tag))) and not any(name.startswith(SHOWN_SOMEWHERE) for name in names_of(tag))
    )  # fmt: skip
