"""Rules about words: sentences, short forms, safe names. No Django."""

import re
import unicodedata
from pathlib import PurePath

from clinic.content.invisible import without_invisible

ABBREVIATIONS = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)"
SENTENCE_END = re.compile(rf"(?:{ABBREVIATIONS}\.|[!?…])[”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W_a-z])")


def tidy(text: str) -> str:
    """One line: runs of white space become one space, invisible and direction-changing characters go."""
    return " ".join(without_invisible(text).split())


def sentences(text: str) -> list[str]:
    """Split prose into sentences. Cautious: a doubtful full stop joins rather than splits."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [sentence for sentence in [*found, text[start:].strip()] if sentence]


def shortened(text: str, limit: int) -> str:
    """Cut `text` at a word so that it has at most `limit` characters; one overlong word is cut inside."""
    if len(text) <= limit:
        return text
    head = text[: limit + 1].rsplit(" ", 1)[0] if " " in text[: limit + 1] else text[:limit]
    return head.rstrip(" ,;:–—-(")


def glimpse(text: str, limit: int = 80) -> str:
    """The beginning of a long text in quotation marks, for a report."""
    text = tidy(text)
    return f"“{text}”" if len(text) <= limit else f"“{shortened(text, limit)} …”"


def safe_name(name: str) -> str:
    """A file's own name for showing and logging: no folders, no control or direction characters, 80 at most."""
    last = PurePath(str(name).replace("\\", "/")).name
    seen = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in last)
    path = PurePath(tidy(seen) or "the file")
    return shortened(path.stem, 75) + path.suffix[:10]


def title_from_name(name: str) -> str:
    """`does-crps-spread.docx` as a title: `Does crps spread`."""
    stem = re.sub(r"[-_\s]+", " ", PurePath(safe_name(name)).stem).strip()
    return stem[:1].upper() + stem[1:]


def letters(text: str) -> str:
    """Letters and digits alone, small: the same for words that only their signs and spaces tell apart."""
    return "".join(filter(str.isalnum, text.casefold()))


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 list`, `3 lists`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
