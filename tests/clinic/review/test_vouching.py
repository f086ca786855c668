"""Nobody makes a clinician alone: whoever is named as knowing her says so in their own account, of the very entry."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from clinic.people.models import User
from clinic.review import signing_links
from clinic.review.models import Clinician, SignOffLink
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
REGISTER, VOUCHING = "/admin/snippets/review/clinician/", "/admin/vouching/"


def fields(**changes):
    until = (build.TODAY + datetime.timedelta(days=90)).isoformat()
    entry = {"name": "Dr Maya Ortiz", "title": "MD", "registration": "MD 777", "email": "maya@hospital.example"}
    return entry | {"vouched_by": member("reviewer").pk, "until": until} | changes


def entered(admin, **changes):
    admin.post(f"{REGISTER}add/", fields(**changes))
    return Clinician.objects.first()


def edited(admin, entry, **changes):
    return admin.post(f"{REGISTER}edit/{entry.pk}/", fields(**changes), follow=True)


def confirm(browser, entry, **posted):
    return browser.post(f"{VOUCHING}{entry.pk}/", {"agree": "1", "seen": entry.seen} | posted, follow=True)


def draft():
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    return page


def invite(browser, page, entry):
    return browser.post(f"/admin/checking/{page.pk}/invite/", {"seen": build.seen(page), "clinician": entry.pk})


def test_nobody_can_be_asked_before_the_voucher_has_said_yes(staff):
    page, admin, reviewer = draft(), staff("admin"), staff("reviewer")
    entry = entered(admin)
    assert mail.outbox[-1].to == ["reviewer@clinic.example"]
    invite(admin, page, entry)
    assert not SignOffLink.objects.exists()
    shown = admin.get(f"/admin/checking/{page.pk}/invite/").text
    assert "Dr Maya Ortiz cannot be asked yet: Dr Ruth Okafor has not said that they vouch for them." in shown
    assert VOUCHING in reviewer.get("/admin/").text
    assert "I vouch for Dr Maya Ortiz, MD, MD 777, maya@hospital.example" in reviewer.get(VOUCHING).text
    confirm(reviewer, entry)
    assert VOUCHING not in reviewer.get("/admin/").text
    invite(admin, page, entry)
    assert SignOffLink.objects.open().count() == 1


@pytest.mark.parametrize("voucher", ["admin", "publisher", "writer"])
def test_only_somebody_who_may_approve_vouches_and_never_whoever_writes_the_entry(staff, voucher):
    assert entered(staff("admin"), vouched_by=member(voucher).pk) is None


def both_roles():
    admin = member("admin")
    admin.groups.add(*member("reviewer").groups.all())
    return User.objects.get(pk=admin.pk)


def test_an_admin_who_may_approve_does_not_vouch_for_their_own_entry(staff):
    both = both_roles()
    assert entered(staff("admin"), vouched_by=both.pk) is None
    entry = build.clinician(vouched_by=both, entered_by=both, confirmed_at=None)
    confirm(staff("admin"), entry)
    assert not Clinician.objects.askable().exists()
    build.details(one_person_signs=True)
    confirm(staff("admin"), entry)
    assert Clinician.objects.askable().exists()


@pytest.mark.parametrize("role", ["writer", "publisher", "admin"])
def test_nobody_says_yes_for_the_voucher(staff, role):
    entry = entered(staff("admin"))
    assert confirm(staff(role), entry).status_code == 404
    assert not Clinician.objects.askable().exists()


@pytest.mark.parametrize(
    "change",
    [{"name": "Dr Ann Other"}, {"title": "Professor"}, {"registration": "1"}, {"email": "wren@home.example"}],
)
def test_another_word_in_the_entry_ends_what_was_confirmed_and_the_open_links(staff, change):
    admin, reviewer, page = staff("admin"), staff("reviewer"), draft()
    entry = entered(admin)
    confirm(reviewer, entry)
    invite(admin, page, entry)
    edited(admin, entry, **change)
    confirm(reviewer, entry)  # As it was read before.
    entry.refresh_from_db()
    assert entry.confirmed_at is None and SignOffLink.objects.get().state == "revoked"
    confirm(reviewer, entry)
    assert not SignOffLink.objects.open().exists()


def test_a_longer_time_ends_nothing(staff):
    admin, entry = staff("admin"), entered(staff("admin"))
    confirm(staff("reviewer"), entry)
    edited(admin, entry, until=(build.TODAY + datetime.timedelta(days=400)).isoformat())
    assert Clinician.objects.askable().exists()


def test_whoever_vouched_can_take_it_back(staff):
    entry = entered(staff("admin"))
    confirm(staff("reviewer"), entry)
    staff("reviewer").post(f"{VOUCHING}{entry.pk}/", {"sure": "1"})
    assert not Clinician.objects.askable().exists()
    assert "nobody vouches for them" in staff("admin").get(f"/admin/checking/{draft().pk}/invite/").text


def has_left(voucher):
    User.objects.filter(pk=voucher.pk).update(is_active=False)


def has_another_role(voucher):
    voucher.groups.clear()


def is_deleted(voucher):
    voucher.delete()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (has_left, "Dr Ruth Okafor, who vouched for them, has left"),
        (has_another_role, "Dr Ruth Okafor may approve no more"),
        (is_deleted, "Whoever vouched for them has left"),
    ],
)
def test_nobody_is_asked_whose_voucher_is_not_there_to_answer_for_them(staff, anyone, happens, said):
    admin, page = staff("admin"), draft()
    entry = build.clinician()
    _link, token = signing_links.invite(page, member("admin"), build.seen(page), entry)
    assert anyone.get(f"/sign/{token}/").status_code == 200
    happens(member("reviewer"))
    assert not Clinician.objects.askable().exists()
    assert anyone.get(f"/sign/{token}/").status_code == 410
    assert said in admin.get(f"/admin/checking/{page.pk}/invite/").text
    assert said in admin.get(REGISTER).text
    with pytest.raises(ValidationError, match="An admin chooses who vouches for them now"):
        signing_links.invite(page, member("admin"), build.seen(page), entry)


def test_somebody_else_who_vouches_then_is_asked(staff):
    admin, entry = staff("admin"), build.clinician()
    has_left(member("reviewer"))
    other = User.objects.create(username="second", email="second@clinic.example", public_name="Dr Ines Rey")
    other.groups.add(*member("reviewer").groups.all())
    assert "Select a valid choice" in edited(admin, entry).text or "may not approve" in edited(admin, entry).text
    edited(admin, entry, vouched_by=other.pk)
    entry.refresh_from_db()
    assert entry.vouched_by == other and not entry.confirmed_at
    assert mail.outbox[-1].to == ["second@clinic.example"]


def test_the_history_has_every_field_from_what_to_what(staff):
    admin, entry = staff("admin"), entered(staff("admin"))
    confirm(staff("reviewer"), entry)
    changes = {"name": "Dr Ann Other", "title": "PhD", "registration": "9", "email": "ann@hospital.example"}
    edited(admin, entry, **changes, until="2099-05-01")
    told = admin.get(f"{REGISTER}history/{entry.pk}/").text + admin.get("/admin/record/").text
    for words in ("“Dr Maya Ortiz” became “Dr Ann Other”", "“MD” became “PhD”", "“MD 777” became “9”"):
        assert words in told
    assert "became “ann@hospital.example”" in told and "became “2099-05-01”" in told
    assert "Vouched for, in these words" in told
