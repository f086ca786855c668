"""A page that was public is withdrawn with a reason: its address goes on answering, its text and history stay."""

from datetime import UTC, datetime

import pytest
from wagtail.models import PageLogEntry, ReferenceIndex

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import NotWithdrawable, withdraw
from home.models import FeaturedTopic
from tests import builders as build

pytestmark = pytest.mark.django_db

How = Withdrawal.How
REASON = "The new guideline says otherwise."


def filled(**changes):
    fields = {"how": "error", "target": "", "notice": "", "reason": REASON}
    return fields | changes


def test_a_moved_page_leads_to_the_other_page_in_one_step(patient, staff):
    topic, other = build.topic("Old answer"), build.topic("New answer")
    withdraw(topic, staff("publisher").user, How.MOVED, REASON, target=other)
    answer = patient.get("/faq/old-answer/")
    assert (answer.status_code, answer["Location"]) == (301, "/faq/new-answer/")


def test_a_page_no_longer_true_says_so_and_where_to_go(patient, staff):
    build.details(phone="(555) 555-0100")
    related, service = build.topic("Pacing"), build.service("Education")
    topic = build.topic("Bed rest", related=[related], services=[service])
    withdraw(topic, staff("publisher").user, How.NO_LONGER_TRUE, REASON, notice="Staying still makes it worse.")
    answer = patient.get("/faq/bed-rest/")
    page = answer.content.decode()
    assert answer.status_code == 410
    for words in [
        "Bed rest",
        "no longer true",
        "Staying still makes it worse.",
        "/faq/pacing/",
        "/services/education/",
    ]:
        assert words in page
    assert "(555) 555-0100" in page
    assert REASON not in page


def test_a_paused_page_says_that_it_is_not_offered_now_and_until_when(patient, staff):
    build.details(phone="(555) 555-0100")
    service = build.service("Education")
    withdraw(service, staff("publisher").user, How.PAUSED, REASON, notice="The course begins again in March.")
    answer = patient.get("/services/education/")
    page = answer.content.decode()
    assert answer.status_code == 410
    for words in ["Education", "We do not offer this at present.", "begins again in March.", "(555) 555-0100"]:
        assert words in page
    assert "no longer true" not in page and REASON not in page


def test_a_page_published_in_error_is_plainly_gone(patient, staff):
    build.details(phone="(555) 555-0100")
    topic = build.topic("Secret plans")
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    answer = patient.get("/faq/secret-plans/")
    assert answer.status_code == 410
    assert "Secret plans" not in answer.content.decode()
    assert "(555) 555-0100" in answer.content.decode()


def test_a_private_page_stays_unknown_when_it_is_withdrawn(patient, staff):
    topic = build.topic("Staff rota")
    topic.view_restrictions.create(restriction_type="login")
    withdraw(topic, staff("publisher").user, How.NO_LONGER_TRUE, REASON, notice="It was never for patients.")
    answer = patient.get("/faq/staff-rota/")
    assert answer.status_code == 404
    assert "Staff rota" not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/faq/", "/sitemap.xml", "/changes.rss", "/changes.atom", "/search/?q=zebrafish"]
)
def test_a_withdrawn_page_is_named_nowhere_else(patient, staff, address, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        topic = build.topic("Zebrafish", slug="striped")
        withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    answer = patient.get(address)
    assert "/faq/striped/" not in answer.content.decode()


def test_the_reason_is_kept_with_who_and_when(staff):
    topic = build.topic()
    withdrawal = withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    entry = PageLogEntry.objects.get(action="clinic.withdraw", page=topic.pk)
    assert (withdrawal.reason, withdrawal.withdrawn_by, withdrawal.urgent) == (REASON, staff("publisher").user, False)
    assert entry.data == {"withdrawal": withdrawal.pk, "how": "error", "urgent": False}
    assert entry.user == staff("publisher").user


def test_text_and_history_stay(staff):
    topic = build.topic()
    before = topic.revisions.count()
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    topic.refresh_from_db()
    assert (topic.live, topic.revisions.count(), topic.title) == (False, before, "What is CRPS?")


def test_publishing_it_again_puts_it_back(patient, staff):
    topic = build.topic()
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    topic.refresh_from_db()
    topic.get_latest_revision().publish()
    assert patient.get("/faq/what-is-crps/").status_code == 200
    assert not Withdrawal.objects.active().exists()
    assert Withdrawal.objects.get().ended_at


def test_a_page_that_repeats_it_goes_and_comes_back_with_it(patient, staff):
    topic = build.topic()
    topic.create_alias(update_slug="again", parent=build.faq_index())
    assert patient.get("/faq/again/").status_code == 200
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    assert patient.get("/faq/again/").status_code == 410
    topic.refresh_from_db()
    topic.get_latest_revision().publish()
    assert patient.get("/faq/again/").status_code == 200
    assert not Withdrawal.objects.active().exists()


def test_nothing_brings_it_back_by_itself(staff):
    topic = build.topic()
    topic.get_workflow().start(topic, staff("writer").user)
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    topic.refresh_from_db()
    assert topic.current_workflow_state is None
    assert not topic.revisions.exclude(approved_go_live_at=None).exists()


def test_a_page_with_public_pages_below_it_waits_for_them(staff):
    build.service()
    with pytest.raises(NotWithdrawable, match="Public pages below this one: 1"):
        withdraw(build.services_page(), staff("publisher").user, How.ERROR, REASON)


def test_the_home_page_cannot_be_withdrawn(staff):
    with pytest.raises(NotWithdrawable, match="home page"):
        withdraw(build.home_page(), staff("publisher").user, How.ERROR, REASON)


def test_visitors_are_never_led_to_a_page_they_cannot_read(staff):
    topic, draft = build.topic(), build.topic("A draft", live=False)
    with pytest.raises(NotWithdrawable, match="another page that is public"):
        withdraw(topic, staff("publisher").user, How.MOVED, REASON, target=draft)


# The screen -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_publishers_and_admins_withdraw(staff, role):
    topic = build.topic()
    answer = staff(role).post(f"/admin/withdraw/{topic.pk}/", filled(), follow=True)
    assert "is withdrawn" in answer.content.decode()
    assert Withdrawal.objects.get().urgent is False


def test_a_reviewer_withdraws_where_it_is_urgent_and_that_is_logged(staff):
    topic = build.topic()
    staff("reviewer").post(f"/admin/withdraw/{topic.pk}/", filled())
    assert Withdrawal.objects.get().urgent is True
    assert PageLogEntry.objects.get(action="clinic.withdraw").data["urgent"] is True


def test_a_writer_does_not_withdraw(staff):
    topic = build.topic()
    answer = staff("writer").post(f"/admin/withdraw/{topic.pk}/", filled(), follow=True)
    assert "do not have permission" in answer.content.decode()
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"how": ""}, "This field is required"),
        ({"how": "nonsense"}, "not one of the available choices"),
        ({"how": "moved"}, "Choose the page that visitors are led to."),
        ({"how": "replaced", "target": "999999"}, "not one of the available choices"),
        ({"how": "no_longer_true"}, "Write in plain words what is no longer true."),
        ({"how": "no_longer_true", "notice": "It cures CRPS without side effects."}, "no side effects"),
        ({"reason": ""}, "This field is required"),
        ({"reason": "typo"}, "at least 10 characters"),
    ],
)
def test_what_is_missing_is_said(staff, changes, words):
    topic = build.topic()
    answer = staff("publisher").post(f"/admin/withdraw/{topic.pk}/", filled(**changes))
    assert words in answer.content.decode()
    assert not Withdrawal.objects.exists()


def test_every_page_that_leads_there_is_listed_before(staff):
    topic = build.topic("Zebra")
    text = f'<p>See <a linktype="page" id="{topic.pk}">this</a>.</p>'
    in_text = build.service("Links in text", how_long=text)
    related = build.topic("Chooses it", related=[topic], questions=[build.question("Why?", build.statement(text))])
    draft = build.topic("Only a draft", related=[topic], live=False)
    home = build.home_page()
    FeaturedTopic.objects.create(home=home, topic=topic)
    for source in (in_text, related, draft, home):
        ReferenceIndex.create_or_update_for_object(source)
    page = staff("publisher").get(f"/admin/withdraw/{topic.pk}/").content.decode()
    for source in (in_text, related, draft, home):
        assert f"/admin/pages/{source.pk}/edit/" in page
    assert "Only a draft" in page and "not public" in page


@pytest.mark.parametrize("field", ["urgent_page", "contact_page", "privacy_page", "rights_page", "accessibility_page"])
def test_a_page_that_clinic_details_name_is_neither_withdrawn_nor_led_elsewhere(staff, field):
    page, other = build.standard("Where to turn"), build.topic("Elsewhere")
    build.details(**{field: page})
    publisher = staff("publisher")
    for how in (filled(), filled(how="moved", target=other.pk)):
        said = publisher.post(f"/admin/withdraw/{page.pk}/", how, follow=True).content.decode()
        assert "Clinic details name this page as" in said and "An admin chooses another" in said
    with pytest.raises(NotWithdrawable):
        withdraw(build.translated(page), publisher.user, How.ERROR, REASON)
    build.details(**{field: other})
    assert publisher.post(f"/admin/withdraw/{page.pk}/", filled()).status_code == 302
    assert not type(page).objects.get(pk=page.pk).live


def test_a_page_that_is_not_public_is_not_withdrawn(staff):
    draft = build.topic(live=False)
    answer = staff("publisher").get(f"/admin/withdraw/{draft.pk}/", follow=True)
    assert "is not public" in answer.content.decode()


def test_a_page_that_is_not_there_is_not_found(staff):
    assert staff("publisher").get("/admin/withdraw/999999/").status_code == 404


def test_whoever_opens_a_withdrawn_page_is_told(staff):
    topic = build.topic()
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    page = staff("writer").get(f"/admin/pages/{topic.pk}/edit/").content.decode()
    assert "Withdrawn on" in page and "The new guideline says otherwise." in page


def test_withdrawn_pages_are_listed(staff):
    topic, other = build.topic("Old answer"), build.topic("New answer")
    withdraw(topic, staff("publisher").user, How.MOVED, REASON, target=other)
    page = staff("writer").get("/admin/withdrawn/").content.decode()
    assert "Old answer" in page and REASON in page and "are led to New answer" in page


# Instead of unpublishing ----------------------------------------------------------------------------------------------


def test_unpublishing_leads_to_withdrawing(staff):
    topic = build.topic()
    for method in ("get", "post"):
        answer = getattr(staff("publisher"), method)(f"/admin/pages/{topic.pk}/unpublish/", follow=True)
        assert answer.redirect_chain == [(f"/admin/withdraw/{topic.pk}/", 302)]
        assert "say what people find at its address" in answer.content.decode()
    topic.refresh_from_db()
    assert topic.live


def test_unpublishing_with_pages_below_is_no_way_round(staff):
    service = build.service()
    staff("admin").post(f"/admin/pages/{build.services_page().pk}/unpublish/", {"include_descendants": "on"})
    service.refresh_from_db()
    assert service.live and build.services_page().live


def test_unpublishing_many_leads_to_withdrawing_each(staff):
    topic, draft = build.topic(), build.topic("A draft", live=False)
    address = f"/admin/bulk/wagtailcore/page/unpublish/?id={topic.pk}&id={draft.pk}"
    page = staff("publisher").get(address).content.decode()
    assert f"/admin/withdraw/{topic.pk}/" in page and f"/admin/withdraw/{draft.pk}/" not in page
    staff("publisher").post(address, {"include_descendants": "on"})
    topic.refresh_from_db()
    assert topic.live


@pytest.mark.parametrize("action", ["unpublish", "delete", "publish"])
def test_the_admin_api_has_no_actions(staff, action):
    topic = build.topic()
    answer = staff("admin").post(f"/admin/api/main/pages/{topic.pk}/action/{action}/", {})
    assert answer.status_code == 404
    topic.refresh_from_db()
    assert topic.live


def test_the_menus_offer_withdrawing_and_not_unpublishing(staff):
    topic = build.topic()
    for address in (f"/admin/pages/{topic.pk}/edit/", f"/admin/pages/{build.faq_index().pk}/"):
        page = staff("publisher").get(address).content.decode()
        assert f"/admin/withdraw/{topic.pk}/" in page
        assert f"/admin/pages/{topic.pk}/unpublish/" not in page
        assert f"/admin/pages/{topic.pk}/delete/" not in page


# What it was approved for ---------------------------------------------------------------------------------------------


def test_what_is_no_longer_true_needs_to_be_approved_again(staff, patient):
    topic = build.topic()
    withdraw(topic, staff("reviewer").user, How.NO_LONGER_TRUE, REASON, notice="A dose on it was wrong.")
    publisher, address = staff("publisher"), f"/admin/publishing/{topic.pk}/"
    shown = publisher.get(address).content.decode()
    assert REASON in shown and "It is no longer true" in shown
    publisher.post(address, {"go_live_at": "", "seen": build.seen(topic)})
    assert patient.get("/faq/what-is-crps/").status_code == 410


def test_what_went_up_in_error_may_be_put_up_again_by_whoever_reads_why(staff, patient):
    topic = build.topic()
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    publisher, address = staff("publisher"), f"/admin/publishing/{topic.pk}/"
    assert REASON in publisher.get(address).content.decode()
    publisher.post(address, {"go_live_at": "", "seen": build.seen(topic)})
    assert patient.get("/faq/what-is-crps/").status_code == 200


def test_the_day_is_that_of_the_clinic_in_the_evening_too(staff, settings):
    settings.TIME_ZONE = "America/Chicago"
    topic = build.topic()
    withdraw(topic, staff("publisher").user, How.ERROR, REASON)
    Withdrawal.objects.update(withdrawn_at=datetime(2026, 12, 1, 2, tzinfo=UTC))
    page = staff("writer").get(f"/admin/pages/{topic.pk}/edit/").content.decode()
    assert "Withdrawn on 30 November 2026" in page
