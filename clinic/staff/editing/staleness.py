"""Whether a posted form was loaded from what is still the newest draft."""

from collections.abc import Mapping

from wagtail.models import Page, Revision

from clinic.people.models import User


def is_stale(posted: Mapping[str, str], newest: Revision | None, user: User) -> bool:
    """`posted` may be anything; what does not say where it comes from is stale."""
    if newest is None:
        return False
    if overwriting := posted.get("overwrite_revision_id"):
        return overwriting != str(newest.pk) or newest.user_id != user.pk
    loaded = (posted.get("loaded_revision_id"), posted.get("loaded_revision_created_at"))
    return loaded != (str(newest.pk), newest.created_at.isoformat())


def base_of(posted: Mapping[str, str], page: Page) -> Revision | None:
    """The revision the form grew from, if it still says what it said then."""
    own = posted.get("overwrite_revision_id", "")
    pk = own or posted.get("loaded_revision_id", "")
    base = Revision.objects.for_instance(page).filter(pk=pk).first() if is_number(pk) else None
    if base and not own and posted.get("loaded_revision_created_at") != base.created_at.isoformat():
        return None
    return base


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
