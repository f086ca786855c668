"""An admin gives a leaver's pages to somebody else, and is told what became of pages and account."""

import pytest

from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def told(staff, **chosen):
    people = {"leaver": member("writer").pk, "successor": member("publisher").pk}
    return staff("admin").post("/admin/hand-over/", people | chosen, follow=True).content.decode()


def test_one_page_is_one_page(staff):
    build.topic(responsible=member("writer"))
    said = told(staff)
    assert f"1 page now belongs to {member('publisher').display_name}." in said
    assert "is deactivated" not in said


def test_more_are_counted_and_none_is_said(staff):
    build.topic(responsible=member("writer"), slug="one")
    build.topic(responsible=member("writer"), slug="two")
    assert "2 pages now belong to" in told(staff)
    assert f"{member('writer').display_name} owned no pages." in told(staff)


def test_the_account_that_is_closed_is_named(staff):
    said = told(staff, deactivate="on")
    assert f"The account of {member('writer').display_name} is deactivated." in said
    assert not type(member("writer")).objects.get(username="writer").is_active


def test_what_somebody_owns_is_shown_before_it_goes(staff):
    build.topic("Sleep", responsible=member("writer"))
    build.topic("Work", responsible=member("publisher"))
    asked = {"leaver": member("writer").pk, "show": ""}
    shown = staff("admin").post("/admin/hand-over/", asked).content.decode()
    assert f"{member('writer').display_name} owns 1 page" in shown
    assert ">Sleep</a>" in shown and ">Work</a>" not in shown


@pytest.mark.parametrize("said", ["", "0", "x", "9" * 30])
def test_nobody_is_nobody(staff, said):
    answer = staff("admin").get("/admin/hand-over/", {"leaver": said})
    assert answer.status_code == 200 and 'id="owned"' not in answer.content.decode()
