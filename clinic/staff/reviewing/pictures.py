"""Pictures of a passage as they were when it was signed and as they will be, beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from clinic.archive.kept_files import kept_as
from clinic.content.models.media import ClinicImage, fingerprint_in
from clinic.content.streams import images
from clinic.review.diff import Part
from clinic.review.last_signed import Earlier
from clinic.review.page_parts import Passage


@dataclass(frozen=True)
class Seen:
    """A picture at one time. `image` shows it where the file is that of today, `kept` names its copy in the record."""

    fingerprint: str
    alt: str
    image: Any = None
    kept: str = ""


class Pair(NamedTuple):
    """`before` is None where there was no picture, `now` where there is none any more."""

    before: Seen | None
    now: Seen | None


def key_of(image: Any) -> str:
    return f"{image._meta.label}:{image.pk}"


def changed_pictures(now: Passage | None, then: Passage | None, parts: Iterable[Part]) -> list[Pair]:
    """Each picture that is another one, with other bytes or another alt text; `parts` are those that were signed."""
    signed = {part.key: fingerprint_in(part.words) for part in parts}
    new = [seen(image, image.file_hash[:8]) for image in pictures_in(now)]
    old = [seen(image, signed.get(key_of(image), "")) for image in pictures_in(then)]
    pairs = (Pair(*pair) for pair in zip_longest(old, new))
    return [pair for pair in pairs if pair.before is None or pair.now is None or differ(pair.before, pair.now)]


def differ(one: Seen, other: Seen) -> bool:
    return (one.fingerprint, one.alt) != (other.fingerprint, other.alt)


def pictures_in(passage: Passage | None) -> list[Any]:
    """Not those that are in the library no more, nor those of the streams in it, whose blocks are passages too."""
    found = images(passage.block, passage.value) if passage and not passage.holds_streams else ()
    return [image for image in found if image]


def seen(image: Any, fingerprint: str) -> Seen:
    alt = image.contextual_alt_text or ""
    is_todays = image.file_hash.startswith(fingerprint) and bool(fingerprint)
    return Seen(fingerprint, alt, image if is_todays else None, "" if is_todays else kept_as(fingerprint))


def kept_pictures(earlier: Earlier) -> set[str]:
    """Names of the copies of all pictures that were signed; anybody could type a fingerprint into other words."""
    pictures = [part for part in earlier.parts if part.key.startswith(f"{ClinicImage._meta.label}:")]
    return {kept_as(fingerprint_in(part.words)) for part in pictures} - {""}
