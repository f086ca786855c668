"""The link check against a real server on loopback, which only a test may allow it to ask."""

import ipaddress
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from clinic.links.addresses import is_public
from clinic.links.others_robots_txt import Robots
from clinic.links.verdict import FAILED, FINE, UNCLEAR, Checker
from clinic.links.visiting import Visitor, addresses_for

# Allowed by being this very object: the same address from anywhere else is judged by the real rules.
NEAR = "".join(["127.0.", "0.1"])
AGENT = "ClinicLinkCheck/1.0 (+https://clinic.example/)"


class Memory(dict):
    """What robots.txt files are remembered in."""

    def set(self, key, value, seconds):
        self[key] = value


class Neighbour:
    """A server on loopback. `pages[path]` = (status, headers) or a function of the request handler."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        neighbour = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                neighbour.answer(self)

            do_HEAD = do_GET

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server.server_port

    def answer(self, request):
        self.asked.append((request.command, request.path, dict(request.headers), time.monotonic()))
        page = self.pages.get(request.path, (404, {}))
        if callable(page):
            page(request)
            return
        status, headers = page
        body = headers.pop("body", b"") if request.command == "GET" else b""
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    def paths(self, but="/robots.txt"):
        return [(command, path) for command, path, *_ in self.asked if path != but]


@pytest.fixture
def neighbour():
    made = Neighbour()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def checker(neighbour):
    """A Checker that takes every name for the neighbour, and may ask loopback."""
    visitor = Visitor(
        AGENT,
        resolve=lambda host, port: ["127.0.0.1"],
        permit=lambda ip: ipaddress.ip_address(ip).is_loopback,
        pause=0,
    )
    return Checker(visitor, Robots(visitor, Memory()))


@pytest.fixture
def verdict(checker, neighbour):
    """`verdict("/path")`: what the checker says of that path at the neighbour's."""
    return lambda path: checker.check(f"http://neighbour.example:{neighbour.port}{path}")


def test_loopback_is_refused_unless_a_test_allows_it(neighbour):
    visitor = Visitor(AGENT)
    found = Checker(visitor, Robots(visitor, Memory())).check(f"http://127.0.0.1:{neighbour.port}/")
    assert (found.result, neighbour.asked) == (FAILED, [])
    assert "private network" in found.words


def test_a_page_that_is_there_is_fine_after_one_light_question(neighbour, verdict):
    neighbour.pages["/there"] = (200, {})
    assert verdict("/there").result == FINE
    assert neighbour.paths() == [("HEAD", "/there")]


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (404, FAILED),
        (410, FAILED),
        (500, FAILED),
        (503, FAILED),
        (401, UNCLEAR),
        (403, UNCLEAR),
        (429, UNCLEAR),
        (418, UNCLEAR),
    ],
)
def test_what_answers_mean(neighbour, verdict, status, result):
    neighbour.pages["/page"] = (status, {})
    found = verdict("/page")
    assert found.result == result and str(status) in found.words


def test_a_server_that_minds_light_questions_is_asked_for_the_page(neighbour, verdict):
    def only_get(request):
        request.send_response(200 if request.command == "GET" else 405)
        request.end_headers()

    neighbour.pages["/page"] = only_get
    assert verdict("/page").result == FINE
    assert neighbour.paths() == [("HEAD", "/page"), ("GET", "/page")]


def test_a_huge_page_is_not_read(neighbour, verdict):
    sent, hung_up = [], threading.Event()

    def endless(request):
        request.send_response(405 if request.command == "HEAD" else 200)
        request.end_headers()
        try:
            while request.command == "GET" and len(sent) < 4000:
                request.wfile.write(b"x" * 65536)
                sent.append(1)
        except OSError:
            hung_up.set()

    neighbour.pages["/huge"] = endless
    assert verdict("/huge").result == FINE
    assert hung_up.wait(10)
    assert len(sent) < 400


def test_redirects_are_followed_and_told(neighbour, verdict):
    neighbour.pages |= {"/old": (301, {"Location": "/new"}), "/new": (200, {})}
    found = verdict("/old")
    assert found.result == FINE and found.words.endswith("/new")


def test_at_most_five_redirects(neighbour, verdict):
    neighbour.pages |= {f"/{step}": (302, {"Location": f"/{step + 1}"}) for step in range(20)}
    neighbour.pages |= {"/15": (200, {})}
    assert verdict("/10").result == FINE
    assert verdict("/0").result == FAILED
    assert len([path for _, path in neighbour.paths()]) == 6 + 6


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "http://user:secret@neighbour.example/",
    ],
)
def test_a_redirect_into_a_private_network_is_not_followed(neighbour, location):
    """The neighbour's own name is allowed; what it points to is judged by the real rules."""

    def resolve(host, port):
        return [NEAR] if host == "neighbour.example" else addresses_for(host, port)

    def permit(ip):
        return ip is NEAR or is_public(ip)

    visitor = Visitor(AGENT, resolve=resolve, permit=permit, pause=0)
    neighbour.pages["/trap"] = (302, {"Location": location})
    found = Checker(visitor, Robots(visitor, Memory())).check(f"http://neighbour.example:{neighbour.port}/trap")
    assert found.result == FAILED
    assert neighbour.paths() == [("HEAD", "/trap")]


def test_nobody_answering_is_a_failure_in_words(checker):
    found = checker.check("http://neighbour.example:9/")
    assert (found.result, found.words) == (FAILED, "The server could not be reached, or broke off.")


def test_a_secure_address_that_is_not_is_a_failure(neighbour, checker):
    assert checker.check(f"https://neighbour.example:{neighbour.port}/").result == FAILED


@pytest.mark.parametrize("drip", [b"", b"HTTP/1.1 200 OK\r\n"])
def test_a_server_that_never_ends_is_left(neighbour, verdict, drip, monkeypatch):
    monkeypatch.setattr("clinic.links.visiting.REQUEST_SECONDS", 1)

    left = threading.Event()

    def slow(request):
        with suppress(OSError):
            request.wfile.write(drip)
            while drip and not left.wait(0.1):
                request.wfile.write(b"X-Slow: yes\r\n")
        left.wait(10)

    neighbour.pages["/robots.txt"] = (404, {})
    neighbour.pages["/slow"] = slow
    began = time.monotonic()
    found = verdict("/slow")
    assert time.monotonic() - began < 5
    left.set()
    assert (found.result, found.words) == (FAILED, "The server did not answer in time.")


@pytest.mark.parametrize(
    "reply", [b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nX" + b"x" * 70000]
)
def test_nonsense_is_a_failure_not_a_crash(neighbour, verdict, reply):
    def answer(request):
        request.wfile.write(reply)

    neighbour.pages["/page"] = answer
    assert verdict("/page").result in (FAILED, UNCLEAR)


def test_nothing_about_us_or_a_patient_is_sent(neighbour, verdict):
    neighbour.pages["/page"] = (200, {"Set-Cookie": "id=1"})
    verdict("/page#private")
    verdict("/page")
    for _, path, headers, _ in neighbour.asked:
        assert "#" not in path
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"] == AGENT


# Manners --------------------------------------------------------------------------------------------------------------


def robots(text):
    return (200, {"Content-Type": "text/plain", "body": text.encode()})


def test_robots_txt_is_obeyed(neighbour, verdict):
    neighbour.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /private"), "/private/x": (200, {})}
    found = verdict("/private/x")
    assert found.result == UNCLEAR and "asks not to be checked" in found.words
    assert neighbour.paths() == []


def test_a_rule_for_us_by_name_is_obeyed(neighbour, verdict):
    neighbour.pages |= {"/robots.txt": robots("User-agent: ClinicLinkCheck\nDisallow: /"), "/x": (200, {})}
    assert verdict("/x").result == UNCLEAR


def test_robots_txt_is_asked_for_once(neighbour, verdict):
    neighbour.pages |= {"/robots.txt": robots("User-agent: *\nAllow: /"), "/a": (200, {}), "/b": (200, {})}
    verdict("/a")
    verdict("/b")
    assert [path for _, path, *_ in neighbour.asked].count("/robots.txt") == 1


def test_robots_txt_of_where_a_redirect_leads_is_obeyed(neighbour, checker):
    other = f"http://other.example:{neighbour.port}/closed"
    neighbour.pages["/go"] = (302, {"Location": other})

    def by_host(request):
        closed = request.headers["Host"].startswith("other.")
        request.send_response(200)
        request.end_headers()
        request.wfile.write(b"User-agent: *\nDisallow: /closed" if closed else b"")

    neighbour.pages["/robots.txt"] = by_host
    assert checker.check(f"http://neighbour.example:{neighbour.port}/go").result == UNCLEAR
    assert ("HEAD", "/closed") not in neighbour.paths()


def test_a_server_whose_robots_txt_is_broken_is_left_alone(neighbour, verdict):
    neighbour.pages |= {"/robots.txt": (503, {}), "/x": (200, {})}
    assert verdict("/x").result == UNCLEAR
    assert neighbour.paths() == []


def test_requests_to_one_host_keep_their_distance(neighbour):
    slept = []
    visitor = Visitor(
        AGENT, resolve=lambda host, port: ["127.0.0.1"], permit=lambda ip: True, sleep=slept.append, pause=2
    )
    neighbour.pages["/a"] = (200, {})
    checker = Checker(visitor, Robots(visitor, Memory()))
    checker.check(f"http://one.example:{neighbour.port}/a")
    checker.check(f"http://two.example:{neighbour.port}/a")
    assert len(slept) == 2 and all(0 < pause <= 2 for pause in slept)
