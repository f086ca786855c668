"""Where a page keeps the address of one picture: in `src`, or in what its program puts there later on."""

import re
from itertools import chain

from bs4 import Tag

from faq.importing.reading.tags import attribute

LATER = ("data-src", "data-lazy-src", "data-lazy", "data-original", "data-orig-src", "data-image")
# One picture in several sizes.
SIZES = ("srcset", "data-srcset", "data-lazy-srcset")
MOST = 8


def addresses_of(img: Tag) -> list[str]:
    """The likeliest first: what `src` says, unless that only keeps the place."""
    src = attribute(img, "src").strip()
    around = img.parent if img.parent is not None and img.parent.name == "picture" else None
    tags = [img, *(around.find_all("source") if around else [])]
    sizes = chain.from_iterable(by_size(attribute(tag, name)) for tag in tags for name in SIZES)
    later = [*(attribute(img, name).strip() for name in LATER), *sizes]
    found = [*later, src] if keeps_place(src) else [src, *later]
    return list(dict.fromkeys(filter(None, found)))[:MOST] or [""]


def keeps_place(src: str) -> bool:
    return not src or src.startswith("data:")


def by_size(sizes: str) -> list[str]:
    """The addresses in `a.png 300w, b.png 600w`, the largest first."""
    return [src for src, _ in sorted(candidates(sizes), key=size_of, reverse=True)]


def candidates(sizes: str) -> list[tuple[str, str]]:
    """`(address, what is said of its size)`"""
    found = [candidate.split(maxsplit=1) for candidate in re.split(r",\s", sizes) if candidate.strip(" ,\t\n")]
    return [(one[0].rstrip(","), " ".join(one[1:])) for one in found[:MOST]]


def size_of(candidate: tuple[str, str]) -> float:
    said = candidate[1].strip().rstrip("wx")
    return float(said) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", said) else 1
