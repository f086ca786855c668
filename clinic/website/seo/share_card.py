"""The picture that apps show beside a shared link: title, clinic, and who checked it when. Pure drawing: no Django."""

import io
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from clinic.site.colours import colour

WIDTH, HEIGHT = 1200, 630
MARGIN, FOOT = 72, 138
# The clinic's mark, and how many times larger it is drawn.
MARK, FINE = 80, 4
SIZES = range(84, 43, -4)
MOST_LINES = 4
FONTS = Path(__file__).parent / "fonts"
# Raise it when the drawing changes: every picture then gets a new address.
DESIGN = 1


@dataclass(frozen=True)
class ShareCard:
    """The words of one picture."""

    title: str
    clinic: str
    checked: str = ""

    @property
    def mark(self) -> str:
        """Names these words in this design: part of the picture's address, so that it may be kept for ever."""
        return sha256(repr((DESIGN, astuple(self))).encode()).hexdigest()[:12]

    def png(self) -> bytes:
        """The picture as bytes, WIDTH by HEIGHT. Letters that the face does not have are left out."""
        picture = Image.new("RGB", (WIDTH, HEIGHT), colour("page"))
        pen = ImageDraw.Draw(picture)
        draw_waves(pen)
        draw_title(pen, drawable(self.title) or drawable(self.clinic))
        draw_foot(picture, drawable(self.clinic), drawable(self.checked))
        written = io.BytesIO()
        # Few colours: a third of the size, and no app keeps the picture waiting.
        picture.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG")
        return written.getvalue()


@cache
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"atkinson-hyperlegible-next-{weight}.ttf", size)


@cache
def missing_shape() -> bytes:
    """How the face draws a letter that it does not have."""
    return bytes(font(400, 40).getmask("\uffff"))


@cache
def has_letter(letter: str) -> bool:
    return letter.isspace() or bytes(font(400, 40).getmask(letter)) != missing_shape()


def drawable(text: str) -> str:
    """`text` in one line, as far as the face has its letters; empty where that would leave out whole words."""
    words = " ".join(unicodedata.normalize("NFC", text).split()).split(" ")
    if any(letter.isalnum() and not has_letter(letter) for word in words for letter in word):
        return ""
    kept = ["".join(letter for letter in word if has_letter(letter) and letter.isprintable()) for word in words]
    return " ".join(filter(None, kept))


def draw_waves(pen: ImageDraw.ImageDraw) -> None:
    """The river of the clinic's mark, faint, behind the words."""
    for place, name in enumerate(["sand", "tint", "tint", "sand"]):
        middle = HEIGHT - FOOT - 116 + place * 36
        points = [(x, middle + 15 * math.sin(x / 95 + place * 0.8)) for x in range(-20, WIDTH + 21, 6)]
        pen.line(points, fill=colour(name), width=14, joint="curve")


def draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    lines, size = fitted(title, WIDTH - 2 * MARGIN, HEIGHT - FOOT - 2 * MARGIN)
    leading = round(size * 1.16)
    top = MARGIN + max(0, (HEIGHT - FOOT - 2 * MARGIN - leading * len(lines)) // 2) - size * 0.1
    pen.rectangle((0, 0, 18, HEIGHT - FOOT), fill=colour("ground"))
    for place, line in enumerate(lines):
        pen.text((MARGIN, top + place * leading), line, font=font(700, size), fill=colour("text"))


def fitted(text: str, width: int, height: int) -> tuple[list[str], int]:
    """`(lines, size)`: the largest letters with which `text` has room; in the smallest, what is too much is cut."""
    for size in SIZES:
        lines = wrapped(text, font(700, size), width)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.16 <= height:
            return lines, size
    kept = lines[:MOST_LINES]
    kept[-1] = shortened(f"{kept[-1]}…", font(700, SIZES[-1]), width)
    return kept, SIZES[-1]


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """`text` in lines no wider than `width`. A word that is wider alone is cut into pieces."""
    lines = [""]
    for word in (piece for long in text.split() for piece in pieces(long, face, width)):
        longer = f"{lines[-1]} {word}".strip()
        if face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def pieces(word: str, face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    while word and face.getlength(word) > width:
        most = max(1, next(n for n in range(len(word), 0, -1) if n == 1 or face.getlength(word[:n]) <= width))
        yield word[:most]
        word = word[most:]
    if word:
        yield word


def shortened(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    """`line`, which ends in "…", with as many letters before that as there is room for."""
    while len(line) > 1 and face.getlength(line) > width:
        line = f"{line[:-2].rstrip()}…"
    return line


def draw_foot(picture: Image.Image, clinic: str, checked: str) -> None:
    pen = ImageDraw.Draw(picture)
    top = HEIGHT - FOOT
    pen.rectangle((0, top, WIDTH, HEIGHT), fill=colour("deep"))
    picture.paste(drawn_mark(), (MARGIN, top + (FOOT - MARK) // 2))
    left, width = MARGIN + 104, WIDTH - 2 * MARGIN - 104
    name, line = shortened_to(clinic, font(700, 36), width), shortened_to(checked, font(400, 30), width)
    pen.text((left, top + (29 if line else 48)), name, font=font(700, 36), fill=colour("on-deep"))
    pen.text((left, top + 77), line, font=font(400, 30), fill=colour("on-deep-quiet"))


def shortened_to(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    return line if face.getlength(line) <= width else shortened(f"{line}…", face, width)


@cache
def drawn_mark() -> Image.Image:
    """The clinic's mark, drawn large and made small so that its edges are soft."""
    unit = MARK * FINE / 64
    mark = Image.new("RGB", (MARK * FINE, MARK * FINE), colour("deep"))
    pen = ImageDraw.Draw(mark)
    pen.ellipse([round(side * unit) for side in (36.5, 12, 50.5, 26)], fill=colour("sun"))
    for middle, name in ((37, "tint"), (49, "on-deep-quiet")):
        points = [(x * unit, (middle - 5 * math.sin((x - 9) / 46 * 2 * math.pi)) * unit) for x in range(9, 56)]
        pen.line(points, fill=colour(name), width=round(5 * unit), joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - 2.5 * unit, y - 2.5 * unit, x + 2.5 * unit, y + 2.5 * unit), fill=colour(name))
    return mark.resize((MARK, MARK), Image.Resampling.LANCZOS)
