"""Signs that nobody sees, one definition for all: search, checks, feeds, documents and forms. No Django."""

from itertools import chain
from unicodedata import category

KEPT = "\t\n\r"
# Letters and marks by category that are shown as nothing all the same: fillers, joiners, selectors of a form.
SHOWN_AS_NOTHING = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)]
# Where Unicode has formats, controls and selectors; a look at all of it would hold up each start.
LOOKED_AT = chain(range(0x20000), range(0xE0000, 0xE0200))
FORMATS = [code for code in LOOKED_AT if category(chr(code)) in ("Cf", "Cc") and chr(code) not in KEPT]
# Controls that part words, such as a form feed, stay a space.
INVISIBLE = {code: " " if chr(code).isspace() else None for code in [*FORMATS, *SHOWN_AS_NOTHING]}


def without_invisible(text: str) -> str:
    """`text` as it is seen: no soft hyphens, joiners, direction signs or controls; line ends stay.

    >>> without_invisible("in\\u00adfec\\u200btion")
    'infection'
    """
    return text.translate(INVISIBLE)
