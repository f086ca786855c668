"""HTML tables: those that hold facts become tables, those that only arrange a page are read cell by cell."""

import re
from collections.abc import Callable
from typing import Protocol

from bs4 import PageElement, Tag

from faq.importing.draft import Ledger, Picture, Refused, Table
from faq.importing.labels import asks
from faq.importing.outline.pieces import Piece
from faq.importing.reading.tags import HEADINGS, attribute, has_words, text_of
from faq.importing.words import glimpse

MOST_CELLS = 4000
SIGN = re.compile(r"[•·▪◦●○■□➢➤✓✔‣∙*»›>►▶–—-]|\uf0b7|\uf0a7|o")
NUMBERED = re.compile(r"\(?(?P<number>\d{1,2})[.)]")
ANSWERS = re.compile(r"(?:(?:our|the|your|nuestras?|las?) )?(?:answers?|respuestas?)$", re.IGNORECASE)
ASKED_OR_ANSWERED = re.compile(
    r"(?:q|a|p|r|f|question|answer|pregunta|respuesta|frage|antwort)\s*\d*\s*[.:)]?", re.IGNORECASE
)


class PieceReader(Protocol):
    """What reads the inside of a cell: a `Walk`."""

    ledger: Ledger

    def apart(self, *nodes: PageElement, marks: frozenset[str] = ..., href: str = ...) -> list[Piece]: ...


def rows_of(table: Tag) -> list[list[Tag]]:
    """Cells of each row that says or shows something, without the rows of tables inside it."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    rows = [row for row in rows if has_words(row) or row.find("img")]
    return [cells for row in rows if (cells := row.find_all(["td", "th"], recursive=False))]


def is_for_layout(table: Tag) -> bool:
    """A single cell, row or column, a table within, or headings in a cell: made to arrange things, not to compare."""
    rows = rows_of(table)
    few = len(rows) < 2 or max(map(len, rows)) < 2
    pairs = bool(rows) and all([cell.name for cell in cells] == ["th", "td"] for cells in rows)
    return (few and not pairs) or bool(table.find(["table", *HEADINGS]))


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


def items_in(table: Tag) -> tuple[int | None, list[Tag]] | None:
    """`(its first number, or None for signs; the cells)` of a list that was made with a table: a sign, then an item."""
    if table.find(["table", "caption", "th", *HEADINGS]):
        return None
    rows = [[cell for cell in cells if has_words(cell) or cell.find("img")] for cells in rows_of(table)]
    cells = [cell for row in rows for cell in row]
    signs, items = cells[::2], cells[1::2]
    if len(items) < 2 or any(len(row) % 2 for row in rows) or not all(map(has_words, items)):
        return None
    numbers = [int(found["number"]) for sign in signs if (found := NUMBERED.fullmatch(text_of(sign)))]
    if len(numbers) == len(items) and numbers == list(range(numbers[0], numbers[0] + len(items))):
        return numbers[0], items
    return (None, items) if all(map(is_sign, signs)) and len({*map(drawn_by, signs)}) == 1 else None


def is_sign(cell: Tag) -> bool:
    words = text_of(cell)
    return bool(SIGN.fullmatch(words)) if words else len(cell.find_all("img")) == 1


def drawn_by(cell: Tag) -> str:
    """The same small picture stands before each item."""
    picture = None if has_words(cell) else cell.find("img")
    return attribute(picture, "src") if picture else ""


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
    title = text_of(caption) if caption else ""
    if not title and stands_above(rows):
        title, rows = text_of(rows[0][0]), rows[1:]
    pictures: list[Piece] = []
    grid = grid_of(rows, lambda cell: cell_html(cell, walk, pictures))
    if any(cell.get("colspan") or cell.get("rowspan") for cells in rows for cell in cells):
        walk.ledger.note(f"The table {glimpse(text_of(table), 40)} had merged cells; each part now repeats the words.")
    heading = [""] * len(grid[0])
    if has_header(rows, grid):
        heading, grid = (grid_of(rows[:1], text_of)[0] + heading)[: len(heading)], grid[1:]
    else:
        walk.ledger.note(f"The table {glimpse(text_of(table), 40)} has no header row: it stays a table without one.")
    return Table(heading, grid, title), pictures


def stands_above(rows: list[list[Tag]]) -> bool:
    """Is the first row one cell across all columns, as a title over the table?"""
    width = max(sum(span(cell, "colspan") for cell in cells) for cells in rows)
    first = rows[0]
    return len(rows) > 2 and len(first) == 1 and span(first[0], "colspan") == width > 1 and bool(text_of(first[0]))


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


def has_header(rows: list[list[Tag]], grid: list[list[str]]) -> bool:
    """Is the first row marked as one, unlike those below it?"""
    if len(rows) < 2:
        return False
    if rows[0][0].find_parent("thead"):
        return True
    return is_header(rows[0], grid[0]) and not all(map(is_header, rows[1:], grid[1:]))


def is_header(cells: list[Tag], htmls: list[str]) -> bool:
    """All `th`, or all bold as people do it in Word. Of two cells only the corner may be empty: a day without hours
    is no header."""
    filled = [(cell, html) for cell, html in zip(cells, htmls, strict=False) if text_of(cell)]
    enough = len(filled) > 1 or (len(filled) == 1 and len(cells) > 1 and not text_of(cells[0]))
    return enough and all(
        cell.name == "th" or (html.startswith("<p><b>") and html.endswith("</b></p>")) for cell, html in filled
    )
