"""Drafts and private pages leak nowhere: visitors find neither their words, nor their titles, nor a count of them."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from clinic.content.models import ClinicDocument
from home.models import FeaturedTopic
from tests import builders as build

pytestmark = pytest.mark.django_db

SECRET = re.compile(r"zebrafish (topic|service|page)|/hidden-(topic|service|page)/", re.IGNORECASE)
HIDDEN = ["/faq/hidden-topic/", "/services/hidden-service/", "/hidden-page/"]
ADDRESSES = [
    *HIDDEN,
    "/",
    "/faq/",
    "/faq/a-z/",
    "/faq/a-z/z/",
    "/faq/subject/what-crps-is/",
    "/faq/open-topic/",
    "/services/",
    "/services/open-service/",
    "/search/?q=zebrafish",
    "/search/?q=nothing+like+it",
    "/sitemap.xml",
    "/changes.rss",
    "/changes.atom",
    "/no-such-page/",
]


def hide(page, how):
    if how == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=how, password="letmein")


@pytest.fixture
def secrets(django_capture_on_commit_callbacks):
    """A topic, a service and a standard page, linked from every place that could name them."""
    with django_capture_on_commit_callbacks(execute=True):
        service = build.service("Zebrafish service", slug="hidden-service")
        topic = build.topic("Zebrafish topic", slug="hidden-topic", services=[service])
        page = build.standard("Zebrafish page", slug="hidden-page", show_in_menus=True)
        open_service = build.service("Open service")
        build.topic("Open topic", services=[service, open_service], related=[topic])
        build.changed(build.home_page(), featured_links=[FeaturedTopic(topic=topic)])
        build.details(privacy_page=page, contact_page=page)
    return [topic, service, page]


def naming(patient):
    return [address for address in ADDRESSES if SECRET.search(patient.get(address).content.decode())]


def test_pages_that_are_live_and_open_are_named_in_all_these_places(secrets, patient):
    assert set(naming(patient)) >= set(ADDRESSES) - {"/faq/a-z/", "/search/?q=nothing+like+it"}


@pytest.mark.parametrize("how", ["draft", "login", "groups", "password"])
def test_a_hidden_page_is_named_nowhere_and_not_found(secrets, patient, how):
    for page in secrets:
        hide(page, how)
    assert naming(patient) == []
    assert [patient.get(address).status_code for address in HIDDEN] == [404, 404, 404]


def test_hidden_topics_are_not_counted(patient):
    for title in ("Pain one", "Pain two", "Pain three", "Pain four"):
        build.topic(title)
    hide(build.topic("Pain five"), "draft")
    hide(build.topic("Pain six"), "login")
    assert "4 topics" in patient.get("/faq/").content.decode()
    assert "4 topics" in patient.get("/").content.decode()
    [letter] = [entry for entry in patient.get("/faq/a-z/").context["letters"] if entry["count"]]
    assert (letter["letter"], letter["count"]) == ("P", 4)


def test_a_subject_with_hidden_topics_only_is_not_listed(patient):
    hide(build.topic(subject=build.subject("Zebrafish")), "login")
    assert "Zebrafish" not in patient.get("/faq/").content.decode()


def test_topics_below_a_private_page_are_hidden_with_it(patient):
    build.topic("Pain one")
    hide(build.faq_index(), "login")
    assert patient.get("/faq/pain-one/").status_code == 404
    assert patient.get("/faq/").status_code == 404
    assert "Pain one" not in patient.get("/").content.decode()


def a_pdf(collection=None):
    collection = collection or Collection.get_first_root_node()
    file = ContentFile(b"%PDF-1.7 exercises", name="exercises.pdf")
    return ClinicDocument.objects.create(title="Exercises", file=file, collection=collection)


def test_a_document_that_a_page_leads_to_is_handed_to_visitors(patient):
    document = a_pdf()
    build.topic_leading_to(document)
    answer = patient.get(document.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 exercises"


@pytest.mark.parametrize("how", ["login", "groups", "password"])
def test_a_document_in_a_private_collection_is_not_found(patient, anyone, how):
    private = Collection.get_first_root_node().add_child(name="For staff")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=how, password="letmein")
    document = a_pdf(private)
    build.topic_leading_to(document)
    assert patient.get(document.url).status_code == 404
    assert anyone.get(document.url).status_code == 404


@pytest.mark.parametrize("leads", [lambda one: None, lambda one: build.topic_leading_to(one, live=False)])
def test_what_somebody_has_only_uploaded_is_for_staff(patient, anyone, staff, leads):
    document = a_pdf()
    leads(document)
    assert patient.get(document.url).status_code == 404
    assert anyone.get(document.url).status_code == 404
    assert staff("writer").get(document.url).status_code == 200


def test_a_document_of_a_private_page_alone_is_not_found(patient):
    document = a_pdf()
    hide(build.topic_leading_to(document), "login")
    assert patient.get(document.url).status_code == 404


def test_staff_who_are_logged_in_can_open_a_document_for_staff(staff):
    private = Collection.get_first_root_node().add_child(name="For staff")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert staff("writer").get(a_pdf(private).url).status_code == 200


def test_a_page_cannot_be_hidden_from_everybody_by_making_it_private(staff, patient):
    """Nobody can log in on the public site."""
    page, address = build.topic("When to get help"), "/admin/pages/{}/privacy/"
    staff("publisher").post(address.format(page.pk), {"restriction_type": "login"})
    assert patient.get(page.url).status_code == 200
    assert "withdraw it" in staff("publisher").get(address.format(page.pk)).text
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    staff("publisher").post(address.format(page.pk), {"restriction_type": "none"})
    assert patient.get(page.url).status_code == 200
