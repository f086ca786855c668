"""A second factor: asked for at every door, set up before anything else where everybody needs one, not guessed."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from clinic.people.first_admin import link_for
from clinic.people.models import User
from clinic.staff.login.asked_again import GUARDED
from clinic.staff.login.guessing_limits import MOST_HERE
from clinic.staff.login.last_admin import KEPT_RIGHTS
from clinic.staff.login.second_factor import GUESSING, MOST_CODES, TOO_MANY_CODES
from tests.authorisation.addresses import addresses
from tests.cast import ProcessClient, member
from tests.jobs import do_waiting_jobs

pytestmark = pytest.mark.django_db

NO_ROWS = {
    f"{form}-{field}": "0"
    for form in ("page_permissions", "collection_permissions", "document_permissions", "image_permissions")
    for field in ("TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS")
}


@pytest.fixture(autouse=True)
def at_the_start_of_a_code(time_machine):
    """A code is right for half a minute: the test has all of it."""
    time_machine.move_to(time.time() // 30 * 30)


@pytest.fixture(autouse=True)
def as_if_committed(monkeypatch):
    """What waits for the commit of a request is done at once: the request of a test never commits."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, *_, **__: act())


def enter(client, role="writer", path="/admin/login/", password=None):
    form = {"username": role, "password": password or f"{role}-password", "next": "/admin/reports/"}
    return client.post(path, form)


def code_for(secret, later=0):
    counter = int(time.time()) // 30 + later
    return f"{hotp_value(secret, counter):06}"


def set_up_app(client):
    """What somebody does who scans the picture and types what the app shows. Returns the key."""
    page = client.get(reverse("mfa_activate_totp", urlconf="clinic.urls.staff"))
    secret = page.context["form"].secret
    done = client.post(page.request["PATH_INFO"], {"code": code_for(secret, -1)})
    assert done.status_code == 302, done.context["form"].errors
    return secret


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.fixture
def with_app(anyone):
    """(a member of staff's browser before the login, the key of their app)"""
    member("writer")
    browser = ProcessClient("staff")
    enter(browser)
    return anyone, set_up_app(browser)


def acts():
    return list(ModelLogEntry.objects.order_by("timestamp").values_list("action", flat=True))


def test_a_password_alone_does_not_open_an_account_with_a_second_factor(with_app):
    browser, secret = with_app
    asked = enter(browser)
    assert asked["Location"] == "/admin/second-factor/authenticate/"
    for path in ("/admin/", "/admin/account/", "/admin/second-factor/totp/deactivate/", "/admin/login/"):
        browser.get(path)
        assert not is_in(browser)
    entered = browser.post("/admin/second-factor/authenticate/", {"code": code_for(secret)})
    assert entered["Location"] == "/admin/reports/"
    assert is_in(browser)


@pytest.mark.parametrize("required", ["required", "offered"])
def test_whatever_logs_somebody_in_they_get_no_further_without_it(with_app, settings, required):
    settings.SECOND_FACTOR = required
    browser, _ = with_app
    browser.force_login(member("writer"))
    assert browser.get("/admin/second-factor/totp/deactivate/")["Location"] == "/admin/login/"
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("required", "of their own, then a second factor."),
        ("offered", "In their account they can add a second factor."),
    ],
)
def test_whoever_invites_is_told_what_this_clinic_asks_of_the_invited(anyone, settings, asked, words):
    member("admin")
    enter(anyone, "admin")
    set_up_app(anyone)
    settings.SECOND_FACTOR = asked
    assert words in " ".join(anyone.get("/admin/users/new/").content.decode().split())


def test_a_new_password_by_mail_does_not_lead_past_it(with_app):
    browser, _ = with_app
    page = browser.get(link_for(member("writer")).removeprefix("http://localhost:8001"), follow=True)
    words = {"new_password1": "seven lemons on a sill", "new_password2": "seven lemons on a sill"}
    browser.post(page.request["PATH_INFO"], words)
    assert not is_in(browser)
    assert "authenticate" in enter(browser, password=words["new_password1"])["Location"]
    assert not is_in(browser)


def test_where_everybody_needs_one_it_comes_before_everything_else(anyone, settings):
    settings.SECOND_FACTOR = "required"
    for role in ("writer", "reviewer", "publisher", "admin"):
        browser = ProcessClient("staff")
        member(role)
        enter(browser, role)
        for path in ("/admin/", "/admin/pages/", "/admin/account/", "/documents/1/x.pdf", "/admin/editing-sessions/1/"):
            assert browser.get(path)["Location"] == "/admin/second-factor/", path
        assert browser.post("/admin/account/", {"x": 1}).status_code == 302
        assert "Here everybody has one" in browser.get("/admin/second-factor/").content.decode()
        set_up_app(browser)
        assert is_in(browser)


def test_where_it_is_offered_nobody_is_kept_from_their_work(anyone):
    member("writer")
    assert enter(anyone)["Location"] == "/admin/reports/"
    assert is_in(anyone)


def test_a_code_opens_once_and_cannot_be_guessed(with_app):
    browser, secret = with_app
    used = code_for(secret)
    enter(browser)
    browser.post("/admin/second-factor/authenticate/", {"code": used})
    assert is_in(browser)
    thief = ProcessClient("staff")
    enter(thief)
    for way_of_writing in (used, f"{used[:3]} {used[3:]}", f"{used[:3]}-{used[3:]}"):
        thief.post("/admin/second-factor/authenticate/", {"code": way_of_writing})
        assert not is_in(thief)
    mail.outbox.clear()
    for number in range(MOST_CODES):
        said = thief.post("/admin/second-factor/authenticate/", {"code": f"{number:06}"}).content.decode()
    thief.post("/admin/second-factor/authenticate/", {"code": code_for(secret, 1)})
    assert not is_in(thief)
    assert TOO_MANY_CODES in said or "Too many" in said
    assert [letter.subject for letter in mail.outbox] == [GUESSING]


def test_a_recovery_code_opens_once(with_app):
    browser, _ = with_app
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    enter(browser)
    browser.post("/admin/second-factor/authenticate/", {"code": codes[0]})
    assert is_in(browser)
    other = ProcessClient("staff")
    enter(other)
    other.post("/admin/second-factor/authenticate/", {"code": codes[0]})
    assert not is_in(other)


def test_the_database_alone_gives_no_code_away(with_app, settings):
    browser, secret = with_app
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    settings.SECRET_KEY = "another"
    enter(browser)
    assert browser.post("/admin/second-factor/authenticate/", {"code": code_for(secret)}).status_code == 200
    assert not is_in(browser)


def test_an_admin_helps_whoever_lost_theirs_and_nobody_else_does(with_app, staff):
    browser, secret = with_app
    writer = member("writer")
    path = f"/admin/users/{writer.pk}/second-factor/"
    for role in ("reviewer", "publisher"):
        staff(role).post(path)
    assert Authenticator.objects.filter(user=writer).exists()
    assert "really Wren Adeyemi" in staff("admin").get(path).content.decode()
    enter(browser)
    browser.post("/admin/second-factor/authenticate/", {"code": code_for(secret)})
    assert is_in(browser)
    staff("admin").post(path)
    assert not is_in(browser)
    assert mail.outbox[-1].to == [writer.email] and "removed" in mail.outbox[-1].subject
    enter(browser)
    assert is_in(browser)
    own = f"/admin/users/{member('admin').pk}/second-factor/"
    assert staff("admin").post(own)["Location"] == "/admin/second-factor/"


def test_a_login_left_open_is_no_takeover(anyone, time_machine):
    """An hour after the password it is asked for again before accounts, roles and factors of others change."""
    admin, writer = member("admin"), member("writer")
    enter(anyone, "admin")
    edit = f"/admin/users/edit/{writer.pk}/"
    form = {"username": "writer", "email": "w@x.example", "first_name": "W", "last_name": "Now", "is_active": "on"}
    form["groups"] = [str(writer.groups.get().pk)]
    time_machine.move_to(time.time() + 60 * 60)
    paths = [edit, "/admin/users/new/", f"/admin/users/{writer.pk}/invite/"]
    paths += [f"/admin/groups/edit/{admin.groups.get().pk}/", "/admin/groups/new/"]
    paths += [f"/admin/users/{writer.pk}/second-factor/", f"/admin/bulk/people/user/assign_role/?id={writer.pk}"]
    form |= {"leaver": str(writer.pk), "successor": str(admin.pk), "deactivate": "on"}
    paths += ["/admin/hand-over/"]
    for path in paths:
        assert "/second-factor/again/" in anyone.post(path, form)["Location"], path
    for path in paths[:-1]:
        assert "/second-factor/again/" in anyone.post(path, form | {"show": "1"})["Location"], path
    assert anyone.post("/admin/hand-over/", form | {"show": ""}).status_code == 200
    writer.refresh_from_db()
    assert writer.is_active
    again = anyone.post(edit, form)["Location"]
    failures = acts().count("clinic.login_failed")
    for _ in range(MOST_HERE):
        anyone.post(again, {"password": "wrong"})
    assert acts().count("clinic.login_failed") == failures + MOST_HERE
    assert "wrong too many times" in anyone.post(again, {"password": "admin-password"}).content.decode()
    time_machine.move_to(time.time() + 16 * 60)
    anyone.post(again, {"password": "admin-password"})
    writer.refresh_from_db()
    assert writer.last_name == "Now"
    assert "again" not in anyone.post(edit, form)["Location"]


def test_every_screen_that_changes_accounts_or_roles_asks():
    """One that comes with a newer Wagtail or with us is guarded, or looks only."""
    looks = {"index", "index_results", "history", "history_results", "usage"}
    found = {address.name for address in addresses("clinic.urls.staff") if address.name.startswith("wagtailusers_")}
    assert {name for name in found if name.rpartition(":")[2] not in looks} == GUARDED & found
    assert "clinic_hand_over" in GUARDED


def test_the_record_tells_who_got_in_who_did_not_and_what_changed(with_app, staff):
    browser, secret = with_app
    enter(browser, password="wrong")
    enter(browser, "no-such-name-or-a-password")
    enter(browser)
    browser.post("/admin/second-factor/authenticate/", {"code": "000000"})
    browser.post("/admin/second-factor/authenticate/", {"code": code_for(secret)})
    writer = member("writer")
    form = {"username": "writer", "email": writer.email, "first_name": "W", "last_name": "A", "is_active": "on"}
    form["groups"] = [str(group.pk) for group in member("reviewer").groups.all()]
    staff("admin").post(f"/admin/users/edit/{writer.pk}/", form)
    expected = ["clinic.logged_in", "clinic.second_factor_added", "clinic.second_factor_added"]
    expected += ["clinic.login_failed", "clinic.login_failed", "clinic.second_factor_failed", "clinic.logged_in"]
    assert [act for act in acts() if act.startswith("clinic.log") or "factor" in act] == expected
    assert {"clinic.rights_given", "clinic.rights_taken"} <= set(acts())
    record = staff("admin").get("/admin/record/").content.decode()
    assert "Wrong code" in record and "no such account" in record and "Clinical reviewer" in record
    assert "no-such-name-or-a-password" not in record
    assert any("writer@clinic.example" in letter.to for letter in mail.outbox)


def test_somebody_sees_where_they_are_logged_in_and_ends_the_others(anyone):
    member("writer")
    other = ProcessClient("staff", headers={"User-Agent": "A telephone 1.0"})
    enter(other)
    enter(anyone)
    assert "A telephone" in anyone.get("/admin/logins/").content.decode()
    assert [letter.subject for letter in mail.outbox] == ["Somebody logged in with a browser that was not used before"]
    enter(ProcessClient("staff", headers={"User-Agent": "A telephone 2.1"}))
    enter(ProcessClient("staff", headers={"User-Agent": "A telephone 2.2"}))
    assert len(mail.outbox) == 1
    anyone.post("/admin/logins/")
    assert is_in(anyone) and not is_in(other)


def test_the_last_admin_stays_one_whatever_is_posted(staff):
    admin, browser = member("admin"), staff("admin")
    writer_role = member("writer").groups.get()
    form = {"username": "admin", "email": admin.email, "first_name": "A", "last_name": "L", "is_active": "on"}
    form["groups"] = [str(admin.groups.get().pk)]
    tries = {
        f"/admin/users/edit/{admin.pk}/": form | {"groups": [str(writer_role.pk)], "last_name": "Changed"},
        f"/admin/users/edit/{admin.pk}/?": {key: value for key, value in form.items() if key != "is_active"},
        f"/admin/users/delete/{admin.pk}/": {},
        f"/admin/bulk/people/user/delete/?id={admin.pk}": {},
        f"/admin/bulk/people/user/set_active_state/?id={admin.pk}": {"mark_as_active": "False"},
        reverse("clinic_hand_over", urlconf="clinic.urls.staff"): {
            "leaver": admin.pk,
            "successor": member("writer").pk,
            "deactivate": "on",
        },
        f"/admin/groups/delete/{admin.groups.get().pk}/": {},
        f"/admin/groups/edit/{admin.groups.get().pk}/": {"name": "Clinic admin of old"} | NO_ROWS,
        f"/admin/groups/edit/{admin.groups.get().pk}/?": {"name": "Clinic admin"} | NO_ROWS,
    }
    for path, body in tries.items():
        browser.post(path, body)
        admin.refresh_from_db()
        assert admin.is_active and admin.groups.get().name == "Clinic admin", path
        assert admin.last_name != "Changed"
        assert admin.groups.get().permissions.filter(codename__in=KEPT_RIGHTS).count() == 2, path
    edit_role = f"/admin/groups/edit/{admin.groups.get().pk}/"
    for path, why in ((next(iter(tries)), "is the only admin"), (edit_role, "stays"), (f"{edit_role}?", "may always")):
        assert why in browser.post(path, tries[path], follow=True).content.decode(), path


def test_not_all_admins_go_at_once(staff):
    """Somebody who may change people, and is no admin, names all admins in one act."""
    clerk, browser = member("writer"), staff("writer")
    clerk.groups.get().permissions.add(*Permission.objects.filter(codename__in=["change_user", "delete_user"]))
    other = User.objects.create_user("other", "other@clinic.example", "other-password")
    other.groups.add(member("admin").groups.get())
    everybody = f"id={member('admin').pk}&id={other.pk}"
    for act, body in {"set_active_state": {"mark_as_active": "False"}, "delete": {}}.items():
        answer = browser.post(f"/admin/bulk/people/user/{act}/?{everybody}", body, follow=True)
        assert "are the only admins" in answer.content.decode()
        assert User.objects.filter(is_active=True, groups__name="Clinic admin").count() == 2


def test_with_a_second_admin_the_first_may_go(staff):
    other = User.objects.create_user("other", "other@clinic.example", "other-password")
    other.groups.add(member("admin").groups.get())
    staff("admin").post(f"/admin/users/delete/{other.pk}/")
    assert not User.objects.filter(pk=other.pk).exists()


def test_an_admin_who_has_never_chosen_a_password_does_not_count(staff):
    waiting = User.objects.create_user("waiting", "waiting@clinic.example")
    waiting.groups.add(member("admin").groups.get())
    staff("admin").post(f"/admin/bulk/people/user/delete/?id={member('admin').pk}", {})
    assert User.objects.filter(username="admin").exists()


def test_an_idle_login_ends_and_an_open_screen_does_not_keep_it_alive(anyone, settings, time_machine):
    settings.IDLE_MINUTES = 30
    member("writer")
    enter(anyone)
    began = time.time()
    assert is_in(anyone)
    time_machine.move_to(began + 29 * 60)
    assert anyone.get("/admin/still-here/").json()["left"] <= 60
    anyone.post("/admin/editing-sessions/1/ping/")
    time_machine.move_to(began + 29 * 60 + 30)
    assert anyone.post("/admin/still-here/").json()["left"] > 29 * 60
    time_machine.move_to(began + 59 * 60)
    anyone.get("/admin/still-here/")
    time_machine.move_to(began + 60 * 60)
    assert anyone.get("/admin/still-here/").status_code == 401
    assert "Nobody used this for 30 minutes" in anyone.get("/admin/", follow=True).content.decode()


def test_a_working_day_ends_a_login_however_busy_it_was(anyone, settings, time_machine):
    settings.IDLE_MINUTES = 30
    member("writer")
    enter(anyone)
    began = time.time()
    for later in range(0, settings.SESSION_COOKIE_AGE, 29 * 60):
        time_machine.move_to(began + later)
        assert anyone.post("/admin/still-here/").status_code == 200
    time_machine.move_to(began + settings.SESSION_COOKIE_AGE)
    assert anyone.get("/admin/still-here/").status_code == 401


def test_a_forgotten_password_gets_the_same_answer_whoever_asks(anyone):
    member("writer")
    pages, queries = [], []
    anyone.post("/admin/password_reset/", {"email": "first@elsewhere.example"}, follow=True)
    for address in ("writer@clinic.example", "nobody@elsewhere.example"):
        with CaptureQueriesContext(connection) as asked:
            pages.append(anyone.post("/admin/password_reset/", {"email": address}, follow=True).content)
        queries.append(len(asked))
    assert queries[0] == queries[1] and len(pages[0]) == len(pages[1])
    assert mail.outbox == []
    do_waiting_jobs()
    assert [letter.to for letter in mail.outbox] == [["writer@clinic.example"]]
    assert "http://localhost:8001/admin/password_reset/confirm/" in mail.outbox[0].body
