"""Two processes of one code: what patients reach has no admin, no login and no cookie; staff are led to the site."""

import pytest

from tests import builders as build
from tests.cast import settings_of

pytestmark = pytest.mark.django_db

OF_STAFF = [
    "/admin/",
    "/admin/login/",
    "/admin/pages/",
    "/django-admin/",
    "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
    "/documents/authenticate_with_password/1/",
    "/admin/images/",
    "/admin/api/main/pages/",
    "/api/v2/pages/",
    "/images/1/2/original/",
]


@pytest.mark.parametrize("address", OF_STAFF)
def test_the_site_has_no_address_of_the_admin(patient, address):
    assert patient.get(address).status_code == 404
    assert patient.post(address, {"username": "admin", "password": "x"}).status_code in (404, 405)


def addresses():
    build.topic()
    build.service()
    return [
        "/",
        "/faq/",
        "/faq/what-is-crps/",
        "/faq/a-z/",
        "/faq/how-we-know/",
        "/faq/subject/what-crps-is/",
        "/services/",
        "/services/pain-education-course/",
        "/search/?q=pain",
        "/nothing/",
        "/sitemap.xml",
        "/robots.txt",
        "/changes.rss",
        "/changes.atom",
        "/healthz",
        "/readyz",
    ]


def test_visitors_get_no_cookie_and_pages_do_not_depend_on_one(patient):
    answers = {address: patient.get(address) for address in addresses()}
    assert [address for address, answer in answers.items() if answer.cookies] == []
    assert [address for address, answer in answers.items() if "Cookie" in answer.get("Vary", "")] == []


def test_a_cookie_of_staff_changes_nothing_on_the_site(patient, staff):
    build.topic(live=False)
    admin = staff("admin")
    patient.cookies = admin.cookies
    assert patient.get("/faq/what-is-crps/").status_code == 404
    assert patient.get("/admin/").status_code == 404


def test_the_bare_address_of_the_staff_process_opens_the_admin(anyone, staff):
    assert anyone.get("/")["Location"] == "/admin/"
    assert anyone.get("/admin/")["Location"].startswith("/admin/login/")
    assert staff("writer").get("/admin/login/")["Location"] == "/admin/"


def test_view_live_leads_to_the_site(staff, settings):
    settings.SITE_URL = "https://clinic.example"
    topic = build.topic()
    page = staff("writer").get(f"/admin/pages/{topic.pk}/edit/").content.decode()
    assert 'href="/faq/what-is-crps/"' in page
    answer = staff("writer").get("/faq/what-is-crps/")
    assert (answer.status_code, answer["Location"]) == (302, "https://clinic.example/faq/what-is-crps/")


def test_the_staff_process_shows_no_page_itself(staff, settings):
    build.topic(live=False)
    assert staff("admin").get("/faq/what-is-crps/")["Location"] == f"{settings.SITE_URL}/faq/what-is-crps/"


def test_a_draft_is_read_in_the_preview_of_the_admin(staff, anyone):
    draft = build.topic(live=False)
    address = f"/admin/pages/{draft.pk}/view_draft/"
    assert "What is CRPS?" in staff("writer").get(address).content.decode()
    assert anyone.get(address).status_code == 302


def test_each_process_has_its_own_urls_and_middleware():
    site, staff = settings_of("site"), settings_of("staff")
    assert (site["ROOT_URLCONF"], staff["ROOT_URLCONF"]) == ("clinic.urls.site", "clinic.urls.staff")
    assert not [name for name in site["MIDDLEWARE"] if "session" in name or "auth" in name or "csrf" in name]
    assert "django.middleware.csrf.CsrfViewMiddleware" in staff["MIDDLEWARE"]


def test_a_form_of_staff_needs_its_token(staff):
    client = staff("writer")
    client.handler.enforce_csrf_checks = True
    topic = build.topic(live=False)
    assert client.post(f"/admin/pages/{topic.pk}/edit/", {"title": "Forged"}).status_code == 403
