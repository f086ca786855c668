"""A save of which the answer got lost on the way: the form does not know that the newest draft is its own.

Each form says in `editing_tab` which tab it is in (keep-last-words.js); the session keeps which draft each tab saved.
"""

from django.http import HttpRequest, QueryDict
from wagtail.models import Page, Revision

from clinic.people.requests import StaffRequest

TAB, SAVES = "editing_tab", "saves_of_tabs"
# A session forgets the tabs before.
MOST_TABS, LONGEST_NAME = 20, 40


def note_save(request: StaffRequest, page: Page) -> None:
    """Hook `after_edit_page`. Written at once: an answer that fails later would not keep the session."""
    tab, newest = tab_of(request), page.get_latest_revision()
    saves = request.session.get(SAVES, {})
    if tab and newest and saves.get(tab) != newest.pk:
        others = [(name, pk) for name, pk in saves.items() if name != tab][1 - MOST_TABS :]
        request.session[SAVES] = dict([*others, (tab, newest.pk)])
        request.session.save()


def is_from_this_tab(request: HttpRequest, newest: Revision) -> bool:
    tab = tab_of(request)
    return bool(tab) and newest.user_id == request.user.pk and request.session.get(SAVES, {}).get(tab) == newest.pk


def tab_of(request: HttpRequest) -> str:
    return request.POST.get(TAB, "")[:LONGEST_NAME]


def knowing(posted: QueryDict, newest: Revision) -> QueryDict:
    """What was posted, from a form that knows of the newest draft."""
    known = posted.copy()
    known.pop("overwrite_revision_id", None)
    known["loaded_revision_id"] = str(newest.pk)
    known["loaded_revision_created_at"] = newest.created_at.isoformat()
    return known
