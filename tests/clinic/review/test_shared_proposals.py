"""A change of a shared text: nothing changes for patients until one signature puts it live everywhere, or nowhere."""

import html
import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Revision
from wagtail.users.forms import GroupForm

from clinic.archive.models import Edition
from clinic.archive.shared_texts import before_and_after, proposals
from clinic.content.models import KeyFigure
from clinic.people.models import User
from clinic.review.authors import authors_of, draft_authors
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.review_status import review_status
from clinic.review.signers import Signer
from clinic.review.workflow import shared_texts
from faq.models import GlossaryTerm, Reference
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_a_module):
    """A figure, and three pages in English and one in Spanish that show it, inline and as the frame of a statement."""
    figure = build.figure()
    said = f"<p>We have seen {build.inline(figure)} here.</p>"
    first = build.topic("First", short_answer=said)
    framed = build.statement("It spreads.", kind="clinic_sees", figure=figure.pk)
    second = build.topic("Second", questions=[build.question("How many?", framed)])
    service = build.service("Course", what_it_is=said)
    build.locale("es")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.spanish(build.subject())
    spanish = build.translated(first, title="Primera", slug="primera")
    build.put_live(spanish.get_parent().specific)
    return figure, [first, second, service, spanish]


@pytest.fixture
def figure(made):
    return figure_now(made[0])


@pytest.fixture
def pages(made):
    return [fresh(page) for page in made[1]]


def address(shared, view="edit"):
    return f"/admin/snippets/{shared._meta.app_label}/{shared._meta.model_name}/{view}/{shared.pk}/"


def screen(shared):
    return f"/admin/shared-texts/{shared._meta.label_lower}/{shared.pk}/"


def written(browser, shared, **changed):
    """Saved in the form as a browser would."""
    page = browser.get(address(shared)).content.decode()
    loaded = html.unescape(re.search(r'name="loaded" value="([^"]*)"', page)[1])
    fields = {
        field.name: "" if getattr(shared, field.name) is None else str(getattr(shared, field.name))
        for field in shared.written()
        if getattr(shared, field.name) is not False
    }
    return browser.post(address(shared), fields | {"loaded": loaded} | changed, follow=True)


def seen(browser, shared):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', browser.get(screen(shared)).content.decode())[1]


def approve(browser, shared, **more):
    posted = {"seen": seen(browser, shared), "outcome": "sign"} | more
    return browser.post(screen(shared), posted, follow=True)


def read(patient, pages):
    return [patient.get(page.url).content.decode() for page in pages]


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def checked(page):
    return review_status(fresh(page)).is_checked and fresh(page).live_hash == content_hash(fresh(page))


def test_one_signature_is_live_on_all_pages_and_nothing_before_it(
    figure, pages, staff, patient, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = written(staff("writer"), figure, value="about 850", **{"action-submit": "1"})
    assert "4 pages" in answer.content.decode()
    assert all("about 800 people" in words and "about 850" not in words for words in read(patient, pages))
    assert all(map(checked, pages))

    shown = html.unescape(staff("reviewer").get(screen(figure)).content.decode())
    assert "Approve and publish on 4 pages" in shown
    assert all(f">{page.title}</a>" in shown for page in pages) and "Español" in shown
    assert '<del><span class="vh">Removed: </span>800<span class="vh"> (end)</span></del>' in shown

    with django_capture_on_commit_callbacks(execute=True):
        answer = approve(staff("reviewer"), figure, note="Counted by records.")
    said = html.unescape(answer.content.decode())
    assert "Patients read it now on 4 pages: “First”, “Second”, “Course”, “Primera”." in said
    assert answer.request["PATH_INFO"] == "/admin/"
    assert all("about 850 people" in words and "about 800" not in words for words in read(patient, pages))
    assert all(map(checked, pages))
    assert not Review.objects.exclude(voided_at=None).exists()
    assert not figure.workflow_states.exclude(status="approved").exists()
    for page in pages:
        edition = Edition.objects.of(page).open().get()
        assert "about 850 people" in edition.html
        assert (edition.review.outcome, edition.review.reviewer_name) == ("shared", "Dr Ruth Okafor")
        assert "about 850 people”. Counted by records." in edition.review.note
    assert "about 850 people" in patient.get("/api/v2/topics/").content.decode()
    assert "about 850 people" in patient.get("/faq/first.md").content.decode()
    found = patient.get("/search/", {"q": "850"}).context["results"]
    assert {"First", "Course"} <= {hit.question for hit in found}


def test_the_page_names_who_read_it_whole_and_who_approved_the_change(figure, pages, staff, patient):
    written(staff("writer"), figure, value="about 850")
    other = User.objects.create_user("second", public_name="Dr Second", password="second-password")
    other.groups.add(*member("reviewer").groups.all())
    proposals.approve(figure_now(figure), proposals.Proposal(figure_now(figure)).hash, Signer.of_user(other))
    status = review_status(fresh(pages[0]))
    assert (status.review.reviewer_name, status.change.reviewer_name) == ("Dr Ruth Okafor", "Dr Second")
    assert "Dr Second checked it here on" in patient.get(pages[0].url).content.decode()
    assert status.review.next_due == Review.objects.filter(outcome="shared", page=pages[0].pk).get().next_due


def figure_now(shared):
    return type(shared).objects.get(pk=shared.pk)


def test_nobody_approves_their_own_change(figure, pages, staff):
    written(staff("reviewer"), figure, value="about 850")
    shown = staff("reviewer").get(screen(figure)).content.decode()
    assert "You wrote some of this text yourself" in shown
    assert "Approve and publish" not in shown
    assert "Someone else has to approve it." in approve(staff("reviewer"), figure).content.decode()
    assert KeyFigure.objects.get().value == "about 800"


def test_in_a_practice_of_one_the_writer_may(figure, pages, staff, patient):
    build.details(one_person_signs=True)
    written(staff("publisher"), figure, value="about 850")
    approve(staff("publisher"), figure)
    assert "about 850" in patient.get(pages[0].url).content.decode()
    assert Review.objects.filter(outcome="shared", one_person=True).count() == 4


@pytest.mark.parametrize("meanwhile", ["another draft", "a page", "the row"])
def test_what_changed_meanwhile_is_not_approved(meanwhile, figure, pages, staff):
    written(staff("writer"), figure, value="about 850")
    before = seen(staff("reviewer"), figure)
    if meanwhile == "another draft":
        written(staff("publisher"), figure_now(figure).get_latest_revision_as_object(), value="about 860")
    elif meanwhile == "a page":
        build.changed(pages[0], title="Another title")
    else:
        KeyFigure.objects.update(value="about 700")
    answer = approve(staff("reviewer"), figure, seen=before)
    assert "The text has changed since you opened this screen." in answer.content.decode()
    assert not Review.objects.filter(outcome="shared").exists()
    assert KeyFigure.objects.get().value in ("about 800", "about 700")
    # The screen that came back shows what there is now, and is bound to it.
    again = re.search(r'name="seen" value="([0-9a-f]{64})"', answer.content.decode())[1]
    assert again == seen(staff("reviewer"), figure) != before


def test_what_fails_on_one_page_changes_none(figure, pages, staff, patient, monkeypatch):
    written(staff("writer"), figure, value="about 850")
    kept = []

    def fails_on_the_third(page, *args, **kwargs):
        kept.append(page)
        if len(kept) == 3:
            raise proposals.NotPublishable("The third page cannot.")

    monkeypatch.setattr(proposals, "keep", fails_on_the_third)
    answer = approve(staff("reviewer"), figure)
    assert "The third page cannot." in answer.content.decode()
    assert all("about 800 people" in words for words in read(patient, pages))
    assert all(map(checked, pages))
    assert not Review.objects.filter(outcome="shared").exists()
    assert figure_now(figure).has_unpublished_changes


def test_an_english_number_that_changes_alone_is_told_of_on_the_page_in_another_language(figure, pages, staff):
    spanish = figure.copy_for_translation(build.locale("es"))
    spanish.value, spanish.unit, spanish.live = "unas 800", "personas", True
    spanish.save()
    written(staff("writer"), figure, value="about 850")
    shown = html.unescape(staff("reviewer").get(screen(figure)).content.decode())
    assert "Patients will read these words in English, since those in Español, “unas 800 personas”" in shown
    written(staff("writer"), spanish, value="unas 850")
    shown = html.unescape(staff("reviewer").get(screen(figure)).content.decode())
    assert "read these words in English" not in shown


def test_words_in_another_language_that_stay_are_shown_as_they_are(figure, pages, staff):
    spanish = figure.copy_for_translation(build.locale("es"))
    spanish.value, spanish.unit, spanish.live = "unas 800", "personas", True
    spanish.save()
    written(staff("writer"), figure, unit="adults")
    (place,) = [one for one in proposals.Proposal(figure_now(figure)).places if one.page.title == "Primera"]
    assert "unas 800 personas" in "".join(place.then.statements) and "adults" not in "".join(place.then.statements)
    assert place.other_words == "Español has words of its own, “unas 800 personas”, which stay as they are."


def test_a_claim_stops_it(pages, staff, patient):
    term = build.term()
    build.topic("Marked", short_answer=f"<p>It hurts: {build.marked(term)}.</p>")
    written(staff("writer"), term, meaning="Pain that our treatment cures for ever, guaranteed.")
    shown = staff("reviewer").get(screen(term)).content.decode()
    assert re.search(r"findings? stops? approval", shown)
    assert "Approve and publish" not in shown
    assert "so they cannot be approved. Ask for a change" in approve(staff("reviewer"), term).content.decode()
    assert GlossaryTerm.objects.get().meaning == "Pain from a touch that should not hurt."


def test_a_reviewer_sends_it_back(figure, pages, staff, patient):
    written(staff("writer"), figure, value="about 850", **{"action-submit": "1"})
    posted = {"seen": seen(staff("reviewer"), figure), "outcome": "change", "note": ""}
    assert "Write what should change." in staff("reviewer").post(screen(figure), posted).content.decode()
    staff("reviewer").post(screen(figure), posted | {"note": "Who counted?"})
    assert figure_now(figure).current_workflow_state.status == "needs_changes"
    assert "about 800" in patient.get(pages[0].url).content.decode()
    assert "Send for clinical review" in staff("writer").get(address(figure)).content.decode()


def test_unsigned_pages_stay_unsigned_and_drafts_stay_drafts(figure, staff, patient):
    said = f"<p>We have seen {build.inline(figure)} here.</p>"
    unsigned, drafted = build.topic("Unsigned", short_answer=said), build.topic("Drafted", short_answer=said)
    Review.objects.of(unsigned).void("A test")
    drafted.title = "Newer title"
    drafted.save_revision(user=member("publisher"))
    draft_hash = build.seen(fresh(drafted))
    written(staff("writer"), figure, value="about 850")
    shown = html.unescape(staff("reviewer").get(screen(figure)).content.decode())
    assert "Nobody has approved these pages as they are now" in shown
    approve(staff("reviewer"), figure)
    assert not checked(unsigned)
    assert "about 850" in patient.get(unsigned.url).content.decode()
    assert checked(drafted)
    assert "Newer title" not in patient.get(drafted.url).content.decode()
    assert build.seen(fresh(drafted)) != draft_hash
    assert not Review.objects.of(drafted).for_words(build.seen(fresh(drafted))).exists()
    # The writer of the draft is its author still, and whoever approved the figure is not.
    newest = fresh(drafted).get_latest_revision()
    assert authors_of(NewestWords.of(fresh(drafted), newest)) == {member("publisher").pk}


@pytest.mark.parametrize("kind", ["word", "source"])
def test_words_and_sources_are_the_same(kind, staff, patient):
    if kind == "word":
        shared, change = build.term(), {"meaning": "Pain from a light touch."}
        page = build.topic("Spread", short_answer=f"<p>It hurts: {build.marked(shared)}.</p>")
    else:
        shared, change = build.reference(), {"title": "Another outcome"}
        page = build.topic(
            "Spread", questions=[build.question("Why?", build.statement(kind="established", references=[shared]))]
        )
    said = next(iter(change.values()))
    written(staff("writer"), shared, **change)
    assert said not in patient.get(page.url).content.decode()
    assert ">Spread</a>" in staff("reviewer").get(screen(shared)).content.decode()
    approve(staff("reviewer"), shared)
    assert said in patient.get(page.url).content.decode()
    assert checked(page)


def test_what_no_patient_reads_is_live_when_it_is_saved(figure, pages, staff):
    unused = build.figure("Another")
    written(staff("writer"), unused, value="about 5")
    assert figure_now(unused).value == "about 5"
    written(staff("writer"), figure, name="Another name for staff")
    assert figure_now(figure).name == "Another name for staff"
    assert not KeyFigure.objects.filter(has_unpublished_changes=True).exists()
    assert all(map(checked, pages))
    assert "No change of this text waits" in staff("writer").get(screen(figure), follow=True).content.decode()


def test_a_figure_goes_live_with_its_translation(figure, pages, staff, patient):
    spanish = figure.copy_for_translation(build.locale("es"))
    spanish.value, spanish.unit, spanish.live = "unas 800", "personas", True
    spanish.save()
    build.signed(fresh(pages[3]))
    assert "unas 800 personas" in patient.get(pages[3].url).content.decode()
    written(staff("writer"), figure, value="about 850")
    assert "unas 800" in staff("reviewer").get(screen(figure)).content.decode()
    written(staff("writer"), spanish, value="unas 850")
    assert "unas 800 personas" in patient.get(pages[3].url).content.decode()
    approve(staff("reviewer"), spanish)
    assert "unas 850 personas" in patient.get(pages[3].url).content.decode()
    assert "about 850 people" in patient.get(pages[0].url).content.decode()
    assert all(map(checked, pages))


def test_whoever_wrote_the_words_of_another_language_that_come_with_it_does_not_approve(figure, pages, staff, patient):
    spanish = figure.copy_for_translation(build.locale("es"))
    spanish.value, spanish.unit = "unas 850", "personas"
    spanish.save()
    written(staff("writer"), figure, value="about 850")
    # Nobody reads it while the number is another one, so it is live when it is saved.
    written(staff("reviewer"), spanish, unit="personas con SDRC")
    assert figure_now(spanish).unit == "personas con SDRC"
    assert "personas con SDRC" not in patient.get(pages[3].url).content.decode()
    shown = staff("reviewer").get(screen(figure)).content.decode()
    assert "personas con SDRC" in shown
    assert "You wrote some of this text yourself" in shown
    assert "Someone else has to approve it." in approve(staff("reviewer"), figure).content.decode()
    assert figure_now(figure).value == "about 800"


def test_nor_does_whoever_wrote_what_a_draft_of_it_is_built_on_while_nobody_read_it(figure, pages, staff):
    spanish = figure.copy_for_translation(build.locale("es"))
    spanish.value, spanish.unit, spanish.live = "unas 850", "personas", True
    spanish.save()
    written(staff("writer"), figure, value="about 850")
    written(staff("reviewer"), spanish, counted_who="Todas las personas con SDRC.")
    written(staff("writer"), figure)
    assert not figure_now(figure).has_unpublished_changes
    written(staff("writer"), figure_now(spanish), value="unas 800")
    shown = staff("reviewer").get(screen(spanish)).content.decode()
    assert "You wrote some of this text yourself" in shown
    assert "Someone else has to approve it." in approve(staff("reviewer"), spanish).content.decode()
    assert figure_now(spanish).value == "unas 850"


def test_nobody_signs_a_page_to_which_their_words_were_added_after_its_last_signature(figure, pages, staff):
    """Where no page showed them, they went live when they were saved."""
    page, unused = build.topic("Fourth"), build.figure("Another")
    written(staff("reviewer"), unused, counted_who="Everyone who was seen twice.")
    build.put_live(page)
    page.short_answer = f"<p>{build.inline(unused)} came.</p>"
    page.save_revision(user=member("writer"), clean=False)
    assert member("reviewer").pk in authors_of(NewestWords.of(page))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_text_that_is_deleted_while_it_is_read_is_told_of(method, staff, monkeypatch):
    unused = build.figure("Another")
    unused.value = "about 850"
    unused.save_revision(user=member("writer"))
    posted = {"seen": proposals.Proposal(figure_now(unused)).hash, "outcome": "sign"}
    look = KeyFigure.drafts

    def goes(shared):
        found = look(shared)
        KeyFigure.objects.get(pk=unused.pk).delete()
        return found

    monkeypatch.setattr(KeyFigure, "drafts", goes)
    ask = getattr(staff("reviewer"), method)
    assert proposals.GONE in ask(screen(unused), posted, follow=True).content.decode()
    assert ask(screen(unused), posted).status_code == 404


def test_the_screen_stands_whatever_happens_between_two_looks(figure, pages, staff, monkeypatch):
    written(staff("writer"), figure, value="about 850")
    new = build.topic("Fourth", live=False, short_answer=f"<p>{build.inline(figure)} came.</p>")
    build.signed(new)
    framed = build.statement("It spreads.", kind="clinic_sees", figure=figure.pk)

    looks, look = [], before_and_after.statements

    def then_changes(page, rows):
        """Once all sentences were read as they are: the next look is at what will be."""
        looks.append(page.pk)
        if len(looks) == len(pages):
            happens()
        return look(page, rows)

    def happens():
        build.put_live(new)
        pages[0].unpublish()
        build.changed(pages[1], questions=[build.question("How many?", framed, framed)])
        build.changed(pages[2], what_it_is="<p>Nothing of the kind.</p>")
        figure_now(figure).get_latest_revision_as_object().save_revision(user=member("publisher"))

    monkeypatch.setattr(before_and_after, "statements", then_changes)
    reviewer = staff("reviewer")
    answer = reviewer.get(screen(figure))
    assert answer.status_code == 200
    titles = {row.label for row in answer.context["text"].places}
    assert titles == {"Second", "Course", "Primera"}
    bound = re.search(r'name="seen" value="([0-9a-f]{64})"', answer.content.decode())[1]
    said = reviewer.post(screen(figure), {"seen": bound, "outcome": "sign"}).content.decode()
    assert "The text has changed since you opened this screen." in said


@pytest.mark.parametrize("role", ["writer", "publisher", "admin"])
def test_only_reviewers_decide(role, figure, pages, staff):
    written(staff("writer"), figure, value="about 850")
    assert "A clinical reviewer who did not write it decides." in staff(role).get(screen(figure)).content.decode()
    posted = {"seen": proposals.Proposal(figure_now(figure)).hash, "note": "No."}
    for decision in ("sign", "change"):
        staff(role).post(screen(figure), posted | {"outcome": decision})
    staff(role).post(address(figure), posted | {"action-publish": "1"})
    latest = Revision.objects.filter(object_id=str(figure.pk)).latest("pk")
    staff(role).post(address(figure, "unpublish"))
    staff(role).post(f"/admin/snippets/content/keyfigure/history/{figure.pk}/revisions/{latest.pk}/revert/", {})
    assert (figure_now(figure).value, figure_now(figure).live) == ("about 800", True)
    assert not Review.objects.filter(outcome="shared").exists()


TICKED = ["writer", "reviewer", "publisher", "admin"]


@pytest.mark.parametrize("model", shared_texts())
def test_nobody_publishes_by_wagtails_right_to(model, staff):
    """A role that has it from 1.0, where it could be ticked, or by a script: neither live nor taken off unsigned."""
    text = {KeyFigure: build.figure, GlossaryTerm: build.term, Reference: build.reference}[model]()
    right = Permission.objects.get(codename=f"publish_{model._meta.model_name}")
    shows = {KeyFigure: build.inline, GlossaryTerm: build.marked}.get(model)
    source = {} if shows else {"kind": "established", "references": [text]}
    build.topic(
        questions=[build.question("How?", build.statement(f"<p>It {shows(text) if shows else 'is'}.</p>", **source))]
    )
    before = type(text).objects.get(pk=text.pk).content()
    words = next(name for name in ("unit", "meaning", "title") if hasattr(text, name))
    for role in TICKED:
        browser = staff(role)
        browser.user.groups.get().permissions.add(right)
        for more in ({}, {"go_live_at": "2020-01-01 10:00"}, {"action-submit": "1"}, {"live": "on"}):
            written(browser, text, **{words: "Forged words.", "action-publish": "1"} | more)
        browser.post(address(text, "unpublish"))
        browser.post(address(text, "unpublish") + "?next=/admin/")
        latest = Revision.objects.filter(object_id=str(text.pk), content_type__model=model._meta.model_name).latest(
            "pk"
        )
        browser.post(
            address(text, "history") + f"revisions/{latest.pk}/revert/", {words: "Forged", "action-publish": "1"}
        )
        now = type(text).objects.get(pk=text.pk)
        assert (now.live, now.content()) == (True, before), role
    with pytest.raises(PermissionDenied):
        latest.publish(user=member("admin"), skip_permission_checks=True)
    with pytest.raises(PermissionDenied):
        now.unpublish(user=member("admin"))


def test_the_right_is_no_tick_of_a_group(staff):
    offered = GroupForm().fields["permissions"].queryset.values_list("codename", flat=True)
    assert "change_keyfigure" in offered
    assert not [name for name in offered if name.startswith("publish_") and name != "publish_unchecked"]


def test_it_stands_on_the_board(figure, pages, staff):
    written(staff("writer"), figure, value="about 850")
    assert screen(figure) in staff("reviewer").get("/admin/board/").content.decode()
    assert screen(figure) in staff("reviewer").get(address(figure)).content.decode()


def test_whoever_wrote_what_is_brought_back_is_its_author(figure):
    figure.value = "about 850"
    old = figure.save_revision(user=member("reviewer"))
    figure.put_live(old, member("reviewer"))
    figure.value = "about 900"
    figure.put_live(figure.save_revision(user=member("publisher")), member("publisher"))
    old.as_object().save_revision(user=member("writer"), previous_revision=old, log_action=True)
    assert draft_authors(figure_now(figure)) == {member("writer").pk, member("reviewer").pk}


# Other ways to the row ------------------------------------------------------------------------------------------------


def test_a_copy_is_never_written_over_its_original(figure, pages, staff, patient):
    writer = staff("writer")
    page = writer.get(address(figure)).content.decode()
    loaded = html.unescape(re.search(r'name="loaded" value="([^"]*)"', page)[1])
    fields = {field.name: str(getattr(figure, field.name) or "") for field in figure.written()}
    answer = writer.post(address(figure, "copy"), fields | {"loaded": loaded, "value": "about 9,000"})
    assert answer.status_code == 400
    assert KeyFigure.objects.get(pk=figure.pk).value == "about 800"
    assert all("9,000" not in words for words in read(patient, pages))


@pytest.mark.parametrize("written_as", ["007", "0", " 7", "7x"])
def test_a_figure_is_named_in_one_way_only(staff, pages, written_as):
    entity = {"type": "KEYFIGURE", "mutability": "IMMUTABLE", "data": {"id": written_as}}
    text = {"text": "x", "type": "unstyled", "depth": 0, "key": "a", "inlineStyleRanges": []}
    state = {"blocks": [text | {"entityRanges": [{"offset": 0, "length": 1, "key": 0}]}], "entityMap": {"0": entity}}
    form = {"title": "First", "slug": "first", "questions-count": "0", "short_answer": json.dumps(state)}
    staff("writer").post(f"/admin/pages/{pages[0].pk}/edit/", form)
    newest = pages[0].get_latest_revision_as_object().short_answer
    assert written_as == "7x" or f'id="{written_as}"' not in newest


def test_words_written_over_the_live_version_have_an_author(figure, pages, staff):
    reviewer = staff("reviewer")
    written(reviewer, figure, name="Another name for staff")
    live = KeyFigure.objects.get(pk=figure.pk).latest_revision_id
    written(reviewer, figure, value="about 850", overwrite_revision_id=str(live))
    draft = KeyFigure.objects.get(pk=figure.pk)
    assert draft.latest_revision_id != live
    assert draft_authors(draft) == {member("reviewer").pk}


def test_sent_twice_is_sent_once_and_both_changes_stay(figure, pages, staff):
    written(staff("writer"), figure, value="about 850")
    written(staff("writer"), figure, value="about 850", **{"action-submit": "1"})
    first = KeyFigure.objects.get(pk=figure.pk).get_latest_revision_as_object()
    answer = written(staff("publisher"), first, value="about 860", **{"action-submit": "1"})
    assert answer.status_code == 200
    newest = KeyFigure.objects.get(pk=figure.pk)
    assert newest.get_latest_revision_as_object().value == "about 860"
    assert newest.workflow_states.filter(status="in_progress").count() == 1


def test_whoever_approved_a_change_may_sign_a_new_page_with_it(figure, pages, staff):
    written(staff("writer"), figure, value="about 850", **{"action-submit": "1"})
    approve(staff("reviewer"), figure)
    page = build.topic("Fourth", live=False, short_answer=f"<p>{build.inline(figure)}</p>")
    page.save_revision(user=member("writer"))
    assert member("reviewer").pk not in authors_of(NewestWords.of(page))
