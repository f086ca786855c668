"""Whatever stands on a page that a clinician signed is signed, or held in a way that is named here."""

import datetime

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from clinic.content.models.unsigned_words import ReadByClaimsCheck
from clinic.review import bylines
from clinic.review.content_hash import content_hash
from clinic.site.models import DetailsWords, UrgentNotice
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
OURS = ("clinic.", "faq", "home")
MARK = "Zqxwords"

# What is neither signed with the page, nor on a page that is signed or answered for itself, nor in `unsigned_words`.
OTHERWISE = {
    "ClinicDetails.phone": "a number: no other signs are taken",
    "ClinicDetails.emergency_number": "a number",
    "ClinicDetails.crisis_line_number": "a number",
    "ClinicDetails.email": "an address",
    "ClinicDetails.booking_url": "an address",
    "ClinicDetails.colour": "a colour, in the address of a style sheet",
    "ClinicDetails.conditions": "names that programs are told; the claims check looks for them",
    "UrgentNotice.text": "the claims check stops it in its own form (clinic.staff.notices)",
    "Byline.name": "as its person is called, or read by the claims check when somebody vouches (clinic.review.bylines)",
    "Byline.title": "the same",
    "Review.reviewer_name": "as whoever signed is called in their account or the register",
    "Review.reviewer_title": "the same",
    "Reference.title_language": "the code of a language, in which the title is read aloud",
    "Subject.slug": "an address",
    "ClinicImage.file": "the name of a file, in addresses",
}


def scene():
    details = build.details(
        phone="555 000", crisis_line_name="Line", crisis_line_number="988", crisis_line_note="Call."
    )
    DetailsWords.objects.create(details=details, language="es", disclaimer="Pregunte.")
    UrgentNotice.objects.create(text="Closed today.", ends_at=timezone.now() + datetime.timedelta(days=1))
    figure, source, word = build.figure(), build.reference(), build.term()
    said = build.statement(
        f"<p>{build.inline(figure)} have {build.marked(word)}.</p>", "established", references=[source]
    )
    asked = build.question("How many?", said, build.picture(build.image()), build.care_card("The hand turns blue"))
    other = build.topic("Does it spread?")
    page = build.topic(
        questions=[asked, build.question("Why?", build.statement())],
        subject=build.subject(description="What it is."),
        services=[build.service()],
        related=[other],
        author=member("writer"),
    )
    bylines.ask(page, "writer", member("writer"), member("writer"))
    return TopicPage.objects.get(pk=page.pk)


def texts():
    """Every field of words of every model of ours that has rows, and titles of pages."""
    for model in apps.get_models():
        if (model.__module__.startswith(OURS) or model is Page) and not model.__name__.endswith("Rendition"):
            for field in model._meta.local_concrete_fields:
                is_text = isinstance(field, models.CharField | models.TextField | models.FileField)
                if is_text and not field.choices and not field.primary_key and field.name not in PATHS:
                    yield model, field


# Of a tree, and of files and forms of Wagtail: what they say leads to other errors than words.
PATHS = {"path", "url_path", "numchild", "live_hash", "content_hash", "file_hash", "token_hash", "password", "username"}


def test_all_that_stands_on_a_signed_page_is_signed_or_held(patient):
    page = scene()
    words, unheld, seen = content_hash(page), [], set()
    for model, field in texts():
        rows = list(model._base_manager.values_list("pk", field.attname))
        mark = MARK[: getattr(field, "max_length", None) or 99]
        if not rows or len(mark) < len(MARK):
            continue
        for pk, _ in rows[:40]:
            model._base_manager.filter(pk=pk).update(**{field.attname: f"{MARK}{pk}"[: field.max_length or 99]})
        answer = patient.get(f"/faq/{page.slug}/").content.decode()
        is_signed = content_hash(TopicPage.objects.get(pk=page.pk)) != words
        for pk, was in rows[:40]:
            model._base_manager.filter(pk=pk).update(**{field.attname: was})
        if MARK not in answer:
            continue
        name = f"{model.__name__}.{field.name}"
        seen.add(name)
        read = issubclass(model, ReadByClaimsCheck) and field.name in model.unsigned_words
        if not (is_signed or read or issubclass(model, Page) or name in OTHERWISE):
            unheld.append(name)
    assert unheld == []
    # The test sees what it is about.
    assert {"Subject.name", "ClinicDetails.name", "ClinicDetails.disclaimer", "UrgentNotice.text"} <= seen
    assert {"Byline.name", "Review.reviewer_name", "Reference.title", "KeyFigure.value"} <= seen
