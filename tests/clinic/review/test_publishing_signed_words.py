"""What goes live is exactly what was signed, on every path; an emergency is possible and stays visible."""

import datetime
import html

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from clinic.archive.signals import told_by
from clinic.review import going_live
from clinic.review.models import Review
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from clinic.site.models import DetailsWords
from faq.models import TopicPage
from home.models import StandardPage
from tests import builders as build
from tests import forms
from tests.cast import member

pytestmark = pytest.mark.django_db
REASON = "A wrong dose stood on the page and had to go at once."


@pytest.fixture
def draft():
    page = build.topic(live=False)
    page.save_revision(user=member("writer"))
    return page


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def test_a_publisher_publishes_signed_words(draft, staff, patient):
    build.signed(draft)

    staff("publisher").post(f"/admin/publishing/{draft.pk}/", {"go_live_at": "", "seen": build.seen(draft)})

    assert patient.get(f"/faq/{draft.slug}/").status_code == 200


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_unsigned_words_are_refused_in_words(draft, staff, role):
    shown = (
        staff(role)
        .post(f"/admin/publishing/{draft.pk}/", {"go_live_at": "", "seen": build.seen(draft)})
        .content.decode()
    )

    assert "Nobody has approved this text yet" in shown
    assert not is_live(draft)


def test_the_editors_publish_button_saves_and_leads_to_the_screen(draft, staff):
    fields = forms.published(forms.topic(title=draft.title)) | forms.loaded(draft)
    answer = staff("publisher").post(f"/admin/pages/{draft.pk}/edit/", fields)

    assert answer.url == f"/admin/publishing/{draft.pk}/"
    assert not is_live(draft)


def test_publishing_many_at_once_refuses_what_is_not_signed(draft, staff):
    other = build.topic("Another topic", live=False)
    build.signed(other)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}&id={other.pk}&next=/admin/"

    staff("publisher").post(address, {"seen": [f"{page.pk}:{build.seen(page)}" for page in (draft, other)]})

    assert not is_live(draft) and not is_live(other)


def test_a_copy_of_a_live_page_is_not_live(staff):
    page = build.topic()
    fields = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }

    staff("publisher").post(f"/admin/pages/{page.pk}/copy/", fields)

    assert not type(page).objects.filter(slug="a-copy", live=True).exists()


def test_a_script_cannot_make_a_page_live(draft):
    draft.live = True
    with pytest.raises(NotPublishable):
        draft.save()


def test_a_script_cannot_change_live_words():
    page = build.topic()
    page.short_answer = "<p>Unsigned.</p>"
    with pytest.raises(NotPublishable):
        page.save()


def test_a_new_page_cannot_be_born_live():
    with pytest.raises(NotPublishable):
        build.home_page().add_child(instance=StandardPage(title="Born live", slug="born-live", live=True))


def test_the_live_answer_stays_while_a_new_draft_waits(patient):
    page = build.topic()
    page.short_answer = "<p>New unsigned words.</p>"
    page.save_revision(user=member("writer"))

    shown = patient.get(f"/faq/{page.slug}/").content.decode()

    assert "lasting pain" in shown and "New unsigned words" not in shown


def test_signed_words_can_be_scheduled(draft, staff):
    build.signed(draft)
    moment = timezone.localtime() + datetime.timedelta(days=1)

    staff("publisher").post(
        f"/admin/publishing/{draft.pk}/", {"go_live_at": moment.strftime("%Y-%m-%dT%H:%M"), "seen": build.seen(draft)}
    )

    assert not is_live(draft)
    assert type(draft).objects.get(pk=draft.pk).get_latest_revision().approved_go_live_at is not None


def test_the_workflow_ends_when_the_page_is_published(draft, staff):
    draft.get_workflow().start(draft, member("writer"))
    build.signed(draft)

    staff("publisher").post(f"/admin/publishing/{draft.pk}/", {"go_live_at": "", "seen": build.seen(draft)})

    page = type(draft).objects.get(pk=draft.pk)
    assert page.live
    assert page.current_workflow_state is None


def test_wagtails_own_short_cuts_to_approval_are_closed(draft, staff):
    draft.get_workflow().start(draft, member("writer"))
    state = draft.current_workflow_task_state
    address = f"/admin/pages/{draft.pk}/workflow/action/approve/{state.pk}/"

    for role in ("reviewer", "publisher", "admin"):
        staff(role).post(address)

    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not Review.objects.of(draft).exists()


def test_an_emergency_goes_live_with_a_reason_and_stays_marked(draft, staff, patient):
    staff("admin").post(f"/admin/publishing/{draft.pk}/unchecked/", {"reason": REASON, "seen": build.seen(draft)})

    assert "before it was checked" in patient.get(f"/faq/{draft.slug}/").content.decode()
    assert Review.objects.of(draft).get().note == REASON
    assert PageLogEntry.objects.filter(page=draft.pk, action="clinic.emergency_publish").exists()


def test_a_second_person_makes_an_emergency_good(draft, staff, patient):
    staff("admin").post(f"/admin/publishing/{draft.pk}/unchecked/", {"reason": REASON, "seen": build.seen(draft)})
    build.signed(type(draft).objects.get(pk=draft.pk))

    shown = patient.get(f"/faq/{draft.slug}/").content.decode()

    assert "Checked by Dr Ruth Okafor" in shown
    assert "before it was checked" not in shown


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_only_the_clinics_admin_may_publish_unchecked(draft, staff, role):
    staff(role).post(f"/admin/publishing/{draft.pk}/unchecked/", {"reason": REASON, "seen": build.seen(draft)})
    assert not is_live(draft)


def test_an_emergency_needs_a_reason(draft, staff):
    staff("admin").post(f"/admin/publishing/{draft.pk}/unchecked/", {"reason": "quick", "seen": build.seen(draft)})
    assert not is_live(draft)


def test_a_form_that_is_refused_keeps_what_was_written_and_is_bound_to_the_words_beside_it(draft, staff):
    address = f"/admin/publishing/{draft.pk}/unchecked/"
    form = staff("admin").post(address, {"reason": REASON, "seen": "of other words"}).context["form"]
    assert (form["reason"].value(), form["seen"].value()) == (REASON, build.seen(draft))


def test_a_changed_key_figure_takes_the_signature_off_for_all_to_see(patient, django_capture_on_commit_callbacks):
    figure = build.figure()
    page = build.topic(short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    assert "Checked by" in patient.get(f"/faq/{page.slug}/").content.decode()

    figure.value = "about 900"
    with django_capture_on_commit_callbacks(execute=True):
        figure.save()

    shown = patient.get(f"/faq/{page.slug}/").content.decode()
    assert "Something on this page has changed since Dr Ruth Okafor" in shown
    assert Review.objects.of(page).get().voided_why.startswith("Key figure")


def test_before_a_number_is_changed_its_pages_are_named_and_then_it_is_recorded(
    staff, patient, django_capture_on_commit_callbacks
):
    build.details(phone="555 0100")
    page = build.topic(questions=[build.question("When?", build.care_card("The hand turns blue"))])
    build.topic("Other", questions=[build.question("Why?", build.statement())])
    settings = f"/admin/settings/site/clinicdetails/{build.home_page().get_site().pk}/"
    shown = html.unescape(staff("admin").get(settings).content.decode())
    assert "Where approved pages tell one of them, that is said beside it" in shown
    assert "1 approved page tells it: “What is CRPS?”, which Dr Ruth Okafor approved." in shown
    assert "these approvals do not cover it and need to be given again" in shown
    assert "“Other”" not in shown
    with django_capture_on_commit_callbacks(execute=True):
        build.details(phone="555 0200")
    said = "Clinic details were changed: phone: “555 0100” became “555 0200”"
    assert ModelLogEntry.objects.filter(action="clinic.number_changed").latest("pk").data["why"] == said
    assert Review.objects.of(page).get().voided_why == said
    assert "Something on this page has changed since" in patient.get(page.url).content.decode()
    assert "tells it" not in staff("admin").get(settings).content.decode()


def test_of_two_pages_of_one_title_both_are_counted():
    build.details(phone="555 0100")
    for slug in ("one", "two"):
        build.topic("Appointments", slug=slug, questions=[build.question("When?", build.care_card("It turns blue"))])
    assert told_by("555 0100").startswith(
        "2 approved pages tell it: “Appointments”, “Appointments”, which Dr Ruth Okafor approved. "
    )


def test_checking_again_after_a_figure_changed_needs_no_new_publication(patient, django_capture_on_commit_callbacks):
    figure = build.figure()
    page = build.topic(short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    figure.value = "about 900"
    with django_capture_on_commit_callbacks(execute=True):
        figure.save()

    build.signed(type(page).objects.get(pk=page.pk))

    assert "Checked by Dr Ruth Okafor" in patient.get(f"/faq/{page.slug}/").content.decode()


def test_who_may_do_what_is_on_one_page(staff):
    shown = staff("writer").get("/admin/who-may-do-what/").content.decode()

    assert "Clinical reviewer" in shown
    assert "Review texts and approve them" in shown


def test_publishing_puts_review_words_and_log_in_one_piece(draft, monkeypatch):
    """When the log row cannot be written, nothing goes live."""
    build.signed(draft)
    monkeypatch.setattr("wagtail.actions.publish_revision.log", broken)

    with pytest.raises(RuntimeError):
        going_live.publish(draft, member("publisher"), build.seen(draft))

    assert not is_live(draft)


def broken(*args, **kwargs):
    raise RuntimeError("no log")


def test_publishing_the_same_words_again_keeps_what_is_known_of_them():
    page = build.topic()
    words = TopicPage.objects.get(pk=page.pk).live_hash
    page.save_revision().publish()
    assert words and TopicPage.objects.get(pk=page.pk).live_hash == words


def test_words_that_other_approved_words_replaced_do_not_come_back_unread(staff, patient):
    page = build.topic()
    before = page.short_answer
    build.changed(page, short_answer="<p>Said better.</p>")
    page.refresh_from_db()
    page.short_answer = before
    page.save_revision(user=member("publisher"))

    answer = staff("publisher").post(f"/admin/publishing/{page.pk}/", {"go_live_at": "", "seen": build.seen(page)})

    assert "Other approved words took the place of these" in answer.text
    assert "Said better." in patient.get(f"/faq/{page.slug}/").text
    build.signed(page)
    going_live.publish(page, member("publisher"), build.seen(page))
    assert "Said better." not in patient.get(f"/faq/{page.slug}/").text


def test_after_an_emergency_the_approved_words_come_back_as_they_are(patient):
    page = build.topic()
    before = page.short_answer
    page.short_answer = "<p>Unread.</p>"
    page.save_revision(user=member("writer"))
    admin = Signer.of_user(member("admin"))
    going_live.emergency_publish(page, admin, build.seen(page), REASON)
    page.refresh_from_db()
    page.short_answer = before
    page.save_revision(user=member("publisher"))
    going_live.publish(page, member("publisher"), build.seen(page))
    assert "Checked by Dr Ruth Okafor" in patient.get(f"/faq/{page.slug}/").text


def test_where_to_go_when_the_clinic_is_closed_is_read_in_a_card_that_was_signed(
    patient, django_capture_on_commit_callbacks
):
    build.details(when_closed="Go to the night clinic.")
    page = build.topic(questions=[build.question("When?", build.care_card("The hand turns blue"))])
    with django_capture_on_commit_callbacks(execute=True):
        build.details(when_closed="Wait until Monday.")
    shown = patient.get(page.url).content.decode()
    assert "Wait until Monday." in shown and "Something on this page has changed since Dr Ruth Okafor" in shown
    assert "when you are closed: “Go to the night clinic.”" in Review.objects.of(page).get().voided_why


def test_so_it_is_in_another_language(django_capture_on_commit_callbacks):
    details = build.details(when_closed="Go to the night clinic.")
    page = build.topic(questions=[build.question("When?", build.care_card("The hand turns blue"))])
    spanish = build.translated(page)
    with django_capture_on_commit_callbacks(execute=True):
        DetailsWords.objects.create(details=details, language="es", when_closed="Espere hasta el lunes.")
    assert Review.objects.of(spanish).first().voided_at
    assert Review.objects.of(page).get().voided_at is None
