"""What stands on many pages of a site: found once for the whole site, and taken out of each page before it is read.

What a clinic says in three places it may mean three times; so words and pictures have to stand on half of all pages,
links on a fifth. An answer is never taken from its question, nor its words from a page that has no others.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from faq.importing.draft import Refused
from faq.importing.reading.decoding import decoded
from faq.importing.reading.markup import refuse_too_deep
from faq.importing.reading.tags import HEADINGS, attribute, text_of
from faq.importing.words import letters, shortened

FEWEST_PAGES = 3
PROSE_ON = 0.5
LINKS_ON = 0.2
# Questions and answers that stand nearly everywhere belong to the site, not to a page.
QUESTIONS_ON = 0.8
FEWEST_LETTERS = 12
MOST_LETTERS_OF_A_PAGE = 2_000_000
LONGEST_GLIMPSE = 200
BLOCKS = frozenset((
    "div", "section", "aside", "header", "footer", "nav", "ul", "ol", "dl", "table", "tbody", "tr", "td", "th",
    "form", "p", "fieldset", "blockquote", "figure", "center", "address", "details", "article", "main", "h1", "img",
    "a", "span", "noscript",
))  # fmt: skip
# Alone they are parts of a sentence or of a list; only pictures among them are taken.
INLINE = frozenset(("a", "span", "img", "h1"))
FURNITURE = frozenset(("aside", "header", "footer", "nav"))
ASKING = ("summary", "dt", "strong", "b", "button", "label", *HEADINGS)
UNSEEN = frozenset(("script", "style", "head", "title", "template"))


@dataclass(frozen=True)
class RepeatedBlock:
    """`mark` stands for what it says, `words` are its beginning, `pages` the number of pages that have it."""

    mark: str
    words: str
    pages: int


@dataclass(frozen=True)
class Repeated:
    """The blocks of one site, those on most pages first. Can be kept as its blocks and made again from them."""

    blocks: tuple[RepeatedBlock, ...] = ()

    @cached_property
    def by_mark(self) -> dict[str, RepeatedBlock]:
        return {block.mark: block for block in self.blocks}

    def taken_out(self, data: bytes) -> tuple[bytes, list[RepeatedBlock]]:
        """The page without them, and which they were; the very same bytes where there are none, or nothing else."""
        page = page_of(data) if self.blocks else None
        if page is None:
            return data, []
        known = self.by_mark
        tags = [tag for tag, mark in outermost(page, known) if not answers(tag, page, known)]
        if not tags or not says_more(page, tags):
            return data, []
        found = [known[page.marks[id(tag)]] for tag in tags]
        for tag in tags:
            tag.decompose()
        return page.soup.decode().encode("utf-8-sig"), list(dict.fromkeys(found))


class Page:
    """A parsed page: what each of its blocks says, as a mark, without a look at how it is built."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.soup = soup
        self.blocks: list[Tag] = []
        self.said: list[str] = []
        self.length = 0
        self.places: dict[int, tuple[int, int]] = {}
        self.walk()
        whole = "".join(self.said)
        self.marks = {id(tag): mark_of(said) for tag in self.blocks if is_enough(tag, said := whole[self.span(tag)])}

    def walk(self) -> None:
        """In the order of the page, without recursion: how deep it is nested was its maker's to choose."""
        opened: list[Tag] = []
        for node in self.soup.descendants:
            while opened and opened[-1] is not node.parent:
                self.close(opened.pop())
            if isinstance(node, Tag):
                opened.append(node)
                self.places[id(node)] = (self.length, self.length)
                if node.name in BLOCKS:
                    self.blocks.append(node)
                if node.name == "img":
                    self.say(f"[{attribute(node, 'src').rpartition('/')[2]}]")
            elif not isinstance(node, PreformattedString) and not any(tag.name in UNSEEN for tag in opened[-3:]):
                self.say(letters(str(node)))
        while opened:
            self.close(opened.pop())

    def close(self, tag: Tag) -> None:
        self.places[id(tag)] = (self.places[id(tag)][0], self.length)

    def say(self, words: str) -> None:
        self.said.append(words)
        self.length += len(words)

    def span(self, tag: Tag) -> slice:
        return slice(*self.places[id(tag)])


def page_of(data: bytes) -> Page | None:
    """None for a page that is built to hang its readers, or has letters that cannot be read: it will be refused."""
    try:
        text = decoded(data, "page", markup=True)
        refuse_too_deep(text, "page")
    except Refused:
        return None
    return Page(BeautifulSoup(text, "html.parser")) if len(text) <= MOST_LETTERS_OF_A_PAGE else None


def mark_of(said: str) -> str:
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def is_enough(tag: Tag, said: str) -> bool:
    """A word or two may stand anywhere; a picture is known by its file."""
    is_picture = said.startswith("[") and said.endswith("]")
    return is_picture if tag.name in INLINE else is_picture or len(said) >= FEWEST_LETTERS


# Looking at a whole site


@dataclass
class Seen:
    """What is known of a block from the first page that had it."""

    words: str
    share: float
    outer: set[str]


def repeated_blocks(pages: Iterable[bytes]) -> Repeated:
    """Looks at each page once and keeps of each block no more than its mark and its beginning."""
    times: Counter[str] = Counter()
    seen: dict[str, Seen] = {}
    number = 0
    for data in pages:
        if (page := page_of(data)) is None:
            continue
        number += 1
        new: dict[str, Seen] = {}
        for tag in page.blocks:
            mark = page.marks.get(id(tag))
            if mark and mark not in seen:
                new.setdefault(mark, seen_of(tag)).outer.add(outer_of(page, tag, mark))
        seen |= new
        times.update(set(page.marks.values()))
    many = {mark for mark, on in times.items() if on >= FEWEST_PAGES and on >= seen[mark].share * number}
    outermost = [
        mark for mark in many if any(outer not in many or times[outer] < times[mark] for outer in seen[mark].outer)
    ]
    blocks = (RepeatedBlock(mark, seen[mark].words, times[mark]) for mark in outermost)
    return Repeated(tuple(sorted(blocks, key=lambda block: (-block.pages, block.words, block.mark))))


def seen_of(tag: Tag) -> Seen:
    pictures = (
        [attribute(tag, "src")] if tag.name == "img" else [attribute(inner, "src") for inner in tag.find_all("img")]
    )
    named = f"Picture {pictures[0].rpartition('/')[2]}" if pictures else ""
    return Seen(shortened(text_of(tag), LONGEST_GLIMPSE) or named, share_needed(tag), set())


def outer_of(page: Page, tag: Tag, mark: str) -> str:
    """The mark of what it stands in, "" if that has none."""
    outer = (page.marks.get(id(parent), "") for parent in tag.parents)
    return next((other for other in outer if other not in {"", mark}), "")


def share_needed(tag: Tag) -> float:
    """On which part of all pages it has to stand."""
    if asks(tag) and not any(part.name in FURNITURE for part in (tag, *tag.parents)):
        return QUESTIONS_ON
    words, linked = len(text_of(tag)), sum(len(text_of(link)) for link in tag.find_all("a"))
    return LINKS_ON if words and 2 * linked >= words else PROSE_ON


def asks(tag: Tag) -> bool:
    return any(is_question(text_of(inner)) for inner in tag.find_all(ASKING))


def is_question(words: str) -> bool:
    return words.endswith("?") and words.count(" ") >= 2


# Taking them out of a page


def outermost(page: Page, known: dict[str, RepeatedBlock]) -> Iterator[tuple[Tag, str]]:
    taken: set[int] = set()
    for tag in page.blocks:
        mark = page.marks.get(id(tag), "")
        if mark in known and not any(id(parent) in taken for parent in tag.parents):
            taken.add(id(tag))
            yield tag, mark


def answers(tag: Tag, page: Page, known: dict[str, RepeatedBlock]) -> bool:
    """Is it what a question or a heading that stays has below it?"""
    for node in tag.previous_elements:
        if not isinstance(node, NavigableString) or isinstance(node, PreformattedString) or not node.strip():
            continue
        around = [parent for parent in node.parents if not any(parent is outer for outer in tag.parents)]
        if any(page.marks.get(id(parent)) in known for parent in around):
            return False
        heads = any(parent.name in ASKING and parent.name != "h1" for parent in around)
        return is_question(" ".join(node.split())) or (heads and text_of(node) == text_of(around[-1]))
    return False


def says_more(page: Page, tags: list[Tag]) -> bool:
    """Is there anything else on the page, beside headings?"""
    headings = page.soup.find_all(HEADINGS)
    gone = sum(length(page, tag) for tag in tags)
    gone += sum(length(page, one) for one in headings if not any(tag in one.parents for tag in tags))
    return page.length > gone


def length(page: Page, tag: Tag) -> int:
    start, end = page.places[id(tag)]
    return end - start
