"""What the editorial checks read of a page: a mixin for page types."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar

from django.utils.functional import cached_property

from clinic.checks.claims.page_claims import claims_elsewhere, unread_language, unsupported_claims
from clinic.checks.completeness import empty_places, rules_not_kept, undescribed_pictures
from clinic.checks.findings import ADVISE, Finding, in_order
from clinic.checks.findings_panel import anchors_of
from clinic.checks.language_findings import mostly_another_language
from clinic.checks.link_findings import dead_links, figures_in_another_language, vague_links
from clinic.checks.lookups import CheckLookups
from clinic.checks.old_details.check import old_details
from clinic.checks.place_findings import missing_places, places_left_out
from clinic.checks.reading_ease import READING
from clinic.checks.remarks import remarks_of_reviewers
from clinic.checks.runner import read_anew
from clinic.checks.same_title import same_title
from clinic.checks.text.block_locations import BlockLocation, read_block_locations
from clinic.checks.text.extracts import TextExtract, text_extracts_of
from clinic.content.page_mixin_base import PageMixin

# Numbers of people and offers: on a page about the clinic itself no clinician knows better.
ABOUT_THE_CLINIC = {"C10", "C19"}


class Proofread(PageMixin):
    """What the editorial checks read of a page. Page types add checks of their own to the list."""

    # Functions from the page to findings; clinic.checks.runner.findings_for runs them.
    editorial_checks: ClassVar[list[Callable[..., Iterator[Finding]]]] = [
        remarks_of_reviewers,
        unsupported_claims,
        unread_language,
        mostly_another_language,
        empty_places,
        rules_not_kept,
        undescribed_pictures,
        dead_links,
        figures_in_another_language,
        vague_links,
        old_details,
        *READING,
    ]
    # Those that look for other pages, page by page: for one page, not for a report on all.
    searching_checks: ClassVar[list[Callable[..., Iterator[Finding]]]] = [same_title, missing_places, places_left_out]
    # Fields that hold the words of patients, not of the clinic.
    patient_words: tuple[str, ...] = ()
    # Fields that came when pages of the type had been approved: while they are empty, the approved words are the same.
    later_fields: tuple[str, ...] = ()
    # Fields of plain text that readers see as headings.
    heading_fields: tuple[str, ...] = ("title",)
    # What to say of a required field that is empty: {name: (message, suggestion)}.
    empty_words: ClassVar[dict[str, tuple[str, ...]]] = {}
    # Related rows that the checks read, fetched together when many pages are checked.
    editorial_relations: tuple[str, ...] = ()
    # Ids of pages that were chosen for readers to go on to.
    chosen_pages: Iterable[int] = ()
    # `{place: its words}` of what links may lead to on it; None where nobody knows. See clinic.content.links_to_places.
    places: Mapping[str, str] | None = None

    def too_long(self) -> dict[str, str]:
        """`{field: what to do}` of fields that must be shortened before anybody approves the page."""
        return {}

    def is_explained_elsewhere(self, word: str) -> bool:
        """Whether a check of the page's own looks after `word`, letters such as MRI."""
        return False

    def asks_for_clinician(self) -> str:
        """What it says that a clinician must look at, where its kind needs none; empty where it is nothing."""
        read_anew(self, None)
        found = [one for check in (unsupported_claims, claims_elsewhere, unread_language) for one in check(self)]
        serious = [one for one in in_order(found) if one.severity != ADVISE and one.rule not in ABOUT_THE_CLINIC]
        return " ".join(f"“{one.excerpt}” {one.message}" for one in serious)

    @cached_property
    def check_lookups(self) -> CheckLookups:
        return CheckLookups()

    @cached_property
    def block_locations(self) -> list[BlockLocation]:
        """Every block of the page with its place."""
        return read_block_locations(self)

    @cached_property
    def text_extracts(self) -> list[TextExtract]:
        """Everything a reader reads, read once for all checks of one run."""
        return text_extracts_of(self, self.check_lookups.figures)

    @classmethod
    @cache
    def editor_anchors(cls) -> dict[str, str]:
        return anchors_of(cls.get_edit_handler())

    @classmethod
    def editor_anchor(cls, field: str) -> str:
        """Where the editor shows the field of this name: "#panel-…-section"; empty when it does not."""
        return cls.editor_anchors().get(field, "")
