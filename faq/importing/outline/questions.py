"""Questions as people mark them without a heading: by a label, a number, a bold line or two columns."""

import re
from itertools import zip_longest

from faq.importing.labels import ANSWERED, ASKED, LONGEST_QUESTION, NUMBER, asks, is_labelled
from faq.importing.outline.pieces import HANDMADE, Bullets, Heading, Paragraph, Piece
from faq.importing.outline.text_runs import BREAK, Run, all_bold, plain, tidied
from faq.importing.outline.typed_lists import lines_within, without_beginning

LONGEST_LABEL = 80
BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}|\[\s*\]|☐|□")
SIGNED = re.compile(
    r"^(?:dr|dra|prof|mr|mrs|ms|sr|sra)\b\.?|\b(?:md|phd|dpm|rn|np|pa-c|frcs|mbbs)\b\.?|"
    r"^(?:yours|sincerely|kind regards|best regards|signed|signature|atentamente|firma)\b|@|(?:\d\D?){6}",
    re.IGNORECASE,
)


def with_questions(pieces: list[Piece]) -> list[Piece]:
    pieces = with_labels_read(pieces)
    pieces = [part for piece, after in followed(pieces) for part in asked_in_list(piece, after)]
    pieces = [part for piece in pieces for part in split_at_bold_lines(piece)]
    return [
        Heading(heading_words(piece.runs), HANDMADE)
        if isinstance(piece, Paragraph) and is_question(piece.runs, after)
        else piece
        for piece, after in followed(pieces)
    ]


def followed(pieces: list[Piece]) -> zip_longest:
    return zip_longest(pieces, pieces[1:])


# Labels ---------------------------------------------------------------------------------------------------------


def with_labels_read(pieces: list[Piece]) -> list[Piece]:
    """`Q: …` and `A: …`, where there are both, or several questions: a letter alone may be a list's."""
    lines = [line for piece in pieces for line in labelled_lines(piece)]
    asked = [line for line in lines if label(line, ASKED)]
    letters = {
        words_of(line)[0].casefold()
        for one, after in followed(lines)
        if after and label(one, ASKED) and label(after, ANSWERED)
        for line in (one, after)
    }
    if letters:
        return [without_label(line) if words_of(line)[:1].casefold() in letters else line for line in lines]
    if len(asked) > 1 and all(asks(words_of(line)) for line in asked):
        return [without_label(line) if label(line, ASKED) else line for line in lines]
    return pieces


def labelled_lines(piece: Piece) -> list[Piece]:
    if not isinstance(piece, Paragraph):
        return [piece]
    lines = lines_within(piece.runs)
    if not any(is_labelled(plain(line)) for line in lines[1:]):
        return [piece]
    parts: list[list[Run]] = []
    for line in lines:
        if not parts or is_labelled(plain(line)):
            parts.append(line)
        else:
            parts[-1] += [Run(BREAK), *line]
    return [Paragraph(tidied(part)) for part in parts]


def words_of(piece: Piece) -> str:
    return piece.words if isinstance(piece, Heading) else plain(piece.runs) if isinstance(piece, Paragraph) else ""


def label(piece: Piece, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.match(words_of(piece))


def without_label(piece: Piece) -> Piece:
    if asked := label(piece, ASKED):
        level = piece.level if isinstance(piece, Heading) else HANDMADE
        return Heading(words_of(piece)[asked.end() :], level)
    answered = label(piece, ANSWERED)
    if not answered or not isinstance(piece, Paragraph | Heading):
        return piece
    runs = piece.runs if isinstance(piece, Paragraph) else [Run(piece.words)]
    rest = without_beginning(tidied(runs), answered.end())
    return Paragraph(rest) if rest else piece


# Lists ----------------------------------------------------------------------------------------------------------


def asked_in_list(piece: Piece, after: Piece | None) -> list[Piece]:
    """A list of one question with its answer below it, or one in which every item is a question with its answer."""
    if not isinstance(piece, Bullets):
        return [piece]
    if len(piece.items) == 1 and isinstance(after, Paragraph | Bullets) and not piece.items[0][1]:
        runs = piece.items[0][0]
        if asks(plain(runs)) or (piece.ordered and is_label(runs)):
            return [Heading(plain(runs), HANDMADE)]
    parts = [(*split_item(runs), lists) for runs, lists in piece.items]
    if not all((rest or lists) and asks(plain(first)) for first, rest, lists in parts):
        return [piece]
    out: list[Piece] = []
    for first, rest, lists in parts:
        out += [Heading(plain(first), HANDMADE), *([Paragraph(rest)] if rest else []), *lists]
    return out


def split_item(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """The first line, or a bold question at the beginning of it, and the rest."""
    lines = lines_within(runs)
    if len(lines) > 1:
        place = next(number for number, run in enumerate(runs) if run.text == BREAK)
        return lines[0], tidied(runs[place + 1 :])
    return run_in(runs) or (runs, [])


# Bold lines -----------------------------------------------------------------------------------------------------


def split_at_bold_lines(piece: Piece) -> list[Piece]:
    """A paragraph with bold questions on lines of their own, each with its answer on the next."""
    if not isinstance(piece, Paragraph):
        return [piece]
    lines = lines_within(piece.runs)
    marks = [
        is_label(line) and (asks(plain(line)) or reads_like_text(after))
        for line, after in zip_longest(lines, lines[1:])
    ]
    if len(lines) < 2 or not any(marks) or all(map(all_bold, lines)):
        return [Paragraph(part) for part in run_in(piece.runs) or (piece.runs,)]
    parts: list[Piece] = []
    for place, line in enumerate(lines):
        last = parts[-1] if parts else None
        if marks[place] or last is None or marks[place - 1] or not isinstance(last, Paragraph):
            parts.append(Paragraph(line))
        else:
            last.runs = [*last.runs, Run(BREAK), *line]
    return parts


def run_in(runs: list[Run]) -> tuple[list[Run], list[Run]] | None:
    """`Do I need a letter? No.` with the question in bold."""
    bold = next((number for number, run in enumerate(runs) if run.text.strip() and "b" not in run.marks), 0)
    first, rest = tidied(runs[:bold]), tidied(runs[bold:])
    if first and rest and asks(plain(first)) and len(plain(first)) <= LONGEST_QUESTION:
        return first, rest
    return None


def reads_like_text(line: list[Run] | None) -> bool:
    words = plain(line) if line else ""
    return len(words.split()) > 4 and words[-1] in ".!?…" and not all_bold(line or [])


def is_question(runs: list[Run], after: Piece | None) -> bool:
    if after is None or isinstance(after, Heading):
        return False
    words = plain(runs)
    if NUMBER.match(words) and asks(words) and len(words) <= LONGEST_QUESTION and not isinstance(after, Bullets):
        return True
    if not is_label(runs):
        return False
    return not words.endswith(":") or (not isinstance(after, Bullets) and len(words.split()) > 1)


def is_label(runs: list[Run]) -> bool:
    """A short bold line without a closing stop; a longer one if it asks."""
    words = plain(runs)
    if not all_bold(runs) or not words or runs[0].href or BLANK.search(words):
        return False
    if asks(words):
        return len(words) <= LONGEST_QUESTION
    return len(words) <= LONGEST_LABEL and words[-1] not in '.!…,;”"’' and not SIGNED.search(words)


def heading_words(runs: list[Run]) -> str:
    words = plain(Run(" ") if run.text == BREAK else run for run in runs)
    return (NUMBER.sub("", words, count=1) if asks(words) else words).rstrip(" :")
