"""Keeping a draft that could not be saved, and taking it up again as the newest."""

import json
import re
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models.functions import Now
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from clinic.people.models import User
from clinic.staff.editing.models import KeptAside

# The editor gives every paragraph a key of its own, a new one where none is stored; a browser writes lines its own way.
NO_DIFFERENCE = re.compile(r' data-block-key=\\*"[^"\\]*\\*"|\\r|\r')


def differences(theirs: Page, mine: Page) -> list[Any]:
    """Wagtail's comparisons of all fields in which two versions of a page differ, in the order of its form."""
    panel = mine.get_edit_handler().get_bound_panel(instance=mine)
    compared = [comparison(theirs, mine) for comparison in panel.get_comparison()]
    return [found for found in compared if found.has_changed() and not same_words(found, theirs, mine)]


def same_words(found: Any, theirs: Page, mine: Page) -> bool:
    return found.is_field and stored_as(found, theirs) == stored_as(found, mine)


def stored_as(found: Any, page: Page) -> str:
    return NO_DIFFERENCE.sub("", str(found.field.value_to_string(page)))


@transaction.atomic
def keep_aside(page: Page, user: User, base: Revision | None, newest: Revision) -> KeptAside:
    """Store the unsaved `page` object as a revision of its own, beside `newest`.

    Asked again with the same words (the browser sends the form once more), it returns the one there is.
    """
    keep_comments(page)
    mine = Revision(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)),
        object_str=str(page),
        # Wagtail takes the revision with the latest date for the newest words of a page; these are not.
        created_at=newest.created_at - timedelta(microseconds=1),
    )
    for known in KeptAside.objects.waiting(page.pk, user):
        if not differences(known.mine.as_object(), mine.as_object()):
            return known
    mine.save()
    log(page, "clinic.kept_aside", user=user, revision=mine)
    return KeptAside.objects.create(page_id=page.pk, mine=mine, base=base, user=user)


def keep_comments(page: Page) -> None:
    """Comments are not part of the text: new ones are kept whatever becomes of the draft."""
    for comment in getattr(page, COMMENTS_RELATION_NAME).filter(pk__isnull=True):
        comment.page_id = page.pk
        comment.save()


@transaction.atomic
def take(kept: KeptAside, user: User) -> None:
    """Make the draft that was kept aside the newest. It is checked and published like any other."""
    page = kept.mine.as_object()
    page.save_revision(user=user, previous_revision=kept.mine, log_action="clinic.kept_aside_taken", clean=False)
    settle(kept)


def settle(kept: KeptAside) -> None:
    """With it what the same person sent before: it was on the way to this one, and stays in the history."""
    earlier = KeptAside.objects.filter(page=kept.page_id, user=kept.user_id, settled_at=None, pk__lte=kept.pk)
    earlier.update(settled_at=Now())
