"""Four eyes, one switch for a practice of one, and pages about the clinic itself for which a publisher answers."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from clinic.review import going_live
from clinic.review.models import Review
from clinic.review.publishing_gate import NotPublishable
from clinic.site.models import ClinicDetails, PublisherPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def listed(page):
    return PublisherPage.objects.create(details=ClinicDetails.objects.get(), page=page)


def publish(browser, page, **fields):
    form = {"go_live_at": "", "seen": build.seen(page)} | fields
    return browser.post(f"/admin/publishing/{page.pk}/", form).content.decode()


def reworded(page, user, words="We are twelve people."):
    page.body = type(page)._meta.get_field("body").to_python([build.block("text", f"<p>{words}</p>")])
    page.save_revision(user=user, clean=False)


# Who needs a clinician ------------------------------------------------------------------------------------------------


def test_a_publisher_answers_for_a_page_that_the_admin_has_listed(staff, patient):
    team = build.standard("Our team")
    listed(team)
    reworded(team, member("publisher"))
    publish(staff("publisher"), team)
    said = patient.get("/our-team/").content.decode()
    assert "We are twelve people." in said
    assert "Checked by" not in said and "before it was checked" not in said
    assert "No clinician has checked it: the clinic answers for it." in said
    assert "No clinician has checked it: the clinic answers for it." in patient.get("/our-team.md").content.decode()
    review = Review.objects.of(team).first()
    assert (review.outcome, review.reviewer) == ("publisher", member("publisher"))


def test_a_page_that_is_not_listed_needs_a_clinician(staff, patient):
    team = build.standard("Our team")
    reworded(team, member("publisher"))
    assert "The text was changed after it was approved." in publish(staff("publisher"), team)
    assert "We are twelve people." not in patient.get("/our-team/").content.decode()


@pytest.mark.parametrize("level", ["non_urgent", "urgent", "urgent_other", "emergency"])
def test_a_care_card_always_needs_a_clinician(staff, level):
    team = build.standard("Our team")
    listed(team)
    card = build.care_card("You cannot breathe", level=level, heading="your surgeon today if")
    team.body = type(team)._meta.get_field("body").to_python([card])
    team.save_revision(user=member("publisher"), clean=False)
    publish(staff("publisher"), team)
    assert Review.objects.of(team).first().outcome == "approved"


def test_the_word_of_a_publisher_ends_with_the_list(staff, patient):
    team = build.standard("Our team")
    on_list = listed(team)
    reworded(team, member("publisher"))
    publish(staff("publisher"), team)
    first = team.get_latest_revision()
    reworded(team, member("publisher"), "We are ten people.")
    publish(staff("publisher"), team)
    on_list.delete()
    first.as_object().save_revision(user=member("publisher"), clean=False)
    publish(staff("publisher"), team)
    assert "We are ten people." in patient.get("/our-team/").content.decode()


def test_a_claim_stops_it_where_no_clinician_decides(staff):
    team = build.standard("Our team")
    listed(team)
    reworded(team, member("publisher"), "Our treatment cures CRPS without side effects.")
    assert "Promises a cure" in publish(staff("publisher"), team)


@pytest.mark.parametrize(
    "words",
    [
        "Take 300 mg of it three times a day before you come.",
        "Our infusion reduces pain.",
        "Nuestro programa alivia el dolor.",
    ],
)
def test_what_a_clinician_must_look_at_is_no_word_of_a_publisher(words, staff, patient):
    team = build.standard("Our team")
    listed(team)
    reworded(team, member("publisher"), words)
    assert "says nothing that one must look at" in publish(staff("publisher"), team)
    assert words not in patient.get("/our-team/").content.decode()
    with pytest.raises(NotPublishable):
        going_live.publish(team, member("publisher"), build.seen(team))
    build.put_live(team)
    assert "Checked by" in patient.get("/our-team/").content.decode()


@pytest.mark.parametrize("kind", ["word", "figure"])
def test_nor_is_what_is_written_elsewhere_and_read_there(kind, staff, patient):
    says = "Ketamine helps most people with CRPS. It is the best treatment there is."
    if kind == "word":
        shown = build.marked(build.term(meaning=says, live=False))
    else:
        shown = build.inline(build.figure(counted_how=says))
    team = build.standard("Our team")
    listed(team)
    reworded(team, member("writer"), f"We are twelve people. {shown}")
    said = publish(staff("publisher"), team)
    assert "says nothing that one must look at" in said and "Ketamine helps most people" in said
    assert "twelve people" not in patient.get("/our-team/").content.decode()


@pytest.mark.parametrize("build_one", [build.topic, build.service])
def test_medical_pages_cannot_be_listed(build_one):
    with pytest.raises(ValidationError):
        PublisherPage(details=ClinicDetails.objects.get(), page=build_one()).full_clean()


# One person -----------------------------------------------------------------------------------------------------------


def sign_and_publish(browser, page):
    screen = browser.get(f"/admin/checking/{page.pk}/")
    form = screen.context["form"]
    due = form.fields["next_due"].initial.isoformat()
    fields = {"seen": form.shown, "outcome": "sign", "sources_checked": "on", "next_due": due, "publish": "1"}
    return browser.post(f"/admin/checking/{page.pk}/", fields)


def test_with_the_one_switch_an_admin_writes_approves_and_publishes(staff, patient):
    page = build.topic()
    page.short_answer = "<p>A typo mended.</p>"
    page.save_revision(user=member("admin"))
    assert staff("admin").get(f"/admin/checking/{page.pk}/").status_code == 302
    build.details(one_person_signs=True)
    sign_and_publish(staff("admin"), page)
    said = patient.get(f"/faq/{page.slug}/").content.decode()
    assert "A typo mended." in said
    assert "the same person wrote and checked it" in said
    assert Review.objects.of(page).first().one_person


def test_without_the_switch_the_right_is_gone_again(staff):
    build.details(one_person_signs=True)
    build.details(one_person_signs=False)
    assert staff("publisher").get(f"/admin/checking/{build.topic().pk}/").status_code == 302


def test_whoever_published_in_an_emergency_is_not_the_second_person(staff):
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    admin = member("admin")
    admin.groups.add(*member("reviewer").groups.all())
    form = {"reason": "A wrong dose stood on the page.", "seen": build.seen(page)}
    staff("admin").post(f"/admin/publishing/{page.pk}/unchecked/", form)
    sign_and_publish(staff("admin"), page)
    assert [review.outcome for review in Review.objects.of(page)] == ["emergency"]


# What is not offered --------------------------------------------------------------------------------------------------


def test_a_copy_is_not_offered_what_would_be_refused(staff):
    shown = staff("publisher").get(f"/admin/pages/{build.topic().pk}/copy/").content.decode()
    assert 'name="new_title"' in shown
    assert 'name="alias"' not in shown and 'name="publish_copies"' not in shown


def test_a_copy_says_that_it_is_one_until_it_has_a_name_of_its_own(staff):
    page = build.topic("What is CRPS?")
    shown = staff("publisher").get(f"/admin/pages/{page.pk}/copy/").content.decode()
    assert 'value="What is CRPS? (copy)"' in shown and 'value="what-is-crps-copy"' in shown
    form = {"new_title": "What is CRPS? (copy)", "new_slug": "what-is-crps-copy"}
    staff("publisher").post(f"/admin/pages/{page.pk}/copy/", form | {"new_parent_page": page.get_parent().pk})
    again = staff("publisher").get(f"/admin/pages/{page.pk}/copy/").content.decode()
    assert 'value="what-is-crps-copy-2"' in again
    copied = type(page).objects.get(slug="what-is-crps-copy")
    assert 'value="What is CRPS? (copy)"' in staff("publisher").get(f"/admin/pages/{copied.pk}/copy/").content.decode()


def test_an_alias_is_not_made_by_a_forged_form_either(staff):
    page = build.topic()
    form = {"new_title": "A", "new_slug": "a", "new_parent_page": page.get_parent().pk, "alias": "on"}
    staff("publisher").post(f"/admin/pages/{page.pk}/copy/", form)
    assert type(page).objects.get(slug="a").alias_of is None


def test_who_would_make_a_page_private_reads_that_nobody_can_log_in_on_the_public_site(staff):
    shown = staff("publisher").get(f"/admin/pages/{build.topic().pk}/privacy/").content.decode()
    assert "Nobody can log in on the public site" in shown


def test_a_second_site_is_refused_in_words(staff):
    said = staff("admin").get("/admin/sites/new/", follow=True).content.decode()
    assert "One site is all this software supports" in said
    with pytest.raises(ValidationError):
        Site.objects.create(hostname="other.example", root_page=build.home_page())
