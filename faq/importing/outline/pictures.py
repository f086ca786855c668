"""Pictures: where their bytes may come from, and which bytes are a picture that can be kept. No network, ever."""

import base64
import binascii
import io
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from PIL import Image, UnidentifiedImageError

from clinic.content.pictures import MILLION, MOST_TAKEN, Unusable, kept
from faq.importing.draft import Refused
from faq.importing.reading.shown_later import keeps_place

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 25_000_000
MOST_PICTURES = 40
SMALLEST_SIDE = 8
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
DATA_ADDRESS = re.compile(r"data:(?P<type>[^,]*?)(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL | re.IGNORECASE)


# Gives the values of a `Picture` for an address in a document, or refuses with a sentence.
PictureOf = Callable[[str], dict[str, Any]]

# A smaller one inside the page is a blurred likeness that stands there until the picture comes.
SMALLEST_INSIDE = 100


class Pictures:
    """Gives checked pictures for the addresses in one document.

    `folder` is the folder of the document on this machine, or None for an upload: then only pictures inside the
    document itself can come along.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = Path(folder).resolve() if folder else None
        self.taken = 0

    def __call__(self, src: str) -> dict[str, Any]:
        data = self.bytes_of(src.strip())
        if self.taken >= MOST_PICTURES:
            raise Refused(f"only the first {MOST_PICTURES} pictures of a document are imported")
        self.taken += 1
        return checked(data)

    def bytes_of(self, src: str) -> bytes:
        if inside := DATA_ADDRESS.fullmatch(src):
            return decoded(inside)
        try:
            parts = urlsplit(src)
        except ValueError:
            raise Refused("its address makes no sense") from None
        if parts.scheme or parts.netloc:
            raise Refused(f"it is on another site ({src[:100]}) and nothing is fetched from there; add it by hand")
        if not parts.path:
            raise Refused("it has no address")
        return self.beside(unquote(parts.path))

    def beside(self, path: str) -> bytes:
        """Bytes of a file within the document's own folder; links and `..` do not lead out of it."""
        if self.folder is None:
            raise Refused(f"it is in another file ({Path(path).name[:60]}) that did not come along; add it by hand")
        try:
            file = (self.folder / path).resolve()
            if not file.is_relative_to(self.folder) or not file.is_file():
                raise Refused(f"there is no file {Path(path).name[:60]} in the document's own folder")
            if file.stat().st_size > MOST_BYTES:
                raise Refused("it is larger than 10 MB")
            return file.read_bytes()
        except (OSError, ValueError):
            raise Refused(f"its file {Path(path).name[:60]} cannot be read") from None


def decoded(found: re.Match[str]) -> bytes:
    if "svg" in found["type"].lower():
        raise Refused("it is an SVG drawing, which can hold programs; save it as PNG")
    if not found["base64"] or len(found["data"]) > MOST_BYTES * 2:
        raise Refused("it is stored in a way that cannot be read, or is larger than 10 MB")
    try:
        return base64.b64decode(re.sub(r"\s|%0[aAdD]", "", found["data"]).replace("%3D", "="), validate=True)
    except (binascii.Error, ValueError):
        raise Refused("its data is damaged") from None


def checked(data: bytes) -> dict[str, Any]:
    """Values of a `Picture`. Size and kind are judged from the header before a single pixel is decoded."""
    if len(data) > MOST_BYTES:
        raise Refused("it is larger than 10 MB")
    if data.lstrip()[:5].lower() in {b"<svg ", b"<?xml"}:
        raise Refused("it is an SVG drawing, which can hold programs; save it as PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(EXTENSIONS)) as image:
                refuse_unless_sensible(image)
            picture = kept(data, MOST_PIXELS)
            width, height = picture.size
            return {"data": picture.data, "extension": EXTENSIONS[picture.kind], "width": width, "height": height}
    except UnidentifiedImageError:
        raise Refused("it is not a JPEG, PNG, WebP or GIF picture; save it as one of these") from None
    except (Unusable, OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError):
        raise Refused("it is damaged or far too large") from None


def refuse_unless_sensible(image: Image.Image) -> None:
    if image.width * image.height * getattr(image, "n_frames", 1) > MOST_TAKEN:
        raise Refused(f"it has more than {MOST_TAKEN // MILLION} megapixels; save it smaller")
    if getattr(image, "n_frames", 1) > 1:
        raise Refused("it moves, and moving pictures are hard on many readers; use a still one")
    if min(image.width, image.height) < SMALLEST_SIDE:
        raise Refused("it is a dot or a spacer, not a picture")


def no_pictures(src: str) -> NoReturn:
    """For a person who may not add pictures to the library."""
    raise Refused("you may not add pictures to the library; ask somebody who may")


def first_kept(addresses: list[str], picture_of: PictureOf) -> dict[str, Any]:
    """Values of a `Picture`; where none can be kept, what is said of the likeliest."""
    refusals: list[Refused] = []
    for src in addresses:
        try:
            values = picture_of(src)
        except Refused as refusal:
            refusals.append(refusal)
            continue
        if not refusals or not keeps_place(src) or values["width"] >= SMALLEST_INSIDE:
            return values
    raise refusals[0]
