"""What opens a folded part of a page (accordion, tab, "show more"), and which part it opens."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from bs4 import Tag

from faq.importing.labels import CALLS
from faq.importing.reading.boilerplate import is_mostly_links
from faq.importing.reading.tags import (
    HEADINGS,
    attribute,
    has_words,
    is_closed,
    names_of,
    sibling_with_words,
    text_of,
    toggles,
)

LONGEST = 250
MOST = 400
TARGETS = ("aria-controls", "data-target", "data-bs-target", "href", "onclick")
TOGGLES = {"collapse", "tab", "pill", "toggle", "accordion", "list"}
OTHER_TOGGLES = {"modal", "dropdown", "tooltip", "popover", "offcanvas", "button", "buttons"}
NAMED = re.compile(
    r"(?:^|[-_])(?:accordion|collapse|collapsible|expander|faqs?|folded|panel|spoiler|tab|toggle)s?(?:[-_]+\w+)*?"
    r"[-_]*(?:btn|button|caption|head|header|heading|label|link|q|question|title|toggle|trigger)$"
    r"|^(?:accordion|accordian|collapsible|question|toggler|spoiler)$|(?:^|[-_])question$"
)
FOLDS = re.compile(r"accord|collaps|expand|faq|toggle|tabs?(?:$|[-_])|spoiler|drawer|fold|switcher")
BLOCKS_INSIDE = [*HEADINGS, "p", "div", "ul", "ol", "table", "section", "dl", "blockquote"]


def openers(soup: Tag) -> list[Tag]:
    """In reading order, the outermost of each; what only looks like one still needs a part that it opens."""
    found: list[Tag] = []
    for tag in soup.find_all(True):
        if is_opener(tag) and not any(outer is parent for outer in found[-3:] for parent in tag.parents):
            found.append(tag)
    return found[:MOST]


def is_opener(tag: Tag) -> bool:
    if not (opens_by_role(tag) or is_named(tag)) or not (tag.name == "button" or holds_one_block(tag)):
        return False
    if leads_away(tag) or (has_menu(tag) and not tag.get("aria-controls")) or OTHER_TOGGLES & set(toggles(tag)):
        return False
    return 0 < len(text_of(tag)) <= LONGEST and not tag.find(["select", "textarea"])


def has_menu(tag: Tag) -> bool:
    """So it says; some makers say it of every part that opens, and then the part tells."""
    return attribute(tag, "aria-haspopup") not in {"", "false"}


def leads_away(tag: Tag) -> bool:
    """A link that only looks like a button."""
    href = attribute(tag, "href")
    runs = not href or href.startswith("#") or href.lower().startswith("javascript:")
    return not runs and not toggles(tag) and tag.get("aria-controls") is None and tag.get("aria-expanded") is None


def opens_by_role(tag: Tag) -> bool:
    role = attribute(tag, "role").lower()
    return (
        tag.name == "button"
        or role in {"button", "tab"}
        or bool(TOGGLES & set(toggles(tag)))
        or has_program(tag)
        or (tag.name == "label" and bool(tag.get("for")))
        or (tag.name == "a" and bool(re.fullmatch(r"#[\w-]*|javascript:.*", attribute(tag, "href"), re.IGNORECASE)))
        or attribute(tag, "itemprop") == "name"
        and tag.parent is not None
        and attribute(tag.parent, "itemtype").endswith("Question")
    )


def is_named(tag: Tag) -> bool:
    return tag.name not in HEADINGS and any(NAMED.search(name) for name in names_of(tag))


def holds_one_block(tag: Tag) -> bool:
    return sum(bool(text_of(inner)) and not inner.find(BLOCKS_INSIDE) for inner in tag.find_all(BLOCKS_INSIDE)) <= 1


def with_panels(soup: Tag) -> list[tuple[Tag, Tag]]:
    """Each opener with the part it opens; those that open nothing are not among them."""
    found = openers(soup)
    panels = Panels(soup, found)
    rows = panels.by_place(found)
    pairs = ((opener, panels.named_by(opener) or rows.get(id(opener)) or panels.beside(opener)) for opener in found)
    return [
        (opener, panel)
        for opener, panel in pairs
        if panel is not None and has_words(panel) and not (has_menu(opener) and is_mostly_links(panel, 0.5))
    ]


class Panels:
    """Finds the part that an opener opens: by its id, by its label, by its place in a row, or right beside it."""

    def __init__(self, soup: Tag, found: list[Tag]) -> None:
        self.openers = {id(tag) for tag in found}
        self.by_id: dict[str, Tag] = {}
        self.by_label: dict[str, Tag] = {}
        for tag in soup.find_all(True):
            if name := attribute(tag, "id"):
                self.by_id.setdefault(name, tag)
            for label in attribute(tag, "aria-labelledby").split():
                self.by_label.setdefault(label, tag)

    def named_by(self, opener: Tag) -> Tag | None:
        return next(
            (panel for tag in spine(opener) for panel in self.named_at(tag) if self.is_apart(opener, panel)), None
        )

    def named_at(self, tag: Tag) -> Iterator[Tag]:
        """`#c1`, `c1` or `c1 c2` in any of the attributes that programs use for it; or the part names its label."""
        for name in TARGETS:
            for target in attribute(tag, name).split():
                panel = self.by_id.get(target.removeprefix("#"))
                if panel is not None and (name != "href" or (target.startswith("#") and folds(tag, panel))):
                    yield panel
        labelled = self.by_label.get(attribute(tag, "id"))
        if labelled is not None:
            yield labelled

    def by_place(self, found: list[Tag]) -> dict[int, Tag]:
        """Openers in a row with as many parts after them: the third opens the third."""
        panels: dict[int, Tag] = {}
        for opener in found:
            if id(opener) not in panels and (row := self.row_of(opener, found)):
                pairs = zip(row, self.parts_after(row), strict=False)
                panels.update({id(one): part for one, part in pairs if self.is_worth(one, part)})
        return panels

    def row_of(self, opener: Tag, found: list[Tag]) -> list[Tag]:
        """This opener and those after it with nothing else between them."""
        row = [opener]
        for other in found[number_of(opener, found) + 1 :]:
            top = outermost(row[-1])
            after = sibling_with_words(top)
            if after is None or (after is not other and after is not outermost(other)):
                break
            row.append(other)
        return row if len(row) > 1 else []

    def parts_after(self, row: list[Tag]) -> list[Tag]:
        """As many parts as the row has openers: after the last, after the box of the row, or together in one box."""
        top = outermost(row[-1])
        while top.parent is not None and sibling_with_words(top) is None:
            top = top.parent
        behind = (tag for tag in top.next_siblings if isinstance(tag, Tag) and has_words(tag))
        after = list(islice(behind, len(row)))
        inside = [tag for tag in after[0].children if isinstance(tag, Tag) and has_words(tag)] if after else []
        parts = inside if len(inside) == len(row) else after
        return [] if len(parts) < len(row) or any(self.opens(part) for part in parts) else parts

    def beside(self, opener: Tag) -> Tag | None:
        """What stands right after it, or after the box it has to itself."""
        after = sibling_with_words(outermost(opener))
        return after if after is not None and not self.opens(after) and self.is_worth(opener, after) else None

    def is_worth(self, opener: Tag, after: Tag) -> bool:
        """What only might open something does so if it asks, or if what follows is closed or is said to fold."""
        ticks = self.by_id.get(attribute(opener, "for"))
        if ticks is not None and attribute(ticks, "type") in {"checkbox", "radio"}:
            return True
        if opener.name not in {"button", "a", "label"} or opens_by_more_than_link(opener):
            return True
        if is_closed(after):
            return True
        if CALLS.match(text_of(opener)) or is_link_within(opener):
            return False
        around = (opener, after, *list(after.parents)[:1], *list(opener.parents)[:4])
        return text_of(opener).endswith("?") or any(FOLDS.search(name) for tag in around for name in names_of(tag))

    def opens(self, tag: Tag) -> bool:
        """Is it an opener, or a box around nothing but one?"""
        words = text_of(tag)
        return any(id(inner) in self.openers and text_of(inner) == words for inner in (tag, *tag.find_all(True)))

    def is_apart(self, opener: Tag, panel: Tag) -> bool:
        """Neither inside the other, and not an opener itself."""
        around = any(panel is tag for tag in opener.parents) or any(opener is tag for tag in panel.parents)
        return panel is not opener and not around and not self.opens(panel)


def number_of(opener: Tag, found: list[Tag]) -> int:
    return next(number for number, tag in enumerate(found) if tag is opener)


def outermost(opener: Tag) -> Tag:
    return list(climbing(opener))[-1]


def spine(opener: Tag) -> Iterator[Tag]:
    """The opener, what is inside it, and what it fills alone: any of them may carry the address."""
    yield opener
    yield from opener.find_all(True)
    yield from list(climbing(opener))[1:]


def climbing(opener: Tag) -> Iterator[Tag]:
    """The opener and the boxes around it that say nothing else."""
    tag = opener
    while True:
        yield tag
        others = chain(tag.next_siblings, tag.previous_siblings)
        if tag.parent is None or tag.parent.parent is None or any(map(has_words, others)):
            return
        tag = tag.parent


def folds(opener: Tag, panel: Tag) -> bool:
    """Does a link to a place in the page open it? A table of contents does not."""
    role = attribute(panel, "role").lower()
    return bool(
        role in {"tabpanel", "region"}
        or opens_by_more_than_link(opener)
        or any(FOLDS.search(name) for tag in (panel, *list(opener.parents)[:3]) for name in names_of(tag))
    )


def is_link_within(opener: Tag) -> bool:
    """A link to a named place of the page, as tables of contents have them."""
    return opener.name == "a" and len(attribute(opener, "href")) > 1 and attribute(opener, "href").startswith("#")


def opens_by_more_than_link(opener: Tag) -> bool:
    return bool(toggles(opener)) or has_program(opener) or attribute(opener, "role").lower() in {"button", "tab"}


def has_program(tag: Tag) -> bool:
    """Whether a program is said to do something when it is pressed."""
    return any(tag.get(name) is not None for name in ("aria-controls", "aria-expanded", "onclick"))
