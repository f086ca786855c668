"""How far translations lag behind their source."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, JSONObject

from clinic.archive.models.edition import Edition
from clinic.archive.models.match import Match
from clinic.review.models import Byline

# The words of a Byline.
AS_READ = Case(When(title="", then=F("name")), default=Concat("name", Value(", "), "title"))


class TranslationQuerySet(models.QuerySet):
    def with_lag(self) -> Self:
        """Adds to each what it says and what it lags behind.

        `says_as_of`: the moment whose English words the live page says, `draft_says_as_of` the newest draft.
        `lags_since` and `draft_lags_since`: when the source first changed its meaning after that; None when it did not.
        """
        live = Q(revision__lte=OuterRef("page__live_revision"))
        told = self.annotate(says_as_of=latest_match(live), draft_says_as_of=latest_match(Q()))
        return told.annotate(
            lags_since=first_change_after("says_as_of"), draft_lags_since=first_change_after("draft_says_as_of")
        )

    def to_tell(self) -> Subquery:
        """For the page of the outer query what TranslationStatus holds, as JSON."""
        names = Byline.objects.shown().filter(page=OuterRef("page"), role=Byline.Role.TRANSLATOR)
        name = Coalesce(Subquery(names.values(told=AS_READ)[:1]), Value(""))
        told = JSONObject(translated_by=name, since="lags_since")
        return Subquery(self.with_lag().filter(page=OuterRef("pk")).values(told=told)[:1])


@dataclass(frozen=True)
class TranslationStatus:
    """What visitors of a translation are told. `since`: the moment of the change it lags behind, as in JSON."""

    translated_by: str
    since: str | None

    @property
    def lags_since(self) -> datetime | None:
        return datetime.fromisoformat(self.since) if self.since else None


def latest_match(which: Q) -> Coalesce:
    matches = Match.objects.filter(which, translation=OuterRef("pk")).order_by("-says_as_of", "-pk")
    return Coalesce(Subquery(matches.values("says_as_of")[:1]), F("begun_at"), output_field=DateTimeField())


def first_change_after(moment: str) -> Subquery:
    """When patients first read a source that means something else than at `moment`."""
    editions = Edition.objects.filter(page=OuterRef("source"), only_wording=False, live_from__gt=OuterRef(moment))
    return Subquery(editions.order_by("live_from").values("live_from")[:1])
