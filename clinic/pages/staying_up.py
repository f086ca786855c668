"""Pages that never come down by themselves, neither on a chosen day nor because their review is overdue."""

from uuid import UUID

from wagtail.models import Page

from clinic.review.content_hash import details_quoted
from clinic.site.models import ClinicDetails

HELP = "People look for help on this page, so it stays up until somebody withdraws it: choose no day on which it ends."
HOME = "The home page stays up: every page hangs on it."
BELOW = "Public pages stand below this one, so it stays up until they are withdrawn or moved."


def named_in_details() -> set[UUID]:
    """Translation keys of the pages of help in danger, and of those that the law asks for."""
    ids = [pk for details in ClinicDetails.objects.all() for pk in (*details.legal_ids, details.urgent_page_id) if pk]
    return set(Page.objects.filter(pk__in=ids).values_list("translation_key", flat=True))


def called_in_details(page: Page) -> list[str]:
    """As what Clinic details name this page, in whatever language it is: "contact page"."""
    named = [field for field in ClinicDetails._meta.concrete_fields if field.related_model is Page]
    key = page.translation_key
    rows = {field: ClinicDetails.objects.filter(**{f"{field.name}__translation_key": key}) for field in named}
    return [str(field.verbose_name) for field, found in rows.items() if found.exists()]


def stays_up(page: Page, named: set[UUID]) -> bool:
    """Pages that the clinic's details name, in every language; and any that tells when to call for help."""
    return page.translation_key in named or "emergency_number" in details_quoted(page)


def why_it_stays_up(page: Page) -> str:
    """Why no day can be chosen on which this page comes down by itself, in words for staff; empty where one can."""
    if stays_up(page, named_in_details()):
        return HELP
    if not page.pk:
        return ""
    if page.is_site_root():
        return HOME
    return BELOW if page.get_descendants().live().exists() else ""
