"""Pictures as they are kept: upright, in their own colours, without a word about who took them, where or with what."""

import io
import math
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()

# What Pillow calls them, and how their names end. Phones save several pictures in one JPEG (MPO) and HEIC (HEIF).
ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "GIF": ("gif",)}
AS_JPEG = {"MPO", "HEIF"}
OTHER_ENDINGS = {"heic", "heif", "hif", "jpe", "jfif", "tif", "tiff", "bmp", "avif"}
MOVING = {"GIF", "PNG", "WEBP"}
# Of what a file says about itself, all that decides how it looks.
OF_THE_LOOK = ("icc_profile", "transparency")
ORIENTATION = 0x0112
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
# The bits by which the head of a WebP announces EXIF and XMP.
TOLD = 0b1100

MILLION = 1_000_000
# Phones take 48 million. What has more than may be kept is scaled down on its way in, to what any screen needs: that
# takes up to 400 MB of memory for some seconds (a JPEG, which is decoded at half its size, much less).
MOST_TAKEN = 50 * MILLION
LONGEST_SIDE = 4000

DAMAGED = "This picture cannot be read. Its file may be damaged: save it anew and try again."
DRAWING = "This is an SVG drawing, which can hold programs. Save it as a PNG and try again."
MOVES = "This picture moves, which is hard on many readers. Use a still one."
UNKNOWN = "This is not a picture that can be used here. Save it as a JPEG or PNG and try again."
TOO_MANY = (
    "This picture has {had} megapixels, and at most {most} are taken. Send it as a smaller copy, or choose 12 or 24 "
    "megapixels in the settings of the camera, and try again."
)
FAR_TOO_MANY = "This picture has far too many pixels: at most {most} megapixels are taken. Send a smaller copy of it."


class Unusable(Exception):
    """`str()` of it is one sentence for whoever chose the picture."""


@dataclass
class Kept:
    data: bytes
    kind: str
    size: tuple[int, int]


def kept(data: bytes, most: int) -> Kept:
    """The picture in `data`, made fit to be kept, with at most `most` pixels; Unusable where it is none."""
    if b"<svg" in data[:2000].lower():
        raise Unusable(DRAWING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[*ENDINGS, "HEIF"]) as image:
                refuse_unsuitable(image)
                return cleaned(image, data, image.width * image.height > most)
    except Image.DecompressionBombError as error:
        raise Unusable(FAR_TOO_MANY.format(most=MOST_TAKEN // MILLION)) from error
    except UnidentifiedImageError as error:
        raise Unusable(DAMAGED if begins_as_one(data) else UNKNOWN) from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, RuntimeError) as error:
        raise Unusable(DAMAGED) from error


def begins_as_one(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")) or data[4:8] == b"ftyp"


def refuse_unsuitable(image: Image.Image) -> None:
    had = image.width * image.height
    if had > MOST_TAKEN:
        raise Unusable(TOO_MANY.format(had=math.ceil(had / MILLION), most=MOST_TAKEN // MILLION))
    if image.format in MOVING and getattr(image, "is_animated", False):
        raise Unusable(MOVES)


def cleaned(image: Image.Image, data: bytes, is_too_large: bool = False) -> Kept:
    """The `image` opened from `data`, written anew. What stands upright keeps its own quality."""
    said, turned = image.format or "", image.getexif().get(ORIENTATION, 1) not in (None, 1)
    if is_too_large:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=1.0)
    image.load()
    if said == "WEBP" and not turned and not is_too_large:
        return Kept(webp_of_the_look(data), said, image.size)
    look: dict[Any, Any] = {name: image.info[name] for name in OF_THE_LOOK if name in image.info}
    upright = ImageOps.exif_transpose(image) if turned else image
    if said in AS_JPEG and upright.mode not in {"RGB", "L", "CMYK"}:
        upright = on_white(upright)
    upright.info = dict(look)
    written = io.BytesIO()
    kind = "JPEG" if said in AS_JPEG else said
    upright.save(written, kind, exif=b"", **look, **quality_of(said, data, anew=turned or is_too_large))
    return Kept(written.getvalue(), kind, upright.size)


def quality_of(kind: str, data: bytes, *, anew: bool) -> dict[str, Any]:
    """What to write with, for what came as `kind`."""
    if kind == "JPEG":
        return {"quality": 95, "subsampling": 0} if anew else {"quality": "keep"}
    return {"lossless": True} if kind == "WEBP" and b"VP8L" in data else {"quality": 92}


def webp_of_the_look(data: bytes) -> bytes:
    """A WebP picture without its parts that are not seen: writing it anew would take seconds and half its sharpness."""
    parts, at = [], 12
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        part, at = data[at:end], end + (end - at) % 2
        if part[:4] == b"VP8X":
            part = part[:8] + bytes([part[8] & ~TOLD]) + part[9:]
        if part[:4] in WEBP_PARTS:
            parts.append(part + b"\0" * (len(part) % 2))
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def tells(data: bytes) -> bool:
    """Does a picture say more than what is seen on it?"""
    return any(sign in data for sign in (b"Exif\0\0", b"EXIF", b"eXIf", b"http://ns.adobe.com/xap", b"XMP "))


def without_data(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return cleaned(image, data).data


def named_right(name: str, kind: str) -> str:
    """`name` with the ending of what is inside: phones, scanners and whoever renames a file leave the wrong one."""
    stem, dot, ends = name.rpartition(".")
    if dot and ends.lower() in ENDINGS[kind]:
        return name
    is_of_a_picture = dot and ends.lower() in OTHER_ENDINGS.union(*ENDINGS.values())
    return f"{stem if is_of_a_picture else name}.{ENDINGS[kind][0]}"
