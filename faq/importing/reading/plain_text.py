"""Plain text to HTML. There is no markup, so headings are recognised by careful rules.

A line is a heading when it is short, begins with a capital letter or a digit, does not end like a sentence or a
quotation, is followed by text, and is either the first line, underlined, a question, title-like ("CRPS Treatment"),
or stands alone between blank lines. When in doubt it stays a paragraph: a missed heading is easier to mend in the
editor than a sentence that became one.
"""

import re
from html import escape
from itertools import chain, zip_longest

from faq.importing.labels import NUMBER, asks, is_labelled
from faq.importing.words import tidy

LONGEST_HEADING = 100
MOST_WORDS = 14
WRAPPED_AT_MOST = 100
LIST_ITEM = re.compile(r"\s*(?:(?P<bullet>[-*•·▪◦–])|(?P<number>\d{1,2}[.)]))\s+(?P<text>\S.*)")
UNDERLINE = re.compile(r"\s*(?P<sign>[=\-~])(?P=sign){2,}\s*")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']")
SMALL_WORDS = frozenset(
    "a an and as at but by for from in into is nor of on or per the to via vs with".split()  # noqa: SIM905
)


# The lines of a paragraph, list or heading, and whether blank lines stand around it.
Block = tuple[list[str], bool]


def html_of_plain_text(text: str) -> str:
    blocks = paragraphs(text)
    return "\n".join(block_html(blocks, number) for number in range(len(blocks)))


def paragraphs(text: str) -> list[Block]:
    """Split into blocks `(lines, alone)`; `alone` means blank lines (or the edges of the file) around it."""
    groups = [group.strip("\n").split("\n") for group in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text) if group.strip()]
    wrapped = is_wrapped(groups)
    blocks = []
    for group in groups:
        parts = split_group([line for line in group if tidy(line)], wrapped)
        blocks += [(lines, len(parts) == 1 and len(groups) > 1) for lines in parts]
    return blocks


def is_wrapped(groups: list[list[str]]) -> bool:
    """True when lines were broken to fit a width, so that a paragraph is what stands between blank lines."""
    lines = [line for group in groups for line in group]
    inner = [len(line.rstrip()) for group in groups for line in group[:-1] if not LIST_ITEM.match(line)]
    longest = max(map(len, lines), default=0)
    return len(groups) > 1 and longest <= WRAPPED_AT_MOST and sum(length > 45 for length in inner) > len(inner) / 2


def split_group(lines: list[str], wrapped: bool) -> list[list[str]]:
    """Lines of one group as paragraphs: list items together, a heading with its underline, wrapped lines joined."""
    parts: list[list[str]] = []
    for line in lines:
        if UNDERLINE.fullmatch(line) and parts and len(parts[-1]) == 1:
            parts[-1].append(line)
        elif is_labelled(tidy(line)):
            parts.append([line])
        elif LIST_ITEM.match(line):
            if parts and is_numbered(parts[-1][0]) is is_numbered(line):
                parts[-1].append(line)
            else:
                parts.append([line])
        elif parts and (wrapped or (line[:1] in " \t" and LIST_ITEM.match(parts[-1][0]))):
            continue_part(parts, line)
        else:
            parts.append([line])
    return parts


def is_numbered(line: str) -> bool | None:
    """True or False for an item of a list, None for any other line."""
    item = LIST_ITEM.match(line)
    return bool(item["number"]) if item else None


def continue_part(parts: list[list[str]], line: str) -> None:
    last = parts[-1]
    if len(last) > 1 and UNDERLINE.fullmatch(last[-1]):
        parts.append([line])
    else:
        last[-1] = f"{last[-1].rstrip()} {line.strip()}"


def block_html(blocks: list[Block], number: int) -> str:
    lines, _ = blocks[number]
    if is_heading(blocks, number):
        level = 1 if number == 0 else 2
        words = tidy(lines[0])
        words = NUMBER.sub("", words, count=1) if is_numbered_question(words) else words
        return f"<h{level}>{escape(words)}</h{level}>"
    if LIST_ITEM.match(lines[0]):
        return list_html(lines)
    return "".join(f"<p>{linked(tidy(line))}</p>" for line in lines if not UNDERLINE.fullmatch(line))


def is_heading(blocks: list[Block], number: int) -> bool:
    lines, alone = blocks[number]
    line = tidy(lines[0])
    followed = number + 1 < len(blocks)
    if len(lines) > 1:
        return followed and may_be_heading(line) and bool(UNDERLINE.fullmatch(lines[1]))
    if (
        not followed
        or not may_be_heading(line)
        or (LIST_ITEM.match(lines[0]) and not is_numbered_heading(blocks, number))
    ):
        return False
    return number == 0 or line.endswith("?") or is_title_like(line) or (alone and ends_a_sentence(blocks[number + 1]))


def is_numbered_heading(blocks: list[Block], number: int) -> bool:
    """`2. Risks` between blank lines, above a sentence; a step would end like one."""
    line = tidy(blocks[number][0][0])
    next_lines, _ = blocks[number + 1]
    alone = blocks[number][1] and is_numbered(line) and is_numbered(next_lines[0]) is not True
    return is_numbered_question(line) or (bool(alone) and ends_a_sentence(blocks[number + 1]))


def is_numbered_question(line: str) -> bool:
    return bool(NUMBER.match(line)) and asks(line)


def may_be_heading(line: str) -> bool:
    return (
        len(line) <= LONGEST_HEADING
        and len(line.split()) <= MOST_WORDS
        and (line[:1].isupper() or line[:1].isdigit() or line[:1] in "“\"'¿")
        and line[-1:] not in ".!…,;:”\"’'»)"
        and not WEB_ADDRESS.search(line)
        and "@" not in line
    )


def is_title_like(line: str) -> bool:
    """Every word that is not a small one begins with a capital letter: `CRPS Treatment`, `Why It Spreads`."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if word.lower() not in SMALL_WORDS]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def ends_a_sentence(block: Block) -> bool:
    lines, _ = block
    return bool(LIST_ITEM.match(lines[0])) or tidy(lines[-1])[-1:] in '.!?:…”"’'


def list_html(lines: list[str]) -> str:
    items = [item for line in lines if (item := LIST_ITEM.match(line))]
    written = "".join(f"<li>{linked(tidy(item['text']))}</li>" for item in items)
    if not items[0]["number"]:
        return f"<ul>{written}</ul>"
    numbers = [int(item["number"][:-1]) for item in items]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return "".join(f"<p>{linked(tidy(line))}</p>" for line in lines)
    return f'<ol start="{numbers[0]}">{written}</ol>' if numbers[0] != 1 else f"<ol>{written}</ol>"


def linked(text: str) -> str:
    """Escape a line and make the web addresses in it links."""
    between = map(escape, WEB_ADDRESS.split(text))
    addresses = (f'<a href="{address}">{address}</a>' for address in map(escape, WEB_ADDRESS.findall(text)))
    return "".join(chain.from_iterable(zip_longest(between, addresses, fillvalue="")))
