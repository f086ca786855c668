"""What the clinic says of itself in its details, as answers: phone, hours, address, parking, cost, languages."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override
from wagtail.models import Page

from clinic.content.invisible import without_invisible
from clinic.site.models import ClinicDetails
from clinic.site.visibility import for_visitors
from home.models import SearchText

FILE = Path(__file__).with_name("facts.toml")


@cache
def questions() -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["fact"]
    return facts


def facts_in(code: str) -> Iterator[SearchText]:
    """One for each question that the details answer, on the page of that language that shows them."""
    details = ClinicDetails.objects.select_related("site").order_by("-site__is_default_site").first()
    page = page_with(details, code) if details else None
    if details and page:
        with override(code):
            said = answers(details, details.words_in(code))
        for place, fact in enumerate(questions(), 1):
            if code in fact and said[fact["says"][0]]:
                yield fact_text(page, code, place, fact, said)


def fact_text(page: Page, code: str, place: int, fact: dict[str, Any], said: dict[str, str]) -> SearchText:
    words = " ".join(said[name] for name in fact["says"] if said[name])
    return SearchText(
        page=page,
        language=code,
        what=SearchText.What.FACT,
        place=place,
        title=fact[code]["title"],
        names=fact[code]["names"],
        parts=[["", without_invisible(words)]],
    )


def page_with(details: ClinicDetails, code: str) -> Page | None:
    """The contact page in that language, else its home page, else that of the first language."""
    pages = for_visitors(Page.objects.all())
    for language in (code, settings.LANGUAGE_CODE):
        for shown in (details.contact_page, details.site.root_page):
            found = pages.filter(translation_key=shown.translation_key, locale__language_code=language) if shown else []
            if found:
                return found[0]
    return None


def answers(details: ClinicDetails, words: dict[str, str]) -> dict[str, str]:
    """`{what is asked for: sentences}`; empty where the clinic says nothing of it."""
    fields = ("address", "hours", "directions", "payment", "spoken_languages")
    said = {name: sentences(words.get(name) or getattr(details, name)) for name in fields}
    said["phone"] = gettext("Call %(number)s.") % {"number": details.phone} if details.phone else ""
    said["email"] = details.email and gettext("%(address)s. Please do not send details of your health by email.") % {
        "address": details.email
    }
    online = gettext("Use the booking link: %(address)s.") % {"address": details.booking_url}
    said["booking"] = online if details.booking_url else said["phone"] and gettext("Call us for a booking.")
    return said


def sentences(lines: str) -> str:
    """Lines as on an envelope or a door, in a row: each ends like a sentence."""
    rows = [line.strip() for line in lines.splitlines() if line.strip()]
    return " ".join(row if row.endswith((".", "!", "?")) else f"{row}." for row in rows)
