"""HTML tables: those that hold facts become tables, those that only arrange a page are read cell by cell."""

import re
from collections.abc import Callable
from typing import Protocol

from bs4 import PageElement, Tag

from faq.importing.draft import Ledger, Picture, Refused, Table
from faq.importing.labels import asks
from faq.importing.outline.pieces import Piece
from faq.importing.reading.tags import HEADINGS, attribute, text_of
from faq.importing.words import glimpse

MOST_CELLS = 4000
ANSWERS = re.compile(r"(?:(?:our|the|your|nuestras?|las?) )?(?:answers?|respuestas?)$", re.IGNORECASE)
ASKED_OR_ANSWERED = re.compile(
    r"(?:q|a|p|r|f|question|answer|pregunta|respuesta|frage|antwort)\s*\d*\s*[.:)]?", re.IGNORECASE
)


class PieceReader(Protocol):
    """What reads the inside of a cell: a `Walk`."""

    ledger: Ledger

    def apart(self, *nodes: PageElement, marks: frozenset[str] = ..., href: str = ...) -> list[Piece]: ...


def rows_of(table: Tag) -> list[list[Tag]]:
    """Cells of each row, without the rows of tables inside it."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    return [cells for row in rows if (cells := row.find_all(["td", "th"], recursive=False))]


def is_for_layout(table: Tag) -> bool:
    """A single cell, row or column, a table within, or headings in a cell: made to arrange things, not to compare."""
    rows = rows_of(table)
    few = len(rows) < 2 or max(map(len, rows)) < 2
    return few or bool(table.find(["table", *HEADINGS]))


def questions_in(table: Tag) -> list[tuple[Tag, Tag]]:
    """The rows of a table of questions and answers, a column for each; nothing for any other table."""
    rows = [cells[-2:] if len(cells) == 3 and re.fullmatch(r"\W*(?:\d+\W*)?", text_of(cells[0])) else cells
            for cells in rows_of(table)]  # fmt: skip
    if len(rows) > 1 and all(len(cells) == 2 and ASKED_OR_ANSWERED.fullmatch(text_of(cells[0])) for cells in rows):
        return labelled_rows(rows)
    rows = rows[1:] if rows and not asks(text_of(rows[0][0])) and is_header_row(rows[0]) else rows
    if len(rows) < len(rows_of(table)) and ANSWERS.match(text_of(rows_of(table)[0][-1])):
        return [(cells[0], cells[1]) for cells in rows] if all(len(cells) == 2 for cells in rows) else []
    fits = all(len(cells) == 2 and asks(text_of(cells[0])) and text_of(cells[1]) for cells in rows)
    return [(cells[0], cells[1]) for cells in rows] if rows and fits else []


def labelled_rows(rows: list[list[Tag]]) -> list[tuple[Tag, Tag]]:
    """`Q.` before a question in one row, `A.` before its answer in the next."""
    words = [cells[1] for cells in rows]
    pairs = list(zip(words[::2], words[1::2], strict=False))
    return pairs if len(words) % 2 == 0 and all(asks(text_of(question)) for question, _ in pairs) else []


def is_header_row(cells: list[Tag]) -> bool:
    return all(cell.name == "th" for cell in cells) or bool(
        re.match(r"(?:questions?|preguntas?|your question)\b", text_of(cells[0]), re.IGNORECASE)
    )


def table_of(table: Tag, walk: PieceReader) -> tuple[Table, list[Piece]]:
    """Return `(Table, pictures)`; pictures from cells stand after the table, which holds words only."""
    rows, caption = rows_of(table), table.find("caption")
    pictures: list[Piece] = []
    grid = grid_of(rows, lambda cell: cell_html(cell, walk, pictures))
    if any(cell.get("colspan") or cell.get("rowspan") for cells in rows for cell in cells):
        walk.ledger.note(f"The table {glimpse(text_of(table), 40)} had merged cells; each part now repeats the words.")
    if is_header(rows[0], grid[0]):
        heading, grid = grid_of(rows[:1], text_of)[0], grid[1:]
        heading = (heading + [""] * len(grid[0]))[: len(grid[0])]
    else:
        heading = [""] * len(grid[0])
        walk.ledger.note(f"The table {glimpse(text_of(table), 40)} has no header row: please write one.")
    return Table(heading, grid, text_of(caption) if caption else ""), pictures


def grid_of(rows: list[list[Tag]], value_of: Callable[[Tag], str]) -> list[list[str]]:
    """Every row with the same number of columns; a merged cell's value stands in each place it covered."""
    places = {}
    for y, cells in enumerate(rows):
        x = 0
        for cell in cells:
            while (y, x) in places:
                x += 1
            value, wide, high = value_of(cell), span(cell, "colspan"), min(span(cell, "rowspan"), len(rows) - y)
            places.update({(y + down, x + right): value for down in range(high) for right in range(wide)})
    width = 1 + max(x for _, x in places)
    if width * len(rows) > MOST_CELLS:
        raise Refused(f"A table in it is larger than a page can show ({MOST_CELLS:,} cells at most).")
    return [[places.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def span(cell: Tag, name: str) -> int:
    number = attribute(cell, name) or "1"
    return max(1, min(50, int(number))) if re.fullmatch(r"\d{1,4}", number) else 1


def cell_html(cell: Tag, walk: PieceReader, pictures: list[Piece]) -> str:
    """A cell's words as rich text; a row's own heading cell is bold, since only columns carry headings here."""
    marks = frozenset({"b"}) if cell.name == "th" else frozenset()
    pieces = walk.apart(*cell.children, marks=marks)
    pictures += [piece for piece in pieces if isinstance(piece, Picture)]
    return "".join(piece.html for piece in pieces if hasattr(piece, "html"))


def is_header(cells: list[Tag], htmls: list[str]) -> bool:
    """All `th`, or all bold as people do it in Word; an empty corner does not count against it."""
    filled = [(cell, html) for cell, html in zip(cells, htmls, strict=False) if text_of(cell)]
    return bool(filled) and all(
        cell.name == "th" or (html.startswith("<p><b>") and html.endswith("</b></p>")) for cell, html in filled
    )
