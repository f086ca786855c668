"""Whether a posted form was loaded from what is still the newest draft."""

from django.core.cache import caches
from wagtail.models import Revision

# How long it is remembered that somebody has a draft open, in seconds.
OPEN_FOR = 12 * 3600


def is_stale(posted, newest, user):
    """`posted` may be anything; what does not say where it comes from is stale. `newest` is a Revision or None."""
    if newest is None:
        return False
    if overwriting := posted.get("overwrite_revision_id"):
        return overwriting != str(newest.pk) or newest.user_id != user.pk
    loaded = (posted.get("loaded_revision_id"), posted.get("loaded_revision_created_at"))
    return loaded != (str(newest.pk), newest.created_at.isoformat())


def base_of(posted, page):
    """The revision the form grew from, if it still says what it said then; else None."""
    own = posted.get("overwrite_revision_id", "")
    pk = own or posted.get("loaded_revision_id", "")
    base = Revision.objects.for_instance(page).filter(pk=pk).first() if is_number(pk) else None
    if base and not own and posted.get("loaded_revision_created_at") != base.created_at.isoformat():
        return None
    return base


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 18


def opened(revision):
    """Remember that somebody has opened this draft: autosave then leaves it as it is and makes a new one.

    Otherwise the beginning two people share is written over while both work, and every difference has to be asked.
    """
    if revision:
        caches["shared"].set(key(revision), True, OPEN_FOR)


def was_opened(revision):
    return bool(revision and caches["shared"].get(key(revision)))


def key(revision):
    return f"draft-opened:{revision.pk}:{revision.created_at.isoformat()}"
