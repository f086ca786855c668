"""The list of sources at the end of a text: no question to be answered, but what its statements rest on."""

import re
from collections.abc import Iterator
from html import unescape

from faq.importing.draft import Ledger, Picture, Table
from faq.importing.labels import is_above_sources, is_kind_of_source
from faq.importing.outline.pieces import HANDMADE, Bullets, Heading, Paragraph, Piece
from faq.importing.outline.text_runs import Run, plain
from faq.importing.outline.typed_lists import lines_within
from faq.importing.words import glimpse, tidy

TAG = re.compile(r"<[^>]+>")
WEB = ("http://", "https://")


def without_sources(pieces: list[Piece], headline: Heading | None, ledger: Ledger) -> tuple[list[Piece], list[str]]:
    """`(the other pieces, the sources as lines)`; a picture among them stays where it is."""
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
            sources += lines_of(piece)
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


def lines_of(piece: Piece) -> Iterator[str]:
    if isinstance(piece, Heading):
        yield piece.words
    elif isinstance(piece, Paragraph):
        yield from map(with_addresses, lines_within(piece.runs))
    elif isinstance(piece, Bullets):
        for runs, lists in piece.items:
            yield from map(with_addresses, lines_within(runs))
            yield from (line for inner in lists for line in lines_of(inner))
    elif isinstance(piece, Table):
        rows = [[piece.caption], piece.heading, *piece.rows]
        yield from (words for row in rows if (words := tidy(unescape(TAG.sub(" ", " ".join(row))))))


def with_addresses(runs: list[Run]) -> str:
    """A line with the web addresses that only its links name behind it."""
    words = plain(runs)
    addresses = dict.fromkeys(run.href for run in runs if run.href.startswith(WEB) and run.href not in words)
    return " ".join([words, *addresses])
