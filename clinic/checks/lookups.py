"""What the editorial checks look up beside the page itself, each kind once, however many pages are checked."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.models import Locale, Page

from clinic.checks.claims.engine import Rule, in_force
from clinic.checks.claims.meanings import ClaimMeanings
from clinic.checks.claims.name_lists import names_in_use
from clinic.checks.models import ClaimRule
from clinic.content.models import ClinicDocument, KeyFigure
from clinic.review.models import Review
from clinic.site.models import ClinicDetails


class CheckLookups:
    """Rules, key figures, and which pages and documents are there. Nothing is looked up before it is asked for."""

    def __init__(self) -> None:
        self.known: dict[type | str, dict[Any, bool]] = {}
        self.found: dict[tuple[Any, ...], Any] = {}

    @cached_property
    def rules(self) -> list[Rule]:
        """The claim rules that hold where this clinic is."""
        place = ClinicDetails.objects.filter(site__is_default_site=True).values_list("jurisdiction", flat=True).first()
        names = names_in_use()
        return in_force([rule.as_rule(names) for rule in ClaimRule.objects.switched_on()], place or "")

    @cached_property
    def meanings(self) -> ClaimMeanings:
        """What sentences claim by their meaning."""
        return ClaimMeanings.of_staff()

    @cached_property
    def languages(self) -> dict[int, str]:
        """`{id of a locale: its code}`."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def figures(self) -> dict[str, str]:
        """`{id as text: what the key figure says}`."""
        return {str(figure.pk): figure.text for figure in KeyFigure.objects.all()}

    @cached_property
    def checked_days(self) -> dict[int, date]:
        """`{page id: the day its words were last checked}`."""
        latest = Review.objects.approving().latest_by_page()
        return {review.page_id: review.created_at.date() for review in latest.only("page_id", "created_at")}

    def once(self, look_up: Callable[..., Any], *about: Any) -> Any:
        """What `look_up(*about)` returns, called once: for what the checks of other rooms need."""
        key = (look_up, *about)
        if key not in self.found:
            self.found[key] = look_up(*about)
        return self.found[key]

    def last_checked(self, page: Page) -> date | None:
        """The day the page was last checked; None when nobody has yet."""
        return self.checked_days.get(page.pk)

    def live_pages(self, ids: Iterable[int]) -> set[int]:
        """Those of `ids` that visitors can open."""
        return self.among(Page.objects.live(), ids)

    def coming_pages(self, ids: Iterable[int], site: str) -> set[int]:
        """Those of `ids` that nobody has published yet, below `site`, a beginning of `url_path`; not in the bin."""
        rows = Page.objects.filter(live=False, first_published_at=None, url_path__startswith=site)
        return self.among(rows, ids, f"coming below {site}")

    def documents(self, ids: Iterable[int]) -> set[int]:
        """Those of `ids` that exist."""
        return self.among(ClinicDocument.objects.all(), ids)

    def among(self, rows: QuerySet[Any], ids: Iterable[int], name: str = "") -> set[int]:
        """The primary keys of `ids` that are in `rows`, called `name` or by their model; each id is looked up once."""
        known = self.known.setdefault(name or rows.model, {})
        new = {pk for pk in ids if pk not in known}
        if new:
            found = set(rows.filter(pk__in=new).values_list("pk", flat=True))
            known |= {pk: pk in found for pk in new}
        return {pk for pk in ids if known[pk]}
