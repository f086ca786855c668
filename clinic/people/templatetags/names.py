"""Names of that time: two who were called otherwise since must not be taken for one another."""

from datetime import datetime

from django import template

from clinic.people.models import User

register = template.Library()


@register.filter
def name_at(user: User, moment: datetime) -> str:
    return user.name_at(moment)


@register.filter
def acted_as(display_name: str, entry: object) -> str:
    """Of a row of a history its person as they were called then; of any other row the name as it is given."""
    user, moment = getattr(entry, "user", None), getattr(entry, "timestamp", None)
    then = user.name_at(moment) if isinstance(user, User) and moment else ""
    return then if "(now " in then else display_name
