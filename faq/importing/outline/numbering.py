"""Numbers that go on: a numbered list with remarks between its items is one list for its readers."""

from faq.importing.outline.pieces import Bullets, Paragraph, Piece
from faq.importing.outline.text_runs import BREAK, Run

MOST_BETWEEN = 3


def with_numbers_going_on(pieces: list[Piece]) -> list[Piece]:
    """Join a list to the one it goes on from, with what stood between inside its last item; else write numbers out."""
    out: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, Bullets) or not piece.ordered or piece.start == 1:
            out.append(piece)
        elif (place := place_of_beginning(out, piece.start)) is not None:
            first, between = out[place], out[place + 1 :]
            del out[place + 1 :]
            if isinstance(first, Bullets):
                take_in(first, between)
                first.items += piece.items
        else:
            out += written_out(piece)
    return out


def place_of_beginning(pieces: list[Piece], start: int) -> int | None:
    """Where the list stands that ends with the number before, with only a few remarks after it."""
    for back, piece in enumerate(reversed(pieces)):
        if isinstance(piece, Bullets) and piece.ordered:
            return len(pieces) - 1 - back if piece.start + len(piece.items) == start else None
        if not isinstance(piece, Paragraph | Bullets) or back >= MOST_BETWEEN:
            return None
    return None


def take_in(bullets: Bullets, between: list[Piece]) -> None:
    """A remark goes on from the words before it, which may be those of an item further in."""
    for piece in between:
        runs, lists = bullets.items[-1]
        if isinstance(piece, Bullets):
            bullets.items[-1] = (runs, [*lists, piece])
        elif isinstance(piece, Paragraph) and lists:
            take_in(lists[-1], [piece])
        elif isinstance(piece, Paragraph):
            bullets.items[-1] = ([*runs, Run(BREAK), *piece.runs], lists)


def written_out(bullets: Bullets) -> list[Piece]:
    """A list on our pages begins with 1: one that does not is lines with their numbers."""
    lines: list[Piece] = []
    for number, (runs, lists) in enumerate(bullets.items, bullets.start):
        first = runs[0] if runs else Run("")
        lines.append(Paragraph([Run(f"{number}. {first.text}", first.marks, first.href), *runs[1:]]))
        lines += lists
    return lines
