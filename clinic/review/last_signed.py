"""What a reviewer compares with: the words that somebody signed last, whatever is live by now."""

from dataclasses import dataclass
from typing import Self

from django.utils import translation
from wagtail.models import Page

from clinic.content.models.unsigned_words import UnsignedWords
from clinic.review.diff import Part
from clinic.review.models import Review
from clinic.review.page_parts import parts_read, text_of


def last_signed(page: Page) -> Review | None:
    """The last review that approved words of this page, whether it still stands or not."""
    return Review.objects.of(page).filter(outcome__in=Review.APPROVING).select_related("revision").first()


def words_of(review: Review) -> list[Part]:
    """The words as they were read then; of the time before they were kept, as the revision has them."""
    if review.words:
        return [Part(*part) for part in review.words]
    return parts_read(review.revision.as_object()) if review.revision else []


def as_named_now(parts: list[Part], then: Page | None) -> list[Part]:
    """What no clinician signs, such as the name of a subject, is called as it is today: it is no change of the page."""
    fields = then._meta.concrete_fields if then else []
    unsigned = [field for field in fields if field.related_model and issubclass(field.related_model, UnsignedWords)]
    names = {field.name: text_of(field, getattr(then, field.name)) for field in unsigned}
    return [Part(part.key, part.label, names.get(part.key, part.words)) for part in parts]


@dataclass(frozen=True)
class Earlier:
    """`parts` of what was signed last in `review`; of a live page that nobody signed, of what patients read now.

    `page` is that page object, None where it is not kept any more, or where there is nothing to compare with.
    """

    parts: list[Part]
    page: Page | None = None
    review: Review | None = None

    @property
    def is_known(self) -> bool:
        return self.review is not None or self.page is not None

    @classmethod
    def of(cls, page: Page) -> Self:
        if last := last_signed(page):
            then = last.revision and last.revision.as_object()
            return cls(as_named_now(words_of(last), then), then, last)
        if not page.live:
            return cls([])
        with translation.override(page.locale.language_code):
            return cls(parts_read(page), page)
