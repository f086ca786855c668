"""The list of sources at the end of a text: no question to be answered, but what its statements rest on."""

import re
from collections.abc import Iterator
from functools import partial
from html import unescape

from faq.importing.draft import Ledger, Picture, Table
from faq.importing.folder import FOLDER
from faq.importing.labels import CALLS, is_above_sources, is_kind_of_source
from faq.importing.outline.links import bare_host, path_of
from faq.importing.outline.pieces import HANDMADE, Bullets, Heading, Paragraph, Piece
from faq.importing.outline.text_runs import BREAK, Run, plain
from faq.importing.outline.typed_lists import lines_within
from faq.importing.words import glimpse, tidy

TAG = re.compile(r"<[^>]+>")
WEB = ("http://", "https://")
# What tells that something was published: a year, or the number under which it was.
PUBLISHED = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b10\.\d{4,9}/|\b(?:doi|isbn|issn|pmid|pmcid|nct\d+)\b|"
    r"\bet al\b|https?://|\bwww\.",
    re.IGNORECASE,
)
LEADS_BACK = re.compile(
    r"(?:(?:go |return )?back(?: to\b| home\b|[ .]*$)|return to\b|(?:next|previous|home)\b ?:|top of|"
    r"(?:volver|regresar)\b|zurück\b|retour\b)",
    re.IGNORECASE,
)


def without_sources(
    pieces: list[Piece], headline: Heading | None, ledger: Ledger, page: str = ""
) -> tuple[list[Piece], list[str]]:
    """`(the other pieces, the sources as lines)`; a picture among them stays where it is, as do lines that are none.

    `page` is the address of the page, "" if unknown.
    """
    others: list[Piece] = []
    sources: list[str] = []
    level = 0
    for place, piece in enumerate(pieces):
        if level and isinstance(piece, Heading) and (piece.level <= level or not is_kind_of_source(piece.words)):
            level = 0
        if piece is not headline and (found := level_above_sources(pieces, place)):
            level = found
            if not lines_below(pieces, place):
                ledger.drop(f"the heading {glimpse(words_of(piece))}", "nothing stood below it")
        elif level and not isinstance(piece, Picture):
            rest, listed = parted(piece, page)
            others += rest
            sources += lines_of(listed, ledger) if listed else []
        else:
            others.append(piece)
    return others, sources


def level_above_sources(pieces: list[Piece], place: int) -> int:
    """The rank of a heading above sources, or of a line that is one without being marked; 0 for anything else."""
    piece = pieces[place]
    if not isinstance(piece, Heading | Paragraph) or not is_above_sources(words_of(piece)):
        return 0
    if isinstance(piece, Heading):
        return piece.level
    return HANDMADE if lines_below(pieces, place) else 0


def lines_below(pieces: list[Piece], place: int) -> bool:
    return place + 1 < len(pieces) and isinstance(pieces[place + 1], Bullets | Paragraph | Table)


def words_of(piece: Piece) -> str:
    return piece.words if isinstance(piece, Heading) else plain(piece.runs) if isinstance(piece, Paragraph) else ""


def parted(piece: Piece, page: str) -> tuple[list[Piece], Piece | None]:
    """`(lines that are no sources, the piece without them)`."""
    if isinstance(piece, Paragraph):
        lines = lines_within(piece.runs)
        rest = [line for line in lines if not is_source(line, page) or reads_on(line, page)]
        kept = [run for line in lines if line not in rest for run in (*line, Run(BREAK))]
        return [Paragraph(line) for line in rest], Paragraph(kept) if kept else None
    if isinstance(piece, Bullets):
        others = [item for item in piece.items if not is_source(item[0], page)]
        kept_items = [item for item in piece.items if item not in others]
        rest_list: list[Piece] = [Bullets(False, 1, others)] if others else []
        return rest_list, Bullets(piece.ordered, piece.start, kept_items) if kept_items else None
    return [], piece


def is_source(runs: list[Run], page: str) -> bool:
    """Not a line that leads its reader on in the same site, or calls to act."""
    words = plain(runs)
    if CALLS.match(words):
        return False
    own, published = any(is_own(run.href, page) for run in runs), is_published(runs, page)
    return published and not own if LEADS_BACK.match(words) else published or not own


def reads_on(runs: list[Run], page: str) -> bool:
    """A sentence in which nobody and nothing is named: text, where a list of sources is not marked as one."""
    words = plain(runs)
    names = any(letter.isupper() for letter in words[1:])
    return words.endswith((".", "!", "?")) and " " in words and not names and not is_published(runs, page)


def is_published(runs: list[Run], page: str) -> bool:
    away = any(run.href.startswith(WEB) and not is_own(run.href, page) for run in runs)
    return away or bool(PUBLISHED.search(plain(runs)))


def is_own(href: str, page: str) -> bool:
    """Does it lead to another page of the same site?"""
    return bool(href and path_of(href)) and bare_host(href) in {"", FOLDER, bare_host(page)}


def lines_of(piece: Piece, ledger: Ledger) -> Iterator[str]:
    with_addresses = partial(in_words, ledger=ledger)
    if isinstance(piece, Heading):
        yield piece.words
    elif isinstance(piece, Paragraph):
        yield from map(with_addresses, lines_within(piece.runs))
    elif isinstance(piece, Bullets):
        for runs, lists in piece.items:
            yield from map(with_addresses, lines_within(runs))
            yield from (line for inner in lists for line in lines_of(inner, ledger))
    elif isinstance(piece, Table):
        rows = [[piece.caption], piece.heading, *piece.rows]
        yield from (words for row in rows if (words := tidy(unescape(TAG.sub(" ", " ".join(row))))))


def in_words(runs: list[Run], ledger: Ledger) -> str:
    """A line with the web addresses that only its links name behind it; a place in a folder is none."""
    words = plain(runs)
    links = list(dict.fromkeys(run.href for run in runs if run.href.startswith(WEB) and run.href not in words))
    for href in [href for href in links if bare_host(href) == FOLDER]:
        links.remove(href)
        ledger.drop(f"the link on {glimpse(words)}", f"{href[:80]} is no address on the web; the words were kept")
    return " ".join([words, *links])
