"""Words that a page sets below a picture as its caption, however it does so, stand in a `figure` with it."""

import re
from itertools import islice

from bs4 import BeautifulSoup, PageElement, Tag

from faq.importing.reading.tags import HEADINGS, has_words, names_of, sibling_with_words, style_of, text_of

NAMED = re.compile(
    r"(?:^|[-_]|fig|thumb)captions?(?:$|[-_](?:text|body|inner|content|wrap)$)|^(?:photo|image|img|picture)[-_]?credits?$"
    r"|(?:^|[-_])(?:slide|gallery[-_]item|lightbox)[-_](?:title|description)$"
)
# How the words begin where nothing else tells them.
NUMBERED = re.compile(
    r"(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|photo(?:graph)?|picture|image|foto|imagen|bild)"
    r"(?: ?\d{1,2}\b|:| (?:by|courtesy|credit)\b)",
    re.IGNORECASE,
)
# What is put around a picture and its words, and nothing else.
FRAME = re.compile(r"(?:^|[-_])captions?$|^thumb(?:inner)?$|^(?:align|float|pull)[-_]?(?:left|right|center)$")
SMALL = ["small", "i", "em", "cite"]
INLINE = {*SMALL, "span", "font", "a", "b", "strong", "u", "label"}
PARTS = ["img", "ul", "ol", "dl", "table", "form", *HEADINGS]
# A picture is no further within what stands beside its words.
DEEPEST = 4
LONGEST, LONGEST_LINE = 250, 120
# Their parts belong together for other reasons.
NEVER_LEFT = {"li", "td", "th", "tr", "body", "main", "article", "section"}


def make_figures(soup: Tag) -> None:
    """Changes the tree in place."""
    for picture in soup.find_all("img"):
        if picture.find_parent("figure") is not None:
            continue
        table = picture.find_parent("table")
        cell = cell_below(table) if table else None
        if table and cell:
            put_together(table, picture, list(cell.children))
        elif found := caption_of(picture):
            put_together(found[0], *found)


def caption_of(picture: Tag) -> tuple[Tag, list[PageElement]] | None:
    """`(what holds the picture alone, the words below it)`."""
    block = picture
    for around in islice(picture.parents, DEEPEST):
        after = sibling_with_words(block)
        if after is not None and is_caption(after):
            return block, [after]
        if has_words(around):
            rest = list(block.next_siblings)
            return (block, rest) if is_framed(around, rest) else None
        if around.name in NEVER_LEFT or around.find_all("img")[-1] is not picture:
            return None
        block = around
    return None


def is_caption(tag: Tag) -> bool:
    """Nothing but words that are one by their name, their number or their small letters on a line of their own."""
    words = text_of(tag)
    if len(words) > LONGEST or tag.name in PARTS or tag.find(PARTS):
        return False
    whole = [inner for inner in (tag, *tag.find_all(True)) if text_of(inner) == words]
    if any(NAMED.search(name) for inner in whole for name in names_of(inner)):
        return True
    alone = tag.name not in INLINE or ends_line(tag)
    small = any(inner.name in SMALL or "font-style:italic" in style_of(inner) for inner in whole)
    return alone and (bool(NUMBERED.match(words)) or (small and reads_like_one(words)))


def ends_line(tag: Tag) -> bool:
    following = next((node for node in tag.next_siblings if isinstance(node, Tag) or has_words(node)), None)
    return following is None or (isinstance(following, Tag) and following.name == "br")


def reads_like_one(words: str) -> bool:
    return len(words) <= LONGEST_LINE and not words.endswith(("?", ":"))


def is_framed(around: Tag, rest: list[PageElement]) -> bool:
    """Its words all stand behind the picture: in a frame made for the two, or as one line right below."""
    tags = [node for node in rest if isinstance(node, Tag)]
    words = "".join(text_of(node) for node in rest)
    if "".join(text_of(around).split()) != "".join(words.split()) or len(words) > LONGEST or around.name in NEVER_LEFT:
        return False
    if any(tag.name in PARTS or tag.find(PARTS) for tag in tags):
        return False
    if any(FRAME.search(name) for name in names_of(around)):
        return True
    lines = sum(tag.name == "br" for tag in tags)
    is_loud = any(tag.name in {"b", "strong"} or tag.find(["b", "strong"]) for tag in tags)
    below = bool(tags) and tags[0].name == "br" and not any(map(has_words, rest[: rest.index(tags[0])]))
    return lines == 1 and below and not is_loud and reads_like_one(words) and not words.endswith(".")


def cell_below(table: Tag) -> Tag | None:
    """The cell with the words, of a table that holds a picture and below it a line about it."""
    cells = [cell for cell in table.find_all(["td", "th"]) if has_words(cell) or cell.find("img")]
    if len(cells) != 2 or has_words(cells[0]) or cells[1].find([*PARTS, "b", "strong", "br"]):
        return None
    below = cells[0].find_parent("tr") is not cells[1].find_parent("tr")
    return cells[1] if below and reads_like_one(text_of(cells[1])) else None


def put_together(place: Tag, block: Tag, words: list[PageElement]) -> None:
    """In the place of `place`, which holds the block or is it."""
    make = BeautifulSoup("", "html.parser").new_tag
    figure, caption = make("figure"), make("figcaption")
    for node in words:
        caption.append(node.extract())
    place.replace_with(figure)
    figure.extend([block.extract(), caption])
