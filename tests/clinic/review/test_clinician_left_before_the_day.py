"""An approval stands for words, also when its clinician leaves before they go live; whoever publishes is told of it."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Revision

from clinic.jobs.scheduled_publishing import run_due
from clinic.people.models import User
from clinic.review import going_live
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
SAID = "Dr Ruth Okafor, who approved it, has left since"


def planned():
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    build.signed(page)
    day = timezone.now() + datetime.timedelta(days=5)
    going_live.schedule(page, member("publisher"), build.seen(page), go_live_at=day)
    return page


def leaves():
    User.objects.filter(pk=member("reviewer").pk).update(is_active=False)


def test_the_board_says_so(staff):
    planned()
    assert SAID not in staff("publisher").get("/admin/board/").text
    leaves()
    assert SAID in staff("publisher").get("/admin/board/").text


def test_the_words_that_were_read_go_live_under_the_name_of_whoever_read_them(patient):
    page = planned()
    leaves()
    moment = timezone.now() - datetime.timedelta(minutes=1)
    due = Revision.page_revisions.exclude(approved_go_live_at=None).get()
    due.approved_go_live_at, due.content["go_live_at"] = moment, moment.isoformat()
    due.save()
    run_due()
    assert "Checked by Dr Ruth Okafor" in patient.get(page.url).text
