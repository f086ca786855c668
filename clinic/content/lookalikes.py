"""Letters that are taken for Latin ones, one table for names and for words that are checked. No Django."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from clinic.content.invisible import without_invisible

# Letters of a shape of their own, which NFKC leaves as they are: "ꜱᴛᴏᴘ", "🅢🅣🅞🅟", "🇸🇹🇴🇵".
SHAPED = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])"
)
# Where Unicode has them.
OF_A_SHAPE = [*range(0x0250, 0x02B0), *range(0x1D00, 0x1D80), *range(0xA720, 0xA800), *range(0x1F100, 0x1F200)]


@cache
def lookalikes() -> dict[int, str]:
    lines = Path(__file__).with_name("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if not line.startswith("#"))
    named = ((code, SHAPED.fullmatch(unicodedata.name(chr(code), ""))) for code in OF_A_SHAPE)
    shaped = {code: found[1].lower() for code, found in named if found}
    return shaped | {ord(letter): latin for latin, letters in pairs for letter in letters}


def folded(text: str) -> str:
    """In small Latin letters without accents, as a hurried eye reads it."""
    plain = unaccented(unicodedata.normalize("NFKC", without_invisible(text)))
    # Capitals look like others than small letters do, so both are looked up.
    return unaccented(plain.translate(lookalikes()).casefold().translate(lookalikes()).casefold())


def unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
