"""What browsers are told they may do with our pages, on good answers and bad ones."""

import re
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from clinic.website.first_paint import SCRIPT
from clinic.website.headers import nameless
from tests import builders as build
from tests.cast import ProcessClient

pytestmark = pytest.mark.django_db


def policy(answer):
    parts = [part.strip().split(" ") for part in answer["Content-Security-Policy"].split(";")]
    return {name: set(values) for name, *values in parts}


def hash_of(script):
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
OF_SITE = EVERYWHERE | {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
OF_STAFF = EVERYWHERE | {"Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow"}
NOT_KEPT, ASKED_AGAIN, BY_THE_VIEW = "no-store", "max-age=0", ""
# Each kind of answer: how it is asked for, its status, and what caches may do.
SITE = {
    "/": (200, ASKED_AGAIN),
    "/faq/": (200, ASKED_AGAIN),
    "/faq/what-is-crps/?from=x": (200, ASKED_AGAIN),
    "/faq/what-is-crps.md": (200, BY_THE_VIEW),
    "/search/?q=x": (200, NOT_KEPT),
    "/changes.rss": (200, BY_THE_VIEW),
    "/llms.txt": (200, BY_THE_VIEW),
    "/sitemap.xml": (200, BY_THE_VIEW),
    "/robots.txt": (200, ASKED_AGAIN),
    "/.well-known/security.txt": (200, ASKED_AGAIN),
    "/healthz": (200, NOT_KEPT),
    "/static/kept.css": (200, "max-age"),
    "/media/images/kept.0123456789abcdef01234567.png": (200, "max-age=3600"),
    "/faq": (301, ASKED_AGAIN),
    "/nothing/": (404, NOT_KEPT),
    "/media/images/nothing.png": (404, NOT_KEPT),
    "/static/nothing.css": (404, NOT_KEPT),
    "/a%00b/": (400, NOT_KEPT),
    "/" + "a/" * 12: (404, NOT_KEPT),
    "/?" + "a=b&" * 200: (400, NOT_KEPT),
    "/x" * 2000: (414, NOT_KEPT),
}
STAFF = {
    "/": (302, NOT_KEPT),
    "/admin/": (302, NOT_KEPT),
    "/admin/login/": (200, NOT_KEPT),
    "/admin/password_reset/": (200, NOT_KEPT),
    "/admin/second-factor/": (302, NOT_KEPT),
    "/admin/still-here/": (401, NOT_KEPT),
    "/admin/nothing/": (302, NOT_KEPT),
    "/sign/nothing/": (410, NOT_KEPT),
    "/a%00b/": (400, NOT_KEPT),
    "/static/kept.css": (200, "max-age"),
}


def wrong(address, answer, expected, headers):
    """What is not as it should be, a sentence each."""
    status, caching = expected
    if answer.status_code != status:
        yield f"{address}: status {answer.status_code}"
    if caching not in answer.get("Cache-Control", "missing"):
        yield f"{address}: Cache-Control {answer.get('Cache-Control')}"
    for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin"):
        if name in answer:
            yield f"{address}: {name} {answer[name]}"
    for name, value in headers.items():
        if answer.get(name) != value:
            yield f"{address}: {name} {answer.get(name)}"


@pytest.fixture
def kept(settings):
    """A style sheet and a picture on the disk."""
    (settings.STATIC_ROOT / "kept.css").write_text("a { color: red }")
    settings.SECURITY_CONTACT = "security@clinic.example"
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kept.0123456789abcdef01234567.png").write_bytes(b"png")
    yield
    (folder / "kept.0123456789abcdef01234567.png").unlink()


def test_every_kind_of_answer_to_a_visitor_is_fenced_in(patient, kept):
    build.topic()
    found = []
    for address, expected in SITE.items():
        answer = patient.get(address)
        found += wrong(address, answer, expected, OF_SITE)
        allowed = policy(answer)
        assert allowed["default-src"] == {"'none'"}, address
        assert allowed["style-src"] == {"'self'"}
        assert allowed["script-src"] == {"'self'", hash_of(SCRIPT)}
        assert allowed["frame-ancestors"] == allowed["base-uri"] == allowed["object-src"] == {"'none'"}
        assert not any("unsafe" in value or "http" in value for values in allowed.values() for value in values)
    assert found == []


def test_every_kind_of_answer_to_staff_is_kept_by_no_cache_and_framed_by_nobody_else(anyone, kept):
    found = []
    for address, expected in STAFF.items():
        answer = anyone.get(address)
        found += wrong(address, answer, expected, OF_STAFF)
        allowed = policy(answer)
        assert allowed["connect-src"] == allowed["form-action"] == {"'self'"}, address
        strict = address in ("/admin/login/", "/admin/password_reset/")
        assert allowed["frame-ancestors"] == ({"'none'"} if strict else {"'self'"})
        assert answer["X-Frame-Options"] == ("DENY" if strict else "SAMEORIGIN")
        assert strict is not any("unsafe-inline" in value for values in allowed.values() for value in values)
    assert found == []


@pytest.mark.parametrize("process", ["site", "staff"])
def test_so_are_answers_that_no_view_gives(process, settings, kept):
    """To a host that is not ours, and to whoever comes without https."""
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["testserver"], True
    client, headers = ProcessClient(process), OF_SITE if process == "site" else OF_STAFF
    found = [*wrong("http", client.get("/"), (301, NOT_KEPT if process == "staff" else ASKED_AGAIN), headers)]
    found += wrong("host", client.get("/", secure=True, headers={"host": "evil.example"}), (400, NOT_KEPT), headers)
    assert found == []


@pytest.mark.parametrize("process", ["site", "staff"])
def test_browsers_are_told_to_come_back_over_https(process, settings):
    settings.SECURE_HSTS_SECONDS = 63072000
    for address in ("/", "/nothing/", "/static/nothing.css"):
        answer = ProcessClient(process).get(address, secure=True)
        assert answer["Strict-Transport-Security"] == "max-age=63072000", address


def test_whoever_finds_a_way_in_is_told_whom_to_tell(patient, settings):
    assert patient.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "security@clinic.example"
    said = patient.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@clinic.example\n" in said
    until = datetime.fromisoformat(re.search(r"Expires: (\S+)", said)[1])
    assert timedelta(days=30) < until - datetime.now(UTC) < timedelta(days=365)


def test_the_server_does_not_say_which_program_it_is():
    said = []
    nameless(lambda environ, start: start("200 OK", [("Vary", "x")]))({}, lambda status, headers: said.append(headers))
    assert said == [[("Vary", "x"), ("Server", "")]]


@pytest.mark.parametrize("address", ["/", "/search/", "/nothing/"])
def test_the_one_script_in_a_page_is_the_one_that_may_run(patient, address):
    answer = patient.get(address)
    (script,) = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert hash_of(script) in policy(answer)["script-src"]


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
