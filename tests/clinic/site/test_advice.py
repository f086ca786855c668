"""Words that nobody signs tell where and when; what only a clinician can say, a clinician has read who is named."""

import json
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import ModelLogEntry

from clinic.checks.claims.advice import advice_in
from clinic.content.models.unsigned_words import HOW_TO_GO_ON
from clinic.meaning.models import Example, Subject
from clinic.meaning.recognition import learn
from clinic.meaning.seed import first_examples
from clinic.pages.models import Withdrawal
from clinic.site.models import ClinicDetails
from clinic.site.models.notice import UrgentNotice
from clinic.staff.notices.openings import BEGINNINGS
from home.models import SearchCard
from tests import builders as build
from tests import forms
from tests.cast import member

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)
# By nobody who wrote examples.
ADVICE = "A sore joint on a weekend mostly settles on the sofa, so give it a day or two."
PLAIN = "We are closed on Friday. In an emergency call 911."
NAME = "Dr Ruth Okafor"
NAMED = {"read_by_clinician": NAME}


@pytest.fixture(autouse=True)
def reviewer(db):
    return member("reviewer")


@pytest.fixture(autouse=True, scope="module")
def learned(rows_of_a_module):
    """From the examples that every clinic begins with."""
    Example.objects.bulk_create(one for one in first_examples() if one.subject == Subject.ADVICE)
    learn(Subject.ADVICE)


def save_subject(browser, subject, **fields):
    said = {"name": subject.name, "description": subject.description, "sort_order": "0", "slug": subject.slug}
    return browser.post(f"/admin/snippets/faq/subject/edit/{subject.pk}/", said | fields)


def save_card(browser, card, **fields):
    said = {name: getattr(card, name) for name in ("name", "language", "level", "typed", "heading", "text")}
    return browser.post(f"/admin/snippets/home/searchcard/edit/{card.pk}/", said | {"is_on": "on"} | fields)


def new_notice(browser, text, **fields):
    times = {"starts_at": "2031-01-02T09:00", "ends_at": "2031-01-03T09:00"}
    return browser.post("/admin/urgent-notices/new/", times | {"text": text} | fields)


def reasons():
    return [one.data["why"] for one in ModelLogEntry.objects.filter(action="clinic.words_changed").order_by("pk")]


def test_advice_in_a_subject_needs_a_clinician_who_has_read_it(staff):
    subject, publisher = build.subject(), staff("publisher")
    asked = save_subject(publisher, subject, description=ADVICE).content.decode()
    assert HOW_TO_GO_ON in asked and 'name="read_by_clinician"' in asked
    assert save_subject(publisher, subject, description=ADVICE, **NAMED).status_code == 302
    assert reasons()[-1].endswith(f"It was said that {NAME} has read these words and stands by them.")
    history = publisher.get(f"/admin/snippets/faq/subject/history/{subject.pk}/").content.decode()
    assert f"{NAME} is said to have read them" in history
    record = staff("admin").get("/admin/record/").content.decode()
    assert f"It was said that {NAME} has read these words" in record


def test_only_whoever_may_approve_texts_can_be_named(staff):
    subject, publisher = build.subject(), staff("publisher")
    clinician = build.clinician()
    asked = save_subject(publisher, subject, description=ADVICE, read_by_clinician="My neighbour")
    assert asked.status_code == 200
    shown = asked.content.decode()
    assert f'<option value="{NAME}">' in shown and f'<option value="{clinician}">' in shown
    assert member("writer").display_name not in shown.partition("Which clinician")[2].partition("</select>")[0]


def test_advice_in_the_name_of_a_subject_needs_one_too(staff):
    subject, publisher = build.subject(), staff("publisher")
    assert HOW_TO_GO_ON in save_subject(publisher, subject, name=ADVICE[:80]).content.decode()
    assert save_subject(publisher, subject, name=ADVICE[:80], **NAMED).status_code == 302
    assert save_subject(publisher, subject, name="Spread and change over time").status_code == 302


@pytest.mark.parametrize("name", ["Stop every tablet today", "Wait three days first", "Espere tres días primero"])
def test_so_does_advice_in_a_name_of_few_words(staff, name):
    subject, publisher = build.subject(), staff("publisher")
    assert HOW_TO_GO_ON in save_subject(publisher, subject, name=name).content.decode()
    assert save_subject(publisher, subject, name=name, **NAMED).status_code == 302
    for ordinary in ("Medicines", "When to get help", "Stop smoking support", "Volver al trabajo"):
        assert save_subject(publisher, subject, name=ordinary).status_code == 302


def test_of_names_that_were_kept_back_most_that_advise_are_asked_about_and_hardly_one_that_names():
    rows = map(json.loads, (ROOT / "tests/quality/short_names.jsonl").read_text().splitlines())
    kept = [row for row in rows if row["kept_back"]]
    asked = {row["text"] for row in kept if advice_in(row["text"], is_name=True)}
    assert sum(row["advice"] and row["text"] in asked for row in kept) >= 27
    assert sum(not row["advice"] and row["text"] in asked for row in kept) <= 1


def test_the_question_is_not_there_before_it_is_asked_for(staff):
    subject, publisher = build.subject(), staff("publisher")
    shown = publisher.get(f"/admin/snippets/faq/subject/edit/{subject.pk}/").content.decode()
    assert "read_by_clinician" not in shown
    assert save_subject(publisher, subject, description="Work, money and rights.").status_code == 302
    assert "clinician" not in reasons()[-1]


def test_a_help_card_is_read_too(staff):
    card = SearchCard.objects.create(name="Notice", level="notice", typed="knee", heading="Call us", text="We answer.")
    admin = staff("admin")
    assert HOW_TO_GO_ON in save_card(admin, card, text=ADVICE).content.decode()
    assert "Promises a cure" in save_card(admin, card, text="We cure CRPS for good.").content.decode()
    assert save_card(admin, card, text=PLAIN).status_code == 302
    assert "We answer." in reasons()[-1]


def test_the_details_of_the_clinic_ask_in_every_language(staff):
    admin = staff("admin")
    address, form = forms.details(admin)
    assert HOW_TO_GO_ON in admin.post(address, form | {"when_closed": ADVICE}).content.decode()
    row = {
        "in_languages-TOTAL_FORMS": "1",
        "in_languages-0-language": "es",
        "in_languages-0-disclaimer": "Con una manta y la pierna en alto se pasa casi todo en un fin de semana.",
    }
    assert HOW_TO_GO_ON in admin.post(address, form | row).content.decode()
    assert admin.post(address, form | row | NAMED).status_code == 302
    assert ClinicDetails.objects.get().in_languages.count() == 1


def test_a_form_with_several_tabs_asks_once(staff):
    """Of two answers the last would count, and that was the empty one of a tab nobody had looked at."""
    admin = staff("admin")
    address, form = forms.details(admin)
    shown = admin.post(address, form | {"when_closed": ADVICE, "disclaimer": ADVICE}).content.decode()
    assert shown.count('name="read_by_clinician"') == 1
    assert "asked once, on an earlier tab" in shown


def test_a_wrong_colour_asks_for_no_clinician(staff):
    admin = staff("admin")
    address, form = forms.details(admin)
    refused = admin.post(address, form | {"colour": "#ffff00"})
    assert refused.status_code == 200 and "too light" in refused.content.decode()
    assert "read_by_clinician" not in refused.content.decode()
    said = admin.post(address, form | {"colour": "#ffff00", "when_closed": ADVICE} | NAMED).content.decode()
    assert 'name="read_by_clinician"' in said


def test_an_urgent_notice_asks(staff):
    publisher = staff("publisher")
    assert HOW_TO_GO_ON in new_notice(publisher, ADVICE).content.decode()
    assert new_notice(publisher, ADVICE, **NAMED).status_code == 302
    assert new_notice(publisher, PLAIN).status_code == 302
    assert UrgentNotice.objects.count() == 2


def test_a_notice_of_withdrawal_asks(staff):
    page, publisher = build.topic(), staff("publisher")
    form = {"how": Withdrawal.How.NO_LONGER_TRUE, "notice": ADVICE, "reason": "The source was taken back."}
    assert HOW_TO_GO_ON in publisher.post(f"/admin/withdraw/{page.pk}/", form).content.decode()
    assert publisher.post(f"/admin/withdraw/{page.pk}/", form | NAMED).status_code == 302


def test_what_every_clinic_and_the_example_begin_with_is_not_taken_for_advice():
    cards = tomllib.loads((ROOT / "home/search/staff/first_words.toml").read_text())["card"]
    own = [card.get(name, "") for card in cards for name in SearchCard.unsigned_words]
    subjects = [*tomllib.loads((ROOT / "home/demo/subjects.toml").read_text()).values()]
    subjects += tomllib.loads((ROOT / "home/demo/es/site.toml").read_text())["subjects"].values()
    details = tomllib.loads((ROOT / "home/demo/details.toml").read_text())
    own += [subject["description"] for subject in subjects] + [beginning.text for beginning in BEGINNINGS]
    own += [details.get(name, "") for name in ClinicDetails.unsigned_words if name != "name"]
    assert [text for text in own if advice_in(text)] == []
    names = [subject["name"] for subject in subjects]
    assert [name for name in names if advice_in(name, is_name=True)] == []


def test_the_example_is_loaded_whatever_staff_have_taught():
    Example.objects.create(subject=Subject.ADVICE, label="clinician", text="What it is, and how it is diagnosed.")
    subject = build.subject()
    subject.description, subject.has_somebody_to_ask = ADVICE, False
    subject.full_clean()


def test_before_anything_was_learned_nothing_is_asked():
    Example.objects.filter(subject=Subject.ADVICE).update(is_on=False)
    learn(Subject.ADVICE)
    assert advice_in(ADVICE) == []
