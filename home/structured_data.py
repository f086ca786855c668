"""Services, the home page and the page on how to reach the clinic as schema.org data."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from clinic.pages.structured_data import condition
from clinic.site.models import ClinicDetails
from faq.statements import cited
from faq.structured_data import citations

if TYPE_CHECKING:
    from clinic.website.seo.head import Head


def service_data(service: Page, head: "Head") -> list[dict[str, Any]]:
    """The page of a service, the service itself, and the clinic that offers it."""
    about = {"@type": "Service", "name": service.title, "description": service.summary}
    treats = condition(head.site_context.details.names_of_condition, f"{service.title}\n{service.summary}")
    page = service.web_page(
        head,
        about=[about | {"provider": {"@id": head.clinic_id}}, *([treats] if treats else [])],
        citation=citations(cited(service.benefits, service.harms)),
    )
    return [page, head.clinic()]


def home_data(home: Page, head: "Head") -> list[dict[str, Any]]:
    site: dict[str, Any] = {
        "@type": "WebSite",
        "@id": f"{head.home_url}#site",
        "url": head.home_url,
        "name": head.site_context.details.name,
    }
    site["inLanguage"], site["publisher"] = head.site_context.language, {"@id": head.clinic_id}
    return [site, head.clinic()]


def tells_how_to_reach_us(page: Page, details: ClinicDetails) -> bool:
    return page.pk == details.contact_page_id or any(child.block_type == "contact" for child in page.body)


def standard_data(page: Page, head: "Head") -> list[dict[str, Any]]:
    """The clinic, on a page that says how to reach it; nothing else is about health there."""
    return [head.clinic()] if tells_how_to_reach_us(page, head.site_context.details) else []
