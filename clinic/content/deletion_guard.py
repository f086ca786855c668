"""Where a shared text or a file is shown. While it is, nobody deletes it: what patients read would change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.models import ReferenceIndex, TranslatableMixin

MOST_NAMED = 5


class StillShown(ValidationError):
    """This stands on pages, so it stays; the message names them."""


def places(shown: Model) -> list[Any]:
    """Everything that shows this object, pages and settings; what stands in for another in its own language, too."""
    found = sources(shown)
    if isinstance(shown, TranslatableMixin):
        for other in shown.get_translations():
            found += [source for source in sources(other) if getattr(source, "locale_id", None) == shown.locale_id]
    return sorted(dict.fromkeys(found), key=str)


def sources(shown: Model) -> list[Any]:
    return [source for source, _ in ReferenceIndex.get_references_to(shown).group_by_source_object()]


def named(found: list[Any]) -> str:
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return ", ".join(f"“{one}”" for one in found[:MOST_NAMED]) + more
