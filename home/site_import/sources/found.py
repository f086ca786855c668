"""What a source gives, one thing at a time: plain values that say nothing of where they will be kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

PAGE: Literal["page"] = "page"
FILE: Literal["file"] = "file"


@dataclass(frozen=True)
class Found:
    """A page or a file of the old site.

    `address` is its old address in full; where a folder does not tell its host, that is
    `faq.importing.folder.FOLDER`. `name` ends in what it is read by ("about.html"). What the source itself says:
    `title`, `published` (an ISO date) and `kind_there` (the post type of WordPress); "" where it says nothing.
    A page with `redirects_to` is nothing but a way to that address, and may have no `data`. `also` are other
    addresses of the same page ("http://old.example/?p=12").
    """

    address: str
    name: str
    data: bytes
    kind: Literal["page", "file"] = PAGE
    title: str = ""
    published: str = ""
    kind_there: str = ""
    redirects_to: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """What is there and was not taken; `why` is one sentence for staff."""

    address: str
    why: str


class Source(Protocol):
    def found(self) -> Iterator[Found | Skipped]:
        """Everything, one at a time; may be closed at any time and called again.

        Raises `faq.importing.draft.Refused` with a sentence if the source as a whole cannot be read.
        """
