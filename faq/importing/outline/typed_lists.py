"""Lists that were typed: lines that begin with a bullet sign, a dash or a number."""

import re

from faq.importing.outline.pieces import Bullets, Paragraph, Piece
from faq.importing.outline.text_runs import BREAK, Run, plain, tidied

BULLET = re.compile(r"(?:[•·▪◦●○■□➢➤✓✔‣∙*]|\uf0b7|\uf0a7)\s*(?=\S)|o\t\s*")
DASH = re.compile(r"[-–]\s+(?=\S)")
NUMBER = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)")


def with_typed_lists(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs that begin with a typed sign are a list, however they were made; a number needs the next one too."""
    lines = [line for piece in pieces for line in lines_of(piece)]
    numbers = [number_of(line) for line in lines]
    out: list[Piece] = []
    for place, line in enumerate(lines):
        item = item_of(lines, numbers, place)
        if item is None:
            out.append(line)
        else:
            add_list(out, item)
    return out


def add_list(pieces: list[Piece], bullets: Bullets) -> None:
    """As a list of its own, unless it goes on from the one before."""
    before = pieces[-1] if pieces else None
    if isinstance(before, Bullets) and goes_on(before, bullets):
        before.items += bullets.items
    else:
        pieces.append(bullets)


def lines_of(piece: Piece) -> list[Piece]:
    """The lines of a paragraph if each begins with a sign, but for one that announces them; else the piece itself."""
    if not isinstance(piece, Paragraph) or not any(run.text == BREAK for run in piece.runs):
        return [piece]
    lines = [Paragraph(line) for line in lines_within(piece.runs)]
    signs = [bool(beginning(line)) for line in lines]
    if len(lines) > 1 and all(signs[1:]) and (len(lines) > 2 or all(signs)):
        return [*lines]
    return [piece]


def lines_within(runs: list[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    return [line for line in map(tidied, lines) if line]


def beginning(piece: Piece) -> re.Match[str] | None:
    if not isinstance(piece, Paragraph):
        return None
    tries = ((sign, words) for words in (piece.runs[0].text, plain(piece.runs)) for sign in (BULLET, DASH, NUMBER))
    return next((found for sign, words in tries if (found := sign.match(words))), None)


def number_of(piece: Piece) -> int | None:
    found = beginning(piece)
    return int(found["number"]) if found and found.re is NUMBER else None


def item_of(lines: list[Piece], numbers: list[int | None], place: int) -> Bullets | None:
    line, found = lines[place], beginning(lines[place])
    if not isinstance(line, Paragraph) or not found:
        return None
    number = numbers[place]
    if number is not None and not ({number - 1, number + 1} & {other for other in numbers if other is not None}):
        return None
    if found.re is DASH and not has_company(lines, place):
        return None
    runs = without_beginning(line.runs, found.end())
    return Bullets(number is not None, number or 1, [(runs, [])]) if runs else None


def has_company(lines: list[Piece], place: int) -> bool:
    """Another dash beside it, or a line above that announces it."""
    beside = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    if any((found := beginning(other)) and found.re is DASH for other in beside):
        return True
    above = lines[place - 1] if place else None
    return isinstance(above, Paragraph) and plain(above.runs).endswith(":")


def goes_on(before: Bullets, item: Bullets) -> bool:
    return before.ordered is item.ordered and (not item.ordered or before.start + len(before.items) == item.start)


def without_beginning(runs: list[Run], length: int) -> list[Run]:
    """The runs without their first `length` letters, which may reach over several."""
    out: list[Run] = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        out.append(Run(run.text[cut:], run.marks, run.href))
    return tidied([run for run in out if run.text])
