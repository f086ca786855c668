"""Letters that mean something else in a font of signs: `m` in Symbol is µ, `³` is ≥. Tables of mammoth's."""

import re
import unicodedata

from mammoth.docx.dingbats import dingbats

FONTS = {name.replace(" ", "").lower(): name for name, _ in dingbats}
FAMILY = re.compile(r"(?:^|;)font-family:[\"']?([a-z0-9]+)")
# Of the arrows of Wingdings few fonts have the shape, all have the way they point.
ARROWS = {
    "LEFT RIGHT": "↔",
    "NORTH EAST": "↗",
    "NORTH WEST": "↖",
    "SOUTH EAST": "↘",
    "SOUTH WEST": "↙",
    "RIGHTWARDS": "→",
    "LEFTWARDS": "←",
    "UPWARDS": "↑",
    "DOWNWARDS": "↓",
}
MICRO, MU = "µ", "μ"


def font_of_signs(family: str) -> str:
    """ "Wingdings 2" for `wingdings 2`; "" for a font of letters."""
    return FONTS.get(family.replace(" ", "").strip("\"'").lower(), "")


def font_in(style: str) -> str:
    """That of a style without spaces, in small letters."""
    found = FAMILY.search(style)
    return font_of_signs(found[1]) if found else ""


def written_out(text: str, font: str) -> str:
    """`text` as readers saw it in that font. What the font has no sign for is left as it is."""
    return "".join(sign(letter, font) for letter in text)


def sign(letter: str, font: str) -> str:
    """
    >>> sign("m", "Symbol"), sign("³", "Symbol"), sign("à", "Wingdings"), sign("\\uf0e0", "Wingdings")
    ('µ', '≥', '→', '→')
    """
    meant = dingbats.get((font, code_of(letter)))
    if meant is None:
        return letter
    shown = chr(meant)
    name = unicodedata.name(shown, "")
    if "ARROW" in name:
        return next((plain for way, plain in ARROWS.items() if way in name), shown)
    return MICRO if shown == MU else shown


def code_of(letter: str) -> int:
    """Its place in the font: Word writes it as a letter of Windows, or as a private one from F020 on."""
    code = ord(letter)
    if 0xF020 <= code <= 0xF0FF:
        return code - 0xF000
    of_windows = letter.encode("cp1252", "ignore") if code > 0xFF else b""
    return of_windows[0] if of_windows else code
