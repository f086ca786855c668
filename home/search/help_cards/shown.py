"""A help card as it is shown: on the page, while typing, and to programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.http import HttpRequest
from django.utils import translation
from django.utils.text import capfirst
from wagtail.models import Page

from clinic.checks.claims.seed import lines
from clinic.meaning.encoder import Vectors, vectors
from clinic.site.site_context import SiteContext
from faq.care_card_signs import care_parts
from home.models import SearchCard
from home.search.help_cards.recognising import HelpCard
from home.search.help_cards.rules import TODAY, pieces

# How near to what was typed a sign must be to be named, and how much nearer than the next: a wrong one would frighten.
NEAR, NEARER = 0.35, 0.12
# Cards whose signs stand on the page on urgent help, and the level of the care card there.
SIGNS_OF: Mapping[str, str] = {SearchCard.Level.DANGER: "emergency", SearchCard.Level.TODAY: "urgent"}


@dataclass(frozen=True)
class ShownCard:
    """`call`: the number that its button calls; `page`: where to read on, if visitors may.

    `sign`: the one that was recognised, where the card names it before all others.
    """

    kind: str
    language: str
    heading: str
    text: str
    call: str
    label: str
    signs: list[str] = field(default_factory=list)
    page: Page | None = None
    stands_alone: bool = False
    second_call: str = ""
    second_label: str = ""
    sign: str = ""

    def with_signs(self, signs: Iterable[str], typed: str) -> "ShownCard":
        """The same with these signs, the one that was recognised before the others."""
        signs = [*signs]
        meant = sign_meant(signs, typed)
        others = [sign for sign in signs if sign != meant]
        if self.kind == TODAY:
            return replace(self, sign=capfirst(meant), signs=others)
        return replace(self, signs=[meant, *others] if meant else others)

    @property
    def lines(self) -> list[str]:
        return [*lines(self.text)]

    def for_programs(self) -> dict[str, str]:
        return {"kind": self.kind, "heading": self.heading, "call": self.call}

    def while_typing(self) -> dict[str, str]:
        second = {"second_call": self.second_call, "second_label": self.second_label}
        said = {"sign": self.sign, "text": self.text, "label": self.label, "language": self.language}
        return self.for_programs() | said | second


def shown_card(found: HelpCard | None, request: HttpRequest) -> ShownCard | None:
    """Its card with the clinic's numbers; with the page on urgent help and its signs where that has them."""
    if found is None:
        return None
    site_context = SiteContext.of(request)
    details, page = site_context.details, None
    numbers = {"phone": details.phone, "emergency_number": details.emergency_number}
    if found.level in SIGNS_OF and (urgent := details.urgent_page_id):
        page = next((chosen.specific for chosen in site_context.chosen([urgent])), None)
    shown = replace(with_numbers(found, numbers), page=page)
    if page is not None and page.locale.language_code == found.card.language:
        signs = signs_of(page, found.level)
        return shown.with_signs(signs, found.typed) if signs else shown
    return shown


def with_numbers(found: HelpCard, numbers: Mapping[str, str]) -> ShownCard:
    """`numbers`: those of the clinic, "phone" and "emergency_number"."""
    card = found.card
    call = card.phone or numbers.get("emergency_number" if card.level == SearchCard.Level.DANGER else "phone", "")
    with translation.override(card.language):
        label = card.phone_label or (translation.gettext("Call %(number)s") % {"number": call} if call else "")
    shown = ShownCard(
        card.level,
        card.language,
        card.heading,
        card.text,
        call,
        label,
        stands_alone=found.stands_alone,
        second_call=card.second_phone,
        second_label=card.second_label or card.second_phone,
    )
    return shown.with_signs(lines(card.signs), found.typed)


def signs_of(page: Page, level: str) -> list[str]:
    """What the first care card on a topic lists that stands for a card of this level."""
    return [sign for part in [*care_parts(page, SIGNS_OF[level])][:1] for sign in part.blocks[0].value["items"]]


def sign_meant(signs: Sequence[str], typed: str) -> str:
    """The sign that plainly means what was typed, or a piece of it; nothing where none does."""
    if len(signs) < 2:
        return signs[0] if signs else ""
    near = (vectors_of(tuple(signs)) @ vectors(pieces(typed)).T).max(axis=1)
    second, first = near.argsort()[-2:]
    is_plain = near[first] >= NEAR and near[first] - near[second] >= NEARER
    return signs[int(first)] if is_plain else ""


@lru_cache(maxsize=64)
def vectors_of(signs: tuple[str, ...]) -> Vectors:
    return vectors(signs)
