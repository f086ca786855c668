"""The check for a former detail of the clinic that is typed in a text: until it is mended or left on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from clinic.checks.findings import REVIEW, Finding, Place
from clinic.checks.models import LeftAsItIs
from clinic.checks.old_details.typed import typed_in
from clinic.site.models import ClinicDetails, FormerDetail
from clinic.site.models.former_detail import Typed

RULE = "old-detail"


@dataclass(frozen=True)
class OldDetails:
    """What is former, what stands in its place, and which texts were left as they are: `{(former, text, finding)}`."""

    former: list[FormerDetail]
    now: dict[str, str]
    left: set[tuple[int, str, str]]

    @classmethod
    def known(cls) -> "OldDetails":
        former = list(FormerDetail.objects.all())
        now = ClinicDetails.objects.values(*Typed.values).first() if former else None
        left = set(LeftAsItIs.objects.values_list("former", "text", "finding")) if former else set()
        return cls(former, now or {}, left)

    def findings(self, text: str, links: str, place: Place, about: str, shared: str = "") -> Iterator[Finding]:
        """One Finding for all that is typed in `text`, or in the addresses of its `links`; `about` names the whole."""
        found = [(one, words) for one in self.former if (words := self.typed(one, text) or self.typed(one, links))]
        if not found:
            return
        finding = Finding(
            RULE,
            REVIEW,
            " ".join(f"“{words}” was the clinic’s {self.said_of(one)}" for one, words in found),
            why="Patients would call or look for what is no longer there.",
            suggestion=" ".join(dict.fromkeys(self.instead_of(one) for one, _ in found)),
            excerpt=text,
            place=place,
            words=found[0][1] if found[0][1] in text else "",
            shared=shared,
        )
        if any((one.pk, about, finding.key) not in self.left for one, _ in found):
            yield finding

    def typed(self, former: FormerDetail, text: str) -> str:
        return next(iter(typed_in(text, former.value, tuple(self.now.values()))), "")

    def said_of(self, former: FormerDetail) -> str:
        now = self.now.get(former.field)
        return f"{former.get_field_display()}. {f'It is {now} now.' if now else 'There is none now.'}"

    def instead_of(self, former: FormerDetail) -> str:
        now = self.now.get(former.field)
        return f"Write {now}." if now else "Take it out."


def old_details(page: Page) -> Iterator[Finding]:
    known: OldDetails = page.check_lookups.once(OldDetails.known)
    for extract in page.text_extracts if known.former else ():
        links = " ".join(link.target.get("href", "") for link in extract.links)
        yield from known.findings(extract.text, links, extract.place, name_of(page))


def name_of(text: Any) -> str:
    """What a text is called where it is remembered that it was left: "faq.topicpage 12"."""
    return f"{text._meta.label_lower} {text.pk}"
