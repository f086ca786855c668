"""No address, however odd, is more than 404 or 400 to a visitor."""

import logging
import os
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory, override_settings
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clinic.website.bad_input import with_readable_type
from home.models import SuggestedQuestion
from tests import builders as build
from tests.cast import settings_of
from tests.forms import suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pictures(settings):
    """There is a folder of pictures, as on every site that has one."""
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)


NUL = [
    "/%00",
    "/faq/%00/",
    "/search/?q=%00",
    "/search/?%00=1",
    "/faq/?page=%00",
    "/media/images/%00.png",
    "/documents/1/%00",
]
ODD = [
    "/%ff%fe/",
    "/%c0%ae%c0%ae/",
    "/faq/%ED%A0%80/",
    "/faq/" + "a" * 7000 + "/",
    "/media/images/" + "a" * 300 + ".png",
    "/media/images/../../secret_key",
    "/media/images/..%2f..%2fsecret_key",
    "/media/images/%2e%2e/%2e%2e/etc/passwd",
    "/media/images/",
    "/media/original_images/hand.png",
    "/documents/-1/x.pdf",
    "/documents/abc/x.pdf",
    "/documents/9223372036854775808/x.pdf",
    "/faq/subject/%F0%9F%92%A9/",
    "/faq/subject/" + "a" * 5000 + "/",
    "/faq/a-z/%F0%9F%92%A9/",
    "/faq//what-is-crps/",
    "/;/",
    "/faq/what-is-crps/../../../etc/passwd",
]


@pytest.mark.parametrize("address", NUL)
def test_a_nul_byte_is_a_bad_request(patient, anyone, address):
    assert patient.get(address).status_code == 400
    assert anyone.get(address).status_code == 400


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_is_not_found_or_refused(patient, address):
    assert patient.get(address).status_code in (301, 400, 404, 414)


TOO_MUCH = {
    "deeper than any page": ("/" + "a/" * 11, 404),
    "thousands of parts": ("/" + "a/" * 16_000, 414),
    "thousands of slashes": ("/es" + "/" * 1900, 404),
    "encoded": ("/" + "%61%2F" * 11, 404),
    "a long name": ("/faq/" + "%C3%A9" * 2500 + "/", 414),
    "Markdown of a deep page": ("/" + "a/" * 11 + "b.md", 404),
    "many parameters": ("/faq/?" + "a=1&" * 500, 400),
    "a long query": ("/?q=" + "a" * 200_000, 414),
    "JSON": ("/api/v2/topics/?" + "&" * 500, 400),
}


@pytest.mark.parametrize(("address", "status"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_costs_more_than_a_page_is_refused_unread(patient, django_assert_num_queries, address, status):
    with django_assert_num_queries(0):
        answer = patient.get(address)
    assert answer.status_code == status
    assert "a/a/" not in answer.content.decode()


def test_the_refusal_is_a_page_in_the_language_of_the_address(patient):
    assert "Please start from the home page" in patient.get("/" + "a/" * 11).content.decode()
    assert "Empiece por la página de inicio" in patient.get("/es/" + "a/" * 11).content.decode()


@pytest.mark.parametrize("address", ["/search/opened/", "/search/suggest-a-question/", "/faq/", "/api/v2/topics/"])
def test_a_body_larger_than_any_form_is_refused_unread(patient, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        assert patient.post(address, {"text": "a" * 300_000}).status_code == 413


@pytest.mark.parametrize("told", ["-1", "x", "1" * 30, "²"])
def test_a_length_that_is_no_number_is_refused(patient, told):
    assert patient.post("/search/opened/", {"text": "a"}, CONTENT_LENGTH=told).status_code == 413


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "trace", "foo"])
@pytest.mark.parametrize("address", ["/", "/faq/what-is-crps/", "/search/?q=pain", "/search/suggest/", "/sitemap.xml"])
def test_pages_are_read_and_nothing_else(patient, method, address):
    build.topic()
    assert patient.generic(method.upper(), address).status_code == 405


@pytest.mark.parametrize("method", ["PUT", "TRACE", "FOO"])
def test_nothing_knows_other_methods(patient, method):
    for address in ("/search/opened/", "/search/suggest-a-question/", "/healthz", "/robots.txt"):
        answer = patient.generic(method, address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


@pytest.mark.parametrize("host", ["", "@", "evil.example, x", "a" * 300, "[::1", "x\r\ny"])
def test_a_false_host_is_a_bad_request(patient, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert patient.get("/", HTTP_HOST=host).status_code == 400


PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nwords\r\n--x--\r\n'
FORMS = {"/search/suggest-a-question/": "patient", "/search/opened/": "patient", "/admin/login/": "anyone"}


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [("multipart/form-data", b"no boundary"), ("multipart/form-data; boundary=x", b"--x\r\nbroken")]
    + [("application/x-www-form-urlencoded; charset=nothing", b"q=1"), ("application/json", b"{")],
)
def test_broken_bodies_never_break_a_page(request, address, content_type, body):
    client = request.getfixturevalue(FORMS[address])
    assert client.generic("POST", address, body, content_type).status_code < 500


# Python knows all but the last one, but as no encodings of text.
NOT_TEXT = ["hex", "zlib", "rot13", "base64", "bz2", "uu", "undefined", "unicode_escape", "idna", "utf-7", "no"]


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("name", NOT_TEXT)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_form_in_what_is_no_encoding_is_refused(request, address, name, kind):
    client = request.getfixturevalue(FORMS[address])
    assert client.generic("POST", address, PART, f"{kind}; charset={name}").status_code == 400


@pytest.mark.parametrize("process", ["site", "staff"])
@pytest.mark.parametrize("told", ["charset*=x''y", "charset*=hex'en'y", "x*=utf-99'a'b"])
def test_a_kind_of_content_that_cannot_be_taken_apart_is_refused(process, told):
    """Django would fail before any of our code is asked."""
    environ = RequestFactory().post("/admin/login/", {}).environ | {"CONTENT_TYPE": f"multipart/form-data; {told}"}
    with override_settings(**settings_of(process)):
        said = []
        with_readable_type(WSGIHandler())(environ, lambda status, headers: said.append(status))
    assert said == ["400 Bad Request"]


def test_what_is_refused_fills_no_log():
    assert not logging.getLogger("django.security.RequestDataTooBig").isEnabledFor(logging.ERROR)


texts = st.text(max_size=60)
# `make security` makes up more than two thousand.
MANY = 15 if os.environ.get("EVERY_KIND_OF_PAGE") else 1


def so_many(examples):
    unchecked = [HealthCheck.function_scoped_fixture]
    return hypothesis_settings(max_examples=examples * MANY, deadline=None, suppress_health_check=unchecked)


@given(words=texts, page=texts)
@so_many(40)
def test_whatever_is_typed_the_site_answers(patient, words, page):
    for address in ("/search/", "/faq/", "/faq/a-z/", "/"):
        assert patient.get(address, {"q": words, "page": page}).status_code in (200, 400)


@given(path=st.lists(texts.filter(bool), max_size=3))
@example(path=["/["])
@so_many(60)
def test_whatever_the_path_the_site_answers(patient, path):
    answer = patient.get("/" + "/".join(quote(part, safe="") for part in path))
    assert answer.status_code in (200, 301, 400, 404)


@given(words=st.text(max_size=400), opened=texts, website=texts)
@so_many(40)
def test_whatever_is_sent_in_a_form_the_site_answers(patient, words, opened, website):
    """What is kept is text that can be read again."""
    for address in ("/search/suggest-a-question/", "/es/search/suggest-a-question/", "/search/opened/"):
        sent = {"text": words, "q": words, "opened": opened, "website": website}
        assert patient.post(address, sent).status_code in (200, 204, 404, 429)
        assert patient.post(address, suggestion(words)).status_code in (200, 204, 404, 429)
    for kept in SuggestedQuestion.objects.values_list("text", flat=True):
        assert kept.encode() and "\0" not in kept
