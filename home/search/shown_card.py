"""A help card as it is shown: on the page, while typing, and to programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from clinic.checks.claims.seed import lines
from clinic.site.site_context import SiteContext
from faq.urgent_help import emergency_parts
from home.models import SearchCard
from home.search.language.help_cards import CRISIS


@dataclass(frozen=True)
class ShownCard:
    """`call`: the number that its button calls; `page`: where to read on, if visitors may."""

    kind: str
    language: str
    heading: str
    text: str
    call: str
    label: str
    signs: list[str] = field(default_factory=list)
    page: Page | None = None

    @property
    def stands_alone(self) -> bool:
        """In a crisis nothing to read stands beside whom to call."""
        return self.kind == CRISIS

    def for_programs(self) -> dict[str, str]:
        return {"kind": self.kind, "heading": self.heading, "call": self.call}

    def while_typing(self) -> dict[str, str]:
        return self.for_programs() | {"text": self.text, "label": self.label, "language": self.language}


def shown_card(card: SearchCard | None, request: HttpRequest) -> ShownCard | None:
    """`card` with the clinic's numbers; for an emergency with the page on urgent help and its signs."""
    if card is None:
        return None
    site_context = SiteContext.of(request)
    details, page = site_context.details, None
    numbers = {"phone": details.phone, "emergency_number": details.emergency_number}
    if card.level == SearchCard.Level.DANGER and (urgent := details.urgent_page_id):
        page = next((found.specific for found in site_context.chosen([urgent])), None)
    shown = replace(with_numbers(card, numbers), page=page)
    in_own_words = page is not None and page.locale.language_code == card.language
    return replace(shown, signs=signs_of(page)) if in_own_words else shown


def with_numbers(card: SearchCard, numbers: Mapping[str, str]) -> ShownCard:
    """`numbers`: those of the clinic, "phone" and "emergency_number"."""
    call = card.phone or numbers.get("emergency_number" if card.level == SearchCard.Level.DANGER else "phone", "")
    with translation.override(card.language):
        label = card.phone_label or (translation.gettext("Call %(number)s") % {"number": call} if call else "")
    return ShownCard(card.level, card.language, card.heading, card.text, call, label, list(lines(card.signs)))


def signs_of(page: Page) -> list[str]:
    """What the first care card for an emergency on a topic lists."""
    return [sign for part in [*emergency_parts(page)][:1] for sign in part.blocks[0].value["items"]]
