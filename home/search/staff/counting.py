"""What patients search for, counted by day: never who or when, and nothing that could be somebody's own data."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec

from django.db import DatabaseError, connection
from django.db.models import F, Max, Sum
from django.utils import timezone

from clinic.content.language.plain_words import words_in
from home.models import SearchCount, SuggestedQuestion
from home.search.finding import Found
from home.search.help_cards.rules import CRISIS
from home.search.language.words import language
from home.search.screening import personal_in

P = ParamSpec("P")
logger = logging.getLogger(__name__)

DAYS_KEPT = 90
# Words searched less often could point to one person.
FEWEST_SHOWN = 3
# Longer ones are stories: nobody else would type the same.
MOST_COUNTED = 6
ADD = """INSERT INTO home_searchcount (day, language, words, times, found, opened, answered)
    VALUES (%s, %s, %s, 1, %s, 0, %s)
    ON CONFLICT (day, language, words) DO UPDATE SET times = home_searchcount.times + 1, found = EXCLUDED.found,
    answered = home_searchcount.answered + EXCLUDED.answered"""


def normalised(typed: str, code: str) -> str:
    """The words to count `typed` under; empty where it is not counted."""
    words = [word for word in words_in(typed) if word not in language(code).stop]
    return "" if len(words) > MOST_COUNTED or personal_in(typed) else " ".join(words)[:120]


def if_it_can(count: Callable[P, None]) -> Callable[P, None]:
    """Nobody's search fails because the database takes no changes just now, or is busy with something else."""

    @wraps(count)
    def tried(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            count(*args, **kwargs)
        except DatabaseError as error:
            logger.warning("A search could not be counted: %s", type(error).__name__)

    return tried


@if_it_can
def count(found: Found, in_place: bool) -> None:
    """One more search; one with a word that nothing answers found nothing. `in_place`: the answer was shown in full.

    Words of a crisis are counted nowhere.
    """
    words = normalised(found.typed, found.language)
    if words and not (found.card and found.card.level == CRISIS):
        with connection.cursor() as cursor:
            many = 0 if found.missing else len(found)
            cursor.execute(ADD, [timezone.localdate(), found.language, words, many, int(in_place)])


@if_it_can
def count_opened(typed: str, code: str) -> None:
    """One more result opened, of a search that was counted today."""
    today = SearchCount.objects.filter(day=timezone.localdate(), language=code, words=normalised(typed, code))
    today.filter(opened__lt=F("times") * 10).update(opened=F("opened") + 1)


def forget() -> int:
    """Counts of more than DAYS_KEPT days ago go, and suggestions no longer needed. Says how many counts there were."""
    SuggestedQuestion.objects.no_longer_needed().delete()
    return SearchCount.objects.filter(day__lt=timezone.localdate() - timedelta(days=DAYS_KEPT)).delete()[0]


def counts(code: str, days: int = DAYS_KEPT) -> list[Mapping[str, Any]]:
    """[{words, searched, most (found), clicked, in_place}] of the last `days`, the most frequent first."""
    rows = SearchCount.objects.filter(language=code, day__gt=timezone.localdate() - timedelta(days=days))
    summed = rows.values("words").annotate(searched=Sum("times"), clicked=Sum("opened"), in_place=Sum("answered"))
    summed = summed.annotate(most=Max("found"))
    return list(summed.filter(searched__gte=FEWEST_SHOWN).order_by("-searched", "words"))


def is_in_vain(row: Mapping[str, Any]) -> bool:
    """Whether nobody got an answer: nothing was found, or fifty things of which nobody wanted to open one."""
    return not row["most"] or not (row["clicked"] or row["in_place"])
