"""How a word that the glossary explains is marked in rich text. Pure words: no Django."""

import re
from collections.abc import Iterable

from clinic.content.prose import without_editor_keys

LINK_TYPE = "glossary"
# The mark as it stands in expanded prose: the id of the entry, and the words.
MARK = re.compile(r'<a data-word="([0-9]{1,18})">(.*?)</a>', re.S)
NOWHERE = re.compile(r"<a>(.*?)</a>", re.S)


def marked_in(texts: Iterable[str]) -> list[int]:
    """Ids of the entries marked in expanded prose, each once, in reading order."""
    return [*dict.fromkeys(int(pk) for html in texts for pk, _ in MARK.findall(html))]


def without_marks(html: str) -> str:
    """Expanded prose for programs: no marks of the glossary, no links that lead nowhere, no keys of the editor."""
    return without_editor_keys(NOWHERE.sub(r"\1", MARK.sub(r"\2", html)))
