"""Saving over somebody else's newer draft is refused on every path; both texts stay, and a person takes one of them."""

import html
import re
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from wagtail.models import Comment, Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import inline_formset, streamfield

from clinic.staff.editing.models import KeptAside
from clinic.staff.editing.page_lock import page_lock
from clinic.staff.editing.stale_saves import NEWER, NEWER_OWN
from faq.models import TopicPage
from tests import builders as build
from tests import forms
from tests.cast import ProcessClient, member

pytestmark = pytest.mark.django_db

FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
# Of the statement in each.
ITS_ANSWER, ITS_OTHER = "44444444-4444-4444-8444-444444444444", "55555555-5555-4555-8555-555555555555"
ACTIONS = ["", *(f"action-{name}" for name in ("submit", "publish", "restart-workflow", "cancel-workflow", "nonsense"))]


@pytest.fixture
def topic():
    """A live topic of two questions."""
    return two_questions()


def two_questions():
    first = build.question("What is it?", build.statement() | {"id": ITS_ANSWER}, id=FIRST)
    second = build.question("Why?", build.statement() | {"id": ITS_OTHER}, id=SECOND)
    return build.topic(questions=[first, second])


def edit_url(page):
    return f"/admin/pages/{page.pk}/edit/"


SAME = "<p>CRPS is a condition that causes lasting pain.</p>"
IDS = {"0-id": FIRST, "0-value-answer-0-id": ITS_ANSWER, "1-id": SECOND, "1-value-answer-0-id": ITS_OTHER}


def questions(first="What is it?", second="Why?", answer=SAME, added=()):
    """The questions as the editor posts them, with the ids they have."""
    stated = [forms.question(first, forms.statement(answer)), forms.question(second, forms.statement(SAME))]
    return streamfield([*stated, *(forms.question(one) for one in added)]) | IDS


LOST = "application/json"


def autosaved(browser, page, known, **fields_):
    """An autosave from a form that knows the draft `known`."""
    return browser.post(edit_url(page), fields(page, **fields_) | known, headers={"Accept": LOST})


def test_a_save_whose_answer_got_lost_does_not_make_the_next_one_stale(topic, staff):
    writer, known = staff("writer"), forms.loaded(topic) | {"editing_tab": "one"}
    assert autosaved(writer, topic, known, title="First").json()["success"]
    again = autosaved(writer, topic, known, title="First and more")
    assert again.json()["success"], again.json()
    assert newest(topic).as_object().title == "First and more"
    pressed = writer.post(edit_url(topic), fields(topic, title="Pressed") | known)
    assert pressed.status_code == 302
    assert newest(topic).as_object().title == "Pressed"


def test_another_tab_of_the_same_person_is_stale_and_told_that_it_was_them(topic, staff):
    writer, known = staff("writer"), forms.loaded(topic)
    autosaved(writer, topic, known | {"editing_tab": "one"}, title="First")
    for tab in ({}, {"editing_tab": ""}, {"editing_tab": "two"}):
        refused = autosaved(writer, topic, known | tab, title="Second").json()
        assert (refused["error_code"], refused["error_message"]) == ("invalid_revision", NEWER_OWN)
    assert newest(topic).as_object().title == "First"


def test_what_somebody_else_saved_meanwhile_still_counts(topic, staff):
    writer, known = staff("writer"), forms.loaded(topic) | {"editing_tab": "one"}
    autosaved(writer, topic, known, title="First")
    saved_by(staff("publisher"), topic, title="Theirs")
    assert autosaved(writer, topic, known, title="Second").json()["error_message"] == NEWER
    assert newest(topic).as_object().title == "Theirs"


def fields(page, **changes):
    unchanged = {
        "title": page.title,
        "slug": page.slug,
        "short_answer": forms.prose(page.short_answer),
        "questions": questions(),
    }
    return forms.topic(**unchanged | changes)


def saved_by(browser, page, **changes):
    """As somebody else's save, from the newest draft."""
    answer = browser.post(edit_url(page), fields(page, **changes) | forms.loaded(page))
    assert answer.status_code == 302
    return newest(page)


def newest(page):
    return Page.objects.get(pk=page.pk).latest_revision


def revisions(page):
    return Revision.objects.filter(object_id=str(page.pk)).count()


@pytest.fixture
def conflict(topic, staff):
    """`conflict(title="Mine")`: the publisher saved "Theirs"; now the writer saves these changes from before.

    Returns the answer of the server.
    """

    def save(theirs=None, action="", **mine):
        before = forms.loaded(topic)
        saved_by(staff("publisher"), topic, **theirs or {"title": "Theirs"})
        posted = fields(topic, **mine or {"title": "Mine"}) | before | ({action: "1"} if action else {})
        return staff("writer").post(edit_url(topic), posted)

    return save


def fields_shown(answer):
    """Names of the fields in which the two versions are shown to differ."""
    return re.findall(r'two-versions__where">(.*?)</h2>', html.unescape(answer.content.decode()))


def seen(answer):
    return html.unescape(re.search(r'name="seen" value="([^"]*)"', answer.content.decode())[1])


def choose(browser, answer, side="mine", **more):
    kept = KeptAside.objects.latest("pk")
    return browser.post(address_of(kept), {"seen": seen(answer), "take": side} | more)


def address_of(kept):
    return f"/admin/pages/two-versions/{kept.pk}/"


# Refusing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
def test_a_save_from_before_is_refused_whatever_it_is_for(topic, conflict, action):
    answer = conflict(action=action)
    assert answer.status_code == 409
    page = Page.objects.get(pk=topic.pk)
    assert page.draft_title == "Theirs"
    assert page.latest_revision.content["title"] == "Theirs"
    assert not page.workflow_in_progress


@pytest.mark.parametrize("role", ["reviewer", "publisher", "admin"])
def test_nobody_is_excepted(topic, staff, role):
    before = forms.loaded(topic)
    saved_by(staff("writer"), topic, title="Theirs")
    assert staff(role).post(edit_url(topic), fields(topic, title="Mine") | before).status_code == 409


def test_both_texts_are_shown_with_their_differences_marked(conflict):
    answer = conflict(
        theirs={"questions": questions(first="What is it, in short?", answer="<p>Theirs: a lasting pain.</p>")},
        questions=questions(first="What on earth is it?", answer="<p>Mine: a lasting pain.</p>"),
    )
    assert fields_shown(answer) == ["Questions"]
    page = answer.content.decode()
    for mark, words in (("addition", "Mine"), ("addition", "on"), ("deletion", "Theirs"), ("deletion", "short")):
        assert re.search(rf'<span class="{mark}">[^<]*{words}', page)


def test_linked_rows_are_shown_too(topic, conflict):
    course = build.service()
    link = topic.service_links.get()
    kept = {"id": link.pk, "service": link.service_id, "ORDER": "1", "DELETE": ""}
    both = inline_formset([kept, {"service": course.pk, "ORDER": "2"}], initial=1)
    alone = inline_formset([kept], initial=1)
    answer = conflict(theirs={"service_links": both}, service_links=alone)
    assert fields_shown(answer) == ["Services this topic leads to"]
    assert re.search(r'child-object deletion">.*?Pain education course', answer.content.decode(), re.S)


def test_where_only_the_order_differs_it_is_said(topic, conflict, staff):
    stated = [forms.question("Why?", forms.statement(SAME)), forms.question("What is it?", forms.statement(SAME))]
    turned = {"0-id": SECOND, "0-value-answer-0-id": ITS_OTHER, "1-id": FIRST, "1-value-answer-0-id": ITS_ANSWER}
    answer = conflict(theirs={"questions": streamfield(stated) | turned}, slug=topic.slug)
    assert fields_shown(answer) == ["Questions"]
    assert "Their order, links, emphasis or settings differ" in answer.content.decode()


def test_what_each_changed_since_the_beginning_can_be_seen_apart(topic, conflict, staff):
    answer = conflict(theirs={"title": "Theirs"}, asked_as="Why does it burn?")
    mine, theirs = re.findall(r'href="(/admin/pages/\d+/revisions/compare/[^"]*)"', answer.content.decode())
    pages = [staff("writer").get(address).content.decode() for address in (mine, theirs)]
    seen_mine, seen_theirs = (page.split("<tbody>")[1].split("</tbody>")[0] for page in pages)
    assert "burn" in seen_mine and "Theirs" not in seen_mine
    assert "Theirs" in seen_theirs and "burn" not in seen_theirs


def test_the_same_person_in_another_window_is_refused_too(topic, staff):
    before = forms.loaded(topic)
    saved_by(staff("writer"), topic, title="One window")
    answer = staff("writer").post(edit_url(topic), fields(topic, title="Other window") | before)
    assert answer.status_code == 409
    assert "you, in another window" in answer.content.decode()


@pytest.mark.parametrize(
    "crafted",
    [
        {},
        {"loaded_revision_id": ""},
        {"loaded_revision_id": "x", "loaded_revision_created_at": "y"},
        {"loaded_revision_id": "9" * 400},
        {"loaded_revision_id": "²", "overwrite_revision_id": "²"},
        {"overwrite_revision_id": "0"},
        {"overwrite_revision_id": "\0"},
    ],
)
def test_a_post_that_does_not_say_where_it_comes_from_is_refused(topic, staff, crafted):
    saved_by(staff("publisher"), topic, title="Theirs")
    for action in ACTIONS:
        posted = fields(topic, title="Mine") | crafted | ({action: "1"} if action else {})
        assert staff("writer").post(edit_url(topic), posted).status_code == 409
    assert newest(topic).content["title"] == "Theirs"


def test_the_right_number_with_an_older_moment_is_refused(topic, staff):
    old = forms.loaded(topic)
    saved_by(staff("publisher"), topic, title="Theirs")
    crafted = old | {"loaded_revision_id": str(newest(topic).pk)}
    assert staff("writer").post(edit_url(topic), fields(topic, title="Mine") | crafted).status_code == 409


def test_claiming_to_overwrite_somebody_elses_draft_is_refused(topic, staff):
    theirs = saved_by(staff("publisher"), topic, title="Theirs")
    for action in ACTIONS:
        posted = fields(topic, title="Mine") | {"overwrite_revision_id": str(theirs.pk), action or "x": "1"}
        assert staff("writer").post(edit_url(topic), posted).status_code == 409


def autosave(browser, page, posted):
    return browser.post(edit_url(page), posted, headers={"accept": "application/json"})


@pytest.mark.parametrize("how", ["old", "nothing", "overwrite"])
def test_autosave_is_told_as_the_editor_expects_it_and_keeps_nothing_aside(topic, staff, how):
    old = forms.loaded(topic)
    theirs = saved_by(staff("publisher"), topic, title="Theirs")
    says = {"old": old, "nothing": {}, "overwrite": {"overwrite_revision_id": str(theirs.pk)}}[how]
    answer = autosave(staff("writer"), topic, fields(topic, title="Mine") | says)
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert newest(topic) == theirs
    assert not KeptAside.objects.exists()


def test_autosave_goes_on_while_nobody_else_saves(topic, staff):
    before = revisions(topic)
    first = autosave(staff("writer"), topic, fields(topic, title="A") | forms.loaded(topic)).json()
    again = {"overwrite_revision_id": str(first["revision_id"])}
    second = autosave(staff("writer"), topic, fields(topic, title="B") | again).json()
    assert second["revision_id"] == first["revision_id"]
    assert revisions(topic) == before + 1
    answer = staff("writer").post(edit_url(topic), fields(topic, title="C") | again)
    assert answer.status_code == 302
    assert newest(topic).content["title"] == "C"


def test_saving_what_is_newest_is_as_ever(topic, staff):
    assert saved_by(staff("writer"), topic, title="A").content["title"] == "A"
    assert saved_by(staff("publisher"), topic, title="B").content["title"] == "B"
    assert not KeptAside.objects.exists()


def test_going_back_to_an_old_version_is_refused_too(topic, staff):
    old = newest(topic)
    before = forms.loaded(topic)
    saved_by(staff("publisher"), topic, title="Theirs")
    address = f"/admin/pages/{topic.pk}/revisions/{old.pk}/revert/"
    assert staff("writer").post(address, fields(topic) | before).status_code == 409
    assert staff("writer").post(address, fields(topic) | forms.loaded(topic)).status_code == 302
    assert newest(topic).content["title"] == topic.title


def test_a_locked_page_says_that_it_is_locked(topic, staff):
    before = forms.loaded(topic)
    saved_by(staff("publisher"), topic, title="Theirs")
    Page.objects.filter(pk=topic.pk).update(locked=True, locked_by=staff("publisher").user)
    answer = staff("writer").post(edit_url(topic), fields(topic, title="Mine") | before)
    assert "locked" in answer.content.decode()
    assert not KeptAside.objects.exists()
    assert newest(topic).content["title"] == "Theirs"


def test_what_cannot_even_be_a_draft_comes_back_in_the_form_and_stays_refused(topic, staff):
    before = forms.loaded(topic)
    saved_by(staff("publisher"), topic, title="Theirs")
    posted = fields(topic, title="My long work", slug="no such slug!") | before
    page = staff("writer").post(edit_url(topic), posted).content.decode()
    assert "My long work" in page and "Mend what is marked" in page
    again = dict(re.findall(r'name="(loaded_revision_[a-z_]+)" value="([^"]*)"', page))
    mended = fields(topic, title="My long work") | again
    assert staff("writer").post(edit_url(topic), mended).status_code == 409
    assert newest(topic).content["title"] == "Theirs"
    assert KeptAside.objects.get().mine.content["title"] == "My long work"


def test_whoever_may_not_edit_sees_nothing(topic, staff, anyone):
    before = forms.loaded(topic)
    saved_by(staff("publisher"), topic, title="Theirs")
    kept = KeptAside.objects.create(page=topic, mine=newest(topic))
    answer = anyone.post(edit_url(topic), fields(topic, title="Mine") | before)
    assert answer.status_code == 401 and "Theirs" not in answer.content.decode()
    assert anyone.get(address_of(kept)).status_code == 302
    assert revisions(topic) == 2


# Keeping -------------------------------------------------------------------------------------------------------------


def test_my_text_is_kept_as_a_revision_of_its_own_before_i_choose(topic, conflict, staff):
    conflict()
    kept = KeptAside.objects.get()
    assert kept.mine.content["title"] == "Mine"
    assert kept.mine.user == staff("writer").user
    page = Page.objects.get(pk=topic.pk)
    assert page.latest_revision.content["title"] == "Theirs"
    assert page.latest_revision.is_latest_revision()
    assert PageLogEntry.objects.filter(page=topic.pk, action="clinic.kept_aside", revision=kept.mine).exists()
    assert "Draft kept aside" in staff("writer").get(f"/admin/pages/{topic.pk}/history/").content.decode()


def test_sending_the_same_form_again_keeps_it_once(topic, conflict, staff):
    conflict()
    posted = fields(topic, title="Mine")
    assert staff("writer").post(edit_url(topic), posted).status_code == 409
    assert KeptAside.objects.count() == 1
    assert staff("writer").post(edit_url(topic), posted | {"title": "Mine, more"}).status_code == 409
    assert KeptAside.objects.count() == 2


def test_the_editor_leads_back_to_it_when_the_browser_was_closed(topic, conflict, staff):
    conflict()
    address = address_of(KeptAside.objects.get())
    assert address in staff("writer").get(edit_url(topic)).content.decode()
    assert address not in staff("publisher").get(edit_url(topic)).content.decode()
    again = staff("writer").get(address)
    assert again.status_code == 200
    assert fields_shown(again) == ["Title"]


def test_a_comment_in_a_refused_form_is_kept(topic, staff):
    before = forms.loaded(topic)
    saved_by(staff("publisher"), topic, title="Theirs")
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-id": "",
        "comments-0-text": "Is this right?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-DELETE": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    staff("writer").post(edit_url(topic), fields(topic, title="Mine") | before | comment)
    assert Comment.objects.get().text == "Is this right?"


# Taking one ----------------------------------------------------------------------------------------------------------


def test_mine_taken_is_the_newest_draft(topic, conflict, staff):
    answer = conflict(title="Mine", questions=questions(first="Mine?"))
    done = choose(staff("writer"), answer, "mine")
    assert done.url == edit_url(topic)
    taken = newest(topic)
    assert (taken.content["title"], taken.user) == ("Mine", staff("writer").user)
    assert [child.value["question"] for child in taken.as_object().questions] == ["Mine?", "Why?"]
    assert PageLogEntry.objects.filter(page=topic.pk, action="clinic.kept_aside_taken", revision=taken).exists()
    assert Page.objects.get(pk=topic.pk).draft_title == "Mine"
    assert KeptAside.objects.get().settled_at


def test_rows_linked_to_mine_come_with_it(topic, conflict, staff):
    course = build.service()
    link = topic.service_links.get()
    kept = {"id": link.pk, "service": link.service_id, "ORDER": "1", "DELETE": ""}
    both = inline_formset([kept, {"service": course.pk, "ORDER": "2"}], initial=1)
    choose(staff("writer"), conflict(service_links=both))
    assert [row.service_id for row in newest(topic).as_object().service_links.all()] == [link.service_id, course.pk]


def test_theirs_taken_leaves_mine_in_the_history(topic, conflict, staff):
    answer = conflict()
    kept, before = KeptAside.objects.get(), newest(topic)
    assert choose(staff("writer"), answer, "theirs").url == edit_url(topic)
    assert newest(topic) == before
    assert Revision.objects.filter(pk=kept.mine_id).exists()
    assert address_of(kept) not in staff("writer").get(edit_url(topic)).content.decode()
    assert staff("writer").get(address_of(kept)).status_code == 302
    assert choose(staff("writer"), answer, "mine").status_code == 302
    assert newest(topic) == before


def test_what_was_sent_before_is_settled_with_the_last(topic, staff):
    writer = staff("writer")
    first, last = (
        KeptAside.objects.create(page=topic, user=writer.user, mine=topic.save_revision(user=writer.user)) for _ in "12"
    )
    topic.save_revision(user=member("publisher"))
    assert "See both versions" in writer.get(edit_url(topic)).content.decode()
    writer.post(address_of(last), {"take": "theirs"})
    assert "See both versions" not in writer.get(edit_url(topic)).content.decode()
    first.refresh_from_db()
    assert first.settled_at


def test_taking_one_publishes_nothing(topic, conflict, staff, patient):
    choose(staff("writer"), conflict(action="action-publish"))
    assert "Mine" not in patient.get("/faq/what-is-crps/").content.decode()
    assert Page.objects.get(pk=topic.pk).has_unpublished_changes


def test_who_saves_meanwhile_is_not_saved_over_either(topic, conflict, staff):
    answer = conflict()
    saved_by(staff("publisher"), topic, title="Theirs, later")
    again = choose(staff("writer"), answer)
    assert again.status_code == 409
    assert "Somebody saved again meanwhile" in again.content.decode()
    assert newest(topic).content["title"] == "Theirs, later"
    assert choose(staff("writer"), again).status_code == 302
    assert newest(topic).content["title"] == "Mine"


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_page_locked_meanwhile_is_left_alone(topic, conflict, staff, side):
    answer = conflict()
    Page.objects.filter(pk=topic.pk).update(locked=True, locked_by=staff("publisher").user)
    assert choose(staff("writer"), answer, side).status_code == 409
    assert newest(topic).content["title"] == "Theirs"
    assert not KeptAside.objects.get().settled_at


def test_a_beginning_that_was_written_over_is_not_shown_as_one(topic, staff):
    draft = autosave(staff("publisher"), topic, fields(topic, title="A") | forms.loaded(topic)).json()["revision_id"]
    old = forms.loaded(topic)
    autosave(staff("publisher"), topic, fields(topic, title="B") | {"overwrite_revision_id": str(draft)})
    answer = staff("writer").post(edit_url(topic), fields(topic, title="Mine") | old)
    assert answer.status_code == 409
    assert "since you opened the page" not in answer.content.decode()


# One at a time -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_people_who_save_at_once_one_saves_and_the_others_choose():
    page = build.topic(questions=[build.question("What is it?", id=FIRST), build.question("Why?", id=SECOND)])
    loaded = forms.loaded(page)
    posted = {role: fields(page, title=f"By {role}") | loaded for role in ("writer", "publisher", "admin")}
    answers = at_once(lambda role, browser: browser.post(edit_url(page), posted[role]), list(posted))
    assert sorted(answers.values()) == [302, 409, 409]
    [winner] = [role for role, status in answers.items() if status == 302]
    assert newest(page).content["title"] == f"By {winner}"
    titles = {revision.content["title"] for revision in Revision.objects.filter(object_id=str(page.pk))}
    assert titles == {"What is CRPS?", "By writer", "By publisher", "By admin"}


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_while_a_page_is_published():
    page = build.topic(live=False)
    order = []
    inside = threading.Event()

    def publish():
        def slowly():
            inside.set()
            threading.Event().wait(0.5)
            order.append("published")

        try:
            with page_lock(page.pk):
                slowly()
        finally:
            connection.close()

    publishing = threading.Thread(target=publish)
    publishing.start()
    inside.wait(5)
    browser = logged_in("writer")
    browser.post(edit_url(page), forms.topic(title="Later", slug=page.slug) | forms.loaded(page))
    order.append("saved")
    publishing.join()
    assert order == ["published", "saved"]


def logged_in(role):
    browser = ProcessClient("staff")
    browser.force_login(member(role))
    return browser


def at_once(act, roles):
    """`act(role, browser)` for all roles, begun together; `{role: status}`."""
    start, statuses = threading.Barrier(len(roles)), {}
    browsers = {role: logged_in(role) for role in roles}

    def run(role):
        try:
            start.wait()
            statuses[role] = act(role, browsers[role]).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[role]) for role in roles]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return statuses


def fail_in_python():
    raise ValueError


def fail_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def fail_in_a_transaction():
    with transaction.atomic():
        Page.objects.update(draft_title="Undone")
        fail_in_the_database()


def fail_in_a_save():
    """Of a model in one table, which Django saves in no transaction of its own."""
    build.subject().save(force_insert=True)


def fail_in_a_save_of_a_page():
    """Of a model in two tables, which Django saves in a transaction of its own, but without a savepoint."""
    page = TopicPage.objects.get()
    page.draft_title, page.path = "Undone", build.home_page().path
    page.save(clean=False)


FAILURES = [fail_in_python, fail_in_the_database, fail_in_a_transaction, fail_in_a_save, fail_in_a_save_of_a_page]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fail", FAILURES)
def test_what_was_saved_before_a_failure_stays(fail):
    page = build.topic(live=False)
    with pytest.raises((ValueError, DatabaseError)), page_lock(page.pk):
        Page.objects.filter(pk=page.pk).update(draft_title="Kept")
        fail()
    assert not connection.in_atomic_block
    assert Page.objects.get(pk=page.pk).draft_title == "Kept"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fail", FAILURES)
def test_a_failure_that_is_dealt_with_does_not_stop_what_follows(fail):
    page = build.topic(live=False)
    with page_lock(page.pk):
        with pytest.raises((ValueError, DatabaseError)):
            fail()
        Page.objects.filter(pk=page.pk).update(draft_title="Kept")
    assert Page.objects.get(pk=page.pk).draft_title == "Kept"


@pytest.mark.django_db(transaction=True)
def test_a_draft_stays_when_the_database_fails_while_it_is_sent_for_review(staff, monkeypatch):
    page = build.topic(live=False)
    monkeypatch.setattr(TopicPage, "get_workflow", lambda page: fail_in_the_database())
    posted = forms.topic(title="My long work", slug=page.slug) | forms.loaded(page) | {"action-submit": "1"}
    browser = staff("writer")
    assert browser.post(edit_url(page), posted).status_code == 500
    assert newest(page).content["title"] == "My long work"
