"""Names of that time: two who were called otherwise since must not be taken for one another."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.db.models import prefetch_related_objects

from clinic.people.models import User

register = template.Library()


@register.filter
def name_at(user: User, moment: datetime) -> str:
    return user.name_at(moment)


@register.simple_tag
def acted_as(display_name: str, entry: object, rows: Iterable[object]) -> str:
    """Of a row of a history its person as they were called then; of any other row the name as it is given.

    Each of `rows`, which the table shows, has a `User` of its own: what all were called is read at once.
    """
    user, moment = getattr(entry, "user", None), getattr(entry, "timestamp", None)
    if not isinstance(user, User) or not moment:
        return display_name
    people = [person for row in rows if isinstance(person := getattr(row, "user", None), User)]
    prefetch_related_objects(people, "former_names")
    then = user.name_at(moment)
    return display_name if then == user.display_name else then
