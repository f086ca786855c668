"""What reviewers asked to change in single passages: findings by people, until the words there are others."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils import translation

from clinic.checks.findings import REVIEW, Finding, Place
from clinic.content.page_mixin_base import PageMixin
from clinic.review.content_hash import language_of
from clinic.review.models import Remark
from clinic.review.remarks import WHOLE, Asked, OwnParts

RULE = "remark"
ANSWERED = "{} answered: “{}”"


def remarks_of_reviewers(page: PageMixin) -> Iterator[Finding]:
    """Each remark beside its passage, for the writer who mends it. What is asked of a shared text is told there."""
    asked = page.check_lookups.once(open_remarks).get(page.pk, ())
    if not asked:
        return
    with translation.override(language_of(page)):
        own = OwnParts(page)
    parts = {part.key: part for part in own.parts}
    for remark in asked:
        part = parts.get(remark.key)
        if part and not (one := own.asked(remark, part.words)).is_changed:
            yield finding(one, Place(part.label, anchor_of(page, remark.key)))


def finding(one: Asked, place: Place) -> Finding:
    remark = one.remark
    answer = ANSWERED.format(remark.answered_by or "Somebody who has left", remark.answer) if remark.answer else ""
    message = f"{remark.asker_name} asks for a change here."
    if one.is_touched:
        message = f"{message} {one.state_in_words} Answer it if that was what was meant."
    return Finding(RULE, REVIEW, message, suggestion=answer, excerpt=remark.said, place=place)


def anchor_of(page: PageMixin, key: str) -> str:
    """A block by its id, which is the last part of its key; or a field."""
    field, _, block = key.rpartition(":")
    return f"#block-{block}-section" if field else page.editor_anchor(key)


def open_remarks() -> dict[int, list[Remark]]:
    """`{page id: remarks}` on single passages, of pages that nobody has approved since."""
    found = defaultdict(list)
    asked = (
        Remark.objects.open().exclude(key=WHOLE).exclude(review=None).select_related("review__revision", "answered_by")
    )
    for remark in asked:
        if remark.review:
            found[remark.review.page_id].append(remark)
    return found
