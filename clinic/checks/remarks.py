"""What reviewers asked to change in single passages: findings by people, until the words there are others."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils import translation

from clinic.checks.findings import REVIEW, Finding, Place
from clinic.content.page_mixin import PageMixin
from clinic.review.content_hash import language_of
from clinic.review.models import Remark
from clinic.review.page_parts import parts_of
from clinic.review.remarks import WHOLE, Asked

RULE = "remark"
ANSWERED = "{} answered: “{}”"


def remarks_of_reviewers(page: PageMixin) -> Iterator[Finding]:
    """Each remark beside its passage, for the writer who mends it. What is asked of a shared text is told there."""
    asked = page.check_lookups.once(open_remarks).get(page.pk, ())
    if not asked:
        return
    with translation.override(language_of(page)):
        parts = {part.key: part for part in parts_of(page)}
    for remark in asked:
        part = parts.get(remark.key)
        if part and not Asked(remark, part.words).is_changed:
            yield finding(remark, Place(part.label, anchor_of(page, remark.key)))


def finding(remark: Remark, place: Place) -> Finding:
    answer = ANSWERED.format(remark.answered_by or "Somebody who has left", remark.answer) if remark.answer else ""
    message = f"{remark.asker_name} asks for a change here."
    return Finding(RULE, REVIEW, message, suggestion=answer, excerpt=remark.said, place=place)


def anchor_of(page: PageMixin, key: str) -> str:
    """A block by its id, which is the last part of its key; or a field."""
    field, _, block = key.rpartition(":")
    return f"#block-{block}-section" if field else page.editor_anchor(key)


def open_remarks() -> dict[int, list[Remark]]:
    """`{page id: remarks}` on single passages, of pages that nobody has approved since."""
    found = defaultdict(list)
    asked = Remark.objects.open().exclude(key=WHOLE).exclude(review=None).select_related("review", "answered_by")
    for remark in asked:
        if remark.review:
            found[remark.review.page_id].append(remark)
    return found
