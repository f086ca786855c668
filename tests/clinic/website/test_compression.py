"""Pages travel compressed to visitors and are not sent again unchanged; the admin's secrets are never compressed."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from clinic.website.compression import SmallerText
from tests import builders as build

pytestmark = pytest.mark.django_db

READABLE = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("asked", "sent"), [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("gzip, br;q=0", "gzip")]
)
@pytest.mark.parametrize("address", ["/", "/search/?q=pain", "/no/such/page/", "/sitemap.xml"])
def test_text_travels_in_the_smallest_form_that_a_browser_reads(patient, address, asked, sent):
    plain = patient.get(address)
    small = patient.get(address, headers={"Accept-Encoding": asked})
    assert small["Content-Encoding"] == sent
    assert READABLE[sent](small.content) == plain.content
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content)
    assert "Accept-Encoding" in small["Vary"]
    assert small.status_code == plain.status_code


def test_a_browser_that_asks_for_nothing_gets_plain_text(patient):
    answer = patient.get("/")
    assert "Content-Encoding" not in answer and b"<main" in answer.content


@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf", "font/woff2"])
def test_what_is_small_already_is_left_alone(kind):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip, br"})
    answer = SmallerText(lambda request: HttpResponse(b"a" * 1000, content_type=kind))(request)
    assert "Content-Encoding" not in answer and answer.content == b"a" * 1000


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_page_that_has_not_changed_is_not_sent_again(patient, encoding):
    first = patient.get("/", headers={"Accept-Encoding": encoding})
    second = patient.get("/", headers={"Accept-Encoding": encoding, "If-None-Match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")


def test_a_page_that_has_changed_is_sent(patient):
    before = patient.get("/", headers={"Accept-Encoding": "br"})
    build.details(name="Hand & Foot Clinic")
    after = patient.get("/", headers={"Accept-Encoding": "br", "If-None-Match": before["ETag"]})
    assert after.status_code == 200 and b"Hand &amp; Foot Clinic" in brotli.decompress(after.content)


def test_the_admin_is_not_compressed(anyone):
    assert "Content-Encoding" not in anyone.get("/admin/login/", headers={"Accept-Encoding": "gzip, br"})
