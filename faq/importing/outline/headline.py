"""Which heading is the title of the page: not the clinic's name, a slogan or a call to act."""

import re

from faq.importing.labels import CALLS, asks
from faq.importing.outline.pieces import HANDMADE, Heading, Piece
from faq.importing.reading.page_head import Head, parts_of
from faq.importing.words import letters

SLOGANS = (
    r"^(?:welcome|bienvenid[oa]s?)\b", "!$", r"\b(?:since|desde) (?:19|20)\d\d\b",
    r"\b(?:we care|you can trust|caring for)\b",
    r"^(?:your|tu|su) .{0,40}\b(?:matters?|first|primero)\b", r"\b(?:nos importa|cuidamos)\b",
)  # fmt: skip
SLOGAN = re.compile("|".join(SLOGANS), re.IGNORECASE)
HOUSES = (
    "clinics?", "practice", "hospital", r"(?:surgery|medical|health) (?:center|centre|group)", "associates", "podiatry",
    "orthopa?edics",
    "dermatology", "physiotherapy", "dental", "cl[ií]nica", "consultorio", "centro m[eé]dico", "llc", "inc",
)  # fmt: skip
HOUSE = re.compile(rf"\b(?:{'|'.join(HOUSES)})\.?$", re.IGNORECASE)
SAYS_NOTHING = re.compile(
    r"home|homepage|start|inicio|index|untitled.*|document ?\d*|microsoft word.*|new page.*|page|blog|news",
    re.IGNORECASE,
)


def headline_of(pieces: list[Piece], head: Head) -> Heading | None:
    """The heading that the page's title names; else its h1; else the one at its very start."""
    headings = [piece for piece in pieces if isinstance(piece, Heading)]
    firsts = [heading for heading in headings if heading.level == 1]
    own = own_parts(head)
    named = [heading for heading in [*firsts, *headings] if same(heading.words, own)]
    named += [heading for heading in headings if begins(heading.words, own)]
    if named:
        return named[0]
    good = [heading for heading in firsts if not is_of_the_site(heading.words, head)]
    if good or (firsts and not own):
        return (good or firsts)[0]
    leading = next((piece for piece in pieces[:1] if isinstance(piece, Heading)), None)
    leading = leading if leading and (leading.level < HANDMADE or stands_above_others(leading, pieces)) else None
    if leading and (not own or not (is_of_the_site(leading.words, head) or is_one_of_its_questions(leading, headings))):
        return leading
    return None


def stands_above_others(line: Heading, pieces: list[Piece]) -> bool:
    """A bold line with nothing below it but other such lines, in a document without a style for its title."""
    after = pieces[1] if len(pieces) > 1 else None
    return isinstance(after, Heading) and after.level == HANDMADE and not asks(line.words)


def is_one_of_its_questions(leading: Heading, headings: list[Heading]) -> bool:
    """One of several of its rank: the page, which has a name, has no heading that says it."""
    return asks(leading.words) and sum(heading.level == leading.level for heading in headings) > 1


def own_title(words: str, head: Head) -> str:
    """A heading without the name of the site behind it; without a heading, what the page calls itself."""
    if words:
        parts = parts_of(words)
        return parts[0] if len(parts) > 1 and any(is_site(part, head) for part in parts[1:]) else words
    return next(iter([*own_parts(head), *parts_of(head.title)]), "")


def own_parts(head: Head) -> list[str]:
    """What the page's titles say of the page alone."""
    found = []
    for title in (head.title, head.shared_title):
        parts = [part for part in parts_of(title) if not SAYS_NOTHING.fullmatch(part)]
        found += [part for part in parts if not is_site(part, head)] if len(parts) > 1 else [
            part for part in parts if not head.names_site(part)]  # fmt: skip
    return list(dict.fromkeys(found))


def is_site(part: str, head: Head) -> bool:
    """By its own word, by the address, by what clinics are called, or as the part that the shared title leaves out."""
    return head.names_site(part) or bool(HOUSE.search(part)) or is_in_host(part, head) or is_left_out(part, head)


def is_in_host(part: str, head: Head) -> bool:
    host = letters(".".join(head.host.removeprefix("www.").split(".")[:-1]))
    return len(host) > 3 and host in letters(part)


def is_left_out(part: str, head: Head) -> bool:
    parts, shared = parts_of(head.title), parts_of(head.shared_title)
    return len(shared) == 1 and len(parts) == 2 and shared[0] in parts and shared[0] != part


def is_of_the_site(words: str, head: Head) -> bool:
    """Not about this page: whose site it is, what it promises, what it wants of its readers."""
    calls = CALLS.match(words) or SLOGAN.search(words) or (words.endswith(".") and own_parts(head))
    ends_title = words != head.title and head.title.endswith(f" {words}") and HOUSE.search(words)
    names_site = head.names_site(words) or ends_title or (words in parts_of(head.title) and is_site(words, head))
    return bool(calls or names_site)


def same(words: str, parts: list[str]) -> bool:
    return any(letters(words) == letters(part) for part in parts if letters(part))


def begins(words: str, parts: list[str]) -> bool:
    """`Knee surgery` for `Knee surgery at Ash Clinic`."""
    return len(words.split()) > 1 and any(part.casefold().startswith(f"{words.casefold()} ") for part in parts)
