"""A name stands under a page in the words in which its person agreed, and nobody else's act puts or changes it."""

import pytest
from django.core import mail

from clinic.people.models import User
from clinic.review.models import Byline
from faq.models import TopicPage
from tests import builders as build
from tests import forms
from tests.cast import member

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/bylines/"


@pytest.fixture
def colleague():
    fields = {"public_name": "Dr Lena Brandt", "credentials": "MD", "email": "lena@clinic.example"}
    found = User.objects.create_user("lena", password="lena-password", **fields)
    found.groups.add(*member("writer").groups.all())
    return found


def saved_with(browser, page, author):
    form = forms.topic(title=page.title, slug=page.slug, author=author.pk) | forms.loaded(page)
    assert browser.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302
    build.put_live(TopicPage.objects.get(pk=page.pk))


def answer(browser, byline, **posted):
    return browser.post(f"{ADDRESS}{byline.pk}/", posted, follow=True).content.decode()


def browser_of(user, anyone):
    anyone.force_login(user)
    return anyone


def test_a_colleague_is_asked_and_not_shown_before_they_agree(
    colleague, staff, anyone, patient, django_capture_on_commit_callbacks
):
    page = build.topic()
    with django_capture_on_commit_callbacks(execute=True):
        saved_with(staff("writer"), page, colleague)
    assert "Written by" not in patient.get(page.url).content.decode()
    assert "Patients would read: Dr Lena Brandt, MD" in mail.outbox[-1].body
    assert "has not agreed yet" in staff("reviewer").get(f"/admin/checking/{page.pk}/").content.decode()
    browser = browser_of(colleague, anyone)
    assert ADDRESS in browser.get("/admin/").content.decode()
    answer(browser, Byline.objects.get(), agree="1", seen=colleague.byline)
    assert "Written by Dr Lena Brandt, MD" in patient.get(page.url).content.decode()
    assert "Written by Dr Lena Brandt, MD" in patient.get(f"{page.url.rstrip('/')}.md").content.decode()
    assert "Lena Brandt" in patient.get("/api/v2/topics/").content.decode()


def test_who_names_themselves_has_agreed(staff, patient):
    page = build.topic()
    saved_with(staff("writer"), page, member("writer"))
    assert "Written by Wren Adeyemi" in patient.get(page.url).content.decode()


def test_another_title_is_shown_once_its_person_has_agreed_to_it(colleague, anyone, patient):
    page = build.topic(author=colleague)
    colleague.credentials = "Professor"
    colleague.save()
    assert "Written by Dr Lena Brandt, MD for" in patient.get(page.url).content.decode()
    browser = browser_of(colleague, anyone)
    shown = browser.get(ADDRESS).content.decode()
    assert "Your name or title is another now." in shown
    answer(browser, Byline.objects.get(), agree="1", seen="Dr Lena Brandt, MD")
    assert "Written by Dr Lena Brandt, MD for" in patient.get(page.url).content.decode()
    answer(browser, Byline.objects.current().get(), agree="1", seen="Dr Lena Brandt, Professor")
    assert "Written by Dr Lena Brandt, Professor" in patient.get(page.url).content.decode()
    assert Byline.objects.current().count() == 1


def test_whoever_says_no_is_not_named(colleague, staff, anyone, patient):
    page = build.topic(author=colleague)
    assert "no name" not in patient.get(page.url).content.decode()
    answer(browser_of(colleague, anyone), Byline.objects.get())
    assert "Written by" not in patient.get(page.url).content.decode()


def test_nobody_answers_for_somebody_else(colleague, staff, patient):
    page = build.topic()
    saved_with(staff("writer"), page, colleague)
    for role in ("writer", "publisher", "admin"):
        answer(staff(role), Byline.objects.get(), agree="1", seen=colleague.byline)
    assert "Written by" not in patient.get(page.url).content.decode()


def test_who_is_not_named_any_more_is_not_asked_any_more(colleague, staff):
    page = build.topic()
    saved_with(staff("writer"), page, colleague)
    saved_with(staff("writer"), page, member("writer"))
    assert not Byline.objects.current().filter(person=colleague).exists()


# Translators ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def spanish():
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    return build.translated(build.topic(), title="¿Qué es?", slug="que-es", subject=build.spanish(build.subject()))


def name_translator(page, browser, **posted):
    return browser.post(f"/admin/translations/{page.pk}/", posted, follow=True).content.decode()


def test_a_translator_who_works_here_is_asked(spanish, colleague, staff, anyone, patient):
    name_translator(spanish, staff("publisher"), person=colleague.pk)
    assert "Traducido del inglés." in patient.get(spanish.url).content.decode()
    answer(browser_of(colleague, anyone), Byline.objects.get(), agree="1", seen=colleague.byline)
    assert "Traducido del inglés por Dr Lena Brandt, MD." in patient.get(spanish.url).content.decode()


def test_for_a_translator_outside_whoever_names_them_has_asked(spanish, staff, patient):
    said = name_translator(spanish, staff("publisher"), name="Elena Vidal")
    assert "Ask them first." in said
    name_translator(spanish, staff("publisher"), name="Elena Vidal", agreed="on")
    assert "Traducido del inglés por Elena Vidal." in patient.get(spanish.url).content.decode()
    assert Byline.objects.current().get().agreed_by == member("publisher")
    name_translator(spanish, staff("publisher"))
    assert "Elena Vidal" not in patient.get(spanish.url).content.decode()


def test_a_colleague_cannot_be_named_as_somebody_outside(spanish, colleague, staff):
    said = name_translator(spanish, staff("publisher"), name="Prof. Lena Brandt, translator", agreed="on")
    assert "has an account here" in said
    assert not Byline.objects.exists()


@pytest.mark.parametrize("name", ["Maya Ortíz", "dra. MAYA ORTIZ, MD", "Prof Maya Ortiz"])
def test_a_clinician_of_the_register_is_not_named_without_being_asked(spanish, staff, name):
    build.clinician("Dr Maya Ortiz", until=build.TODAY)
    said = name_translator(spanish, staff("publisher"), name=name, agreed="on")
    assert "is in the list of clinicians who sign by a link" in said
    assert not Byline.objects.exists()
