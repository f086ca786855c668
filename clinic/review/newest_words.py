"""The newest words of a page, taken up once for whatever is decided about them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from django.utils import timezone
from wagtail.models import Page, Revision

from clinic.review.content_hash import content_hash, hash_of

# What no approval covers, and patients find a page by.
WHERE_IT_STANDS = ("slug", "show_in_menus")


@dataclass(frozen=True)
class NewestWords:
    """`page` is the row, `revision` its newest, `words` the page object which that makes, `hash` that of its words."""

    page: Page
    revision: Revision
    words: Page
    hash: str

    @classmethod
    def of(cls, page: Page, revision: Revision | None = None) -> Self:
        """Of the newest revision of `page`, or as they were at `revision`."""
        revision = revision or page.get_latest_revision()
        words = revision.as_object()
        return cls(page, revision, words, content_hash(words))

    @classmethod
    def so_far(cls, page: Page, words: Page) -> Self:
        """Of `words`, which are what patients read of `page`, or its newest draft where they read nothing yet."""
        return cls(page, page.live and page.live_revision or page.get_latest_revision(), words, content_hash(words))

    @cached_property
    def seen(self) -> str:
        """What an act is bound to: the hash of the words, and where they go if that is elsewhere than now."""
        now, then = ([getattr(one, name) for name in WHERE_IT_STANDS] for one in (self.page, self.words))
        return self.hash if now == then else hash_of({"words": self.hash, "place": then})

    @property
    def another_end(self) -> datetime | None:
        """When the draft plans that its page comes down, if that is not planned for the page already."""
        end = self.words.expire_at
        return end if end != self.page.expire_at and end and end > timezone.now() else None

    @cached_property
    def are_read(self) -> bool:
        """Whether patients read these very words now."""
        return self.page.live and content_hash(self.page) == self.hash
