"""What reviewers asked to change in single passages: findings by people, until the words there are others."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import translation

from clinic.checks.findings import REVIEW, Finding, Place
from clinic.content.page_mixin import PageMixin
from clinic.review.content_hash import language_of
from clinic.review.models import Review
from clinic.review.page_parts import parts_of


def remarks_of_reviewers(page: PageMixin) -> Iterator[Finding]:
    """Each remark beside its passage, for the writer who mends it and for whoever reviews it next."""
    asked = page.check_lookups.once(open_remarks).get(page.pk, ())
    if not asked:
        return
    with translation.override(language_of(page)):
        parts = {part.key: part for part in parts_of(page)}
    for review in asked:
        read = {key: words for key, _label, words in review.words}
        for key, said in review.remarks.items():
            if key in parts and parts[key].words == read.get(key):
                yield remark(review, said, Place(parts[key].label, anchor_of(page, key)))


def remark(review: Review, said: str, place: Place) -> Finding:
    return Finding("remark", REVIEW, f"{review.signed_by} asks for a change here.", excerpt=said, place=place)


def anchor_of(page: PageMixin, key: str) -> str:
    """A block by its id, which is the last part of its key; or a field."""
    field, _, block = key.rpartition(":")
    return f"#block-{block}-section" if field else page.editor_anchor(key)


def open_remarks() -> dict[int, list[Review]]:
    """`{page id: reviews with remarks}`, of pages that nobody has approved since."""
    later = Review.objects.approving().filter(page=OuterRef("page"), created_at__gt=OuterRef("created_at"))
    asked = Review.objects.filter(outcome=Review.Outcome.CHANGES).exclude(remarks={}).exclude(Exists(later))
    found = defaultdict(list)
    for review in asked.order_by("created_at"):
        found[review.page_id].append(review)
    return found
