"""Who made the clinic's details say what pages quote of them: the record keeps each change, old words and new."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page

from clinic.review.content_hash import details_quoted
from clinic.site.models import ClinicDetails

# What is written down of the clinic's details, with the words they had and have.
DETAILS_CHANGED = ["clinic.words_changed", "clinic.number_changed"]


def became(said: str) -> Q:
    """The changes that made them say this."""
    return Q(action__in=DETAILS_CHANGED, data__why__icontains=f"became “{said}”")


def detail_writers(page: Page, since: datetime) -> set[int]:
    """Ids of those who, after this moment, made the clinic's details say what `page` quotes of them now."""
    quoted = [became(said) for said in details_quoted(page).values() if said]
    if not quoted:
        return set()
    details = ClinicDetails.for_site(page.get_site())
    changes = log_registry.get_logs_for_instance(details).filter(reduce(or_, quoted), timestamp__gt=since)
    return set(changes.exclude(user=None).values_list("user_id", flat=True))
