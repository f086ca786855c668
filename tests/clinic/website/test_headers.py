"""What browsers are told they may do with our pages, on good answers and bad ones."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from clinic.website.first_paint import SCRIPT
from tests import builders as build

pytestmark = pytest.mark.django_db


def policy(answer):
    parts = [part.strip().split(" ") for part in answer["Content-Security-Policy"].split(";")]
    return {name: set(values) for name, *values in parts}


def hash_of(script):
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


ANSWERS = ["/", "/faq/", "/search/?q=x", "/nothing/", "/a%00b/", "/sitemap.xml", "/robots.txt", "/healthz"]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_to_a_visitor_is_fenced_in(patient, address):
    answer = patient.get(address)
    allowed = policy(answer)
    assert allowed["default-src"] == {"'none'"}
    assert allowed["style-src"] == {"'self'"}
    assert allowed["script-src"] == {"'self'", hash_of(SCRIPT)}
    assert allowed["frame-ancestors"] == allowed["base-uri"] == allowed["object-src"] == {"'none'"}
    assert not any("unsafe" in value or "http" in value for values in allowed.values() for value in values)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Server" not in answer and "X-Powered-By" not in answer


@pytest.mark.parametrize("address", ["/", "/search/", "/nothing/"])
def test_the_one_script_in_a_page_is_the_one_that_may_run(patient, address):
    answer = patient.get(address)
    (script,) = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert hash_of(script) in policy(answer)["script-src"]


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/nothing/"])
def test_the_admin_is_kept_by_no_cache_and_framed_by_nobody_else(anyone, address):
    answer = anyone.get(address)
    allowed = policy(answer)
    assert allowed["frame-ancestors"] == {"'self'"}
    assert allowed["connect-src"] == {"'self'"}
    assert allowed["form-action"] == {"'self'"}
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_preview_is_kept_by_no_cache_either(staff):
    draft = build.topic(live=False)
    answer = staff("writer").get(f"/admin/pages/{draft.pk}/view_draft/")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_staff_stay_logged_in_by_a_cookie_that_scripts_cannot_read(anyone, staff):
    staff("writer")
    answer = anyone.post("/admin/login/", {"username": "writer", "password": "writer-password", "next": "/admin/"})
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
