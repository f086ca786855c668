"""schema.org data about a page. The rule: nothing stands in it that the page does not show."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from clinic.pages.address_and_hours import opening_hours, postal_address
from clinic.review.review_status import ReviewStatus
from clinic.site.models import ClinicDetails

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def graph(nodes: Iterable[Node]) -> str:
    """JSON of these nodes, safe inside a script element: no word in it can end the element or begin a comment."""
    text = json.dumps({"@context": CONTEXT, "@graph": [filled(node) for node in nodes]}, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def filled(node: Node) -> Node:
    """The node without what is empty."""
    return {name: value for name, value in node.items() if value or value == 0}


def day(moment: datetime) -> str:
    """The day of a moment by the clinic's clock, as the page names it: "2026-11-23"."""
    return timezone.localtime(moment).date().isoformat()


def breadcrumbs(way: Iterable[tuple[str, str]]) -> Node:
    """BreadcrumbList of `way`, pairs of name and full address."""
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def clinic(details: ClinicDetails, home_url: str, logo: str = "") -> Node:
    """MedicalClinic as header and foot of every page show it; `logo` is a full address."""
    hours = ", ".join(line.strip() for line in details.hours.splitlines() if line.strip())
    coded = opening_hours(details.hours)
    return filled(
        {
            "@type": "MedicalClinic",
            "@id": clinic_id(home_url),
            "name": details.name,
            "url": home_url,
            "telephone": details.phone,
            "email": details.email,
            "address": postal_address(details.address, details.name, details.jurisdiction),
            "openingHoursSpecification": coded,
            "hoursAvailable": {"@type": "OpeningHoursSpecification", "description": hours} if hours else None,
            "logo": logo,
        }
    )


def clinic_id(home_url: str) -> str:
    return f"{home_url}#clinic"


def checking(checked: ReviewStatus) -> Node:
    """`lastReviewed` and `reviewedBy` of a page that says who checked it; empty for one that does not.

    Where somebody checked their own words, which programs have no word for, only the day is told.
    """
    review = checked.review
    if review is None or not checked.is_checked:
        return {}
    told = {"lastReviewed": day(review.created_at)}
    if checked.by_one_person:
        return told
    return told | {"reviewedBy": person(review.reviewer_name, review.reviewer_title)}


def person(name: str, title: str = "") -> Node:
    return filled({"@type": "Person", "name": name, "jobTitle": title})


def condition(names: Iterable[str], words: str) -> Node | None:
    """MedicalCondition under those of its `names` that are found in `words`; None when the page says none of them."""
    said = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)]
    return filled({"@type": "MedicalCondition", "name": said[0], "alternateName": said[1:]}) if said else None
