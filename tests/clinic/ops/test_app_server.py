"""The servers that `up` starts, spoken to in bytes: what contradicts itself, what has no end, and who is very slow."""

import json
import os
import selectors
import threading
import time
from contextlib import ExitStack, suppress

import psycopg
import pytest

from tests import raw_http as raw
from tests.database import BASELINE, copy, url_of
from tests.running import RunningClinic

pytestmark = pytest.mark.django_db
NAME = "clinic_app_server"


@pytest.fixture(scope="module")
def clinic(django_db_setup):
    copy(BASELINE, NAME)
    asked = {"DATABASE_URL": url_of(NAME), "LOAD_DEMO": "0", "LOG_FORMAT": "json"}
    asked |= {f"{process.upper()}_DATABASE_URL": url_of(NAME, f"clinic_{process}") for process in ("site", "staff")}
    with RunningClinic(**asked) as running:
        os.set_blocking(running.process.stdout.fileno(), False)
        yield running


def ports(clinic):
    return clinic.port, clinic.staff_port


# What contradicts itself ----------------------------------------------------------------------------------------------

FORM = "/search/opened/"
HIDDEN = "GET /healthz?smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
CHUNKS = "Transfer-Encoding: chunked\r\n"
HOST = f"POST {FORM} HTTP/1.1\r\nHost: localhost\r\n"
CONTRADICTIONS = {
    "two lengths": f"{HOST}Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "two lengths in one": f"{HOST}Content-Length: 0, {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "length and chunks": f"{HOST}Content-Length: {len(HIDDEN) + 5}\r\n{CHUNKS}\r\n0\r\n\r\n{HIDDEN}",
    "chunks and length": f"{HOST}{CHUNKS}Content-Length: 5\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks that are not said so": f"{HOST}Content-Length: 5\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "other codings": f"{HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks, then none": f"{HOST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{HIDDEN}",
    "no number of a chunk": f"{HOST}{CHUNKS}\r\nzz\r\nq=1\r\n0\r\n\r\n{HIDDEN}",
    "a chunk longer than said": f"{HOST}{CHUNKS}\r\n1\r\nq=pain\r\n0\r\n\r\n{HIDDEN}",
    "a chunk without end": f"{HOST}{CHUNKS}\r\nffffffffffffffffff\r\nq=1\r\n0\r\n\r\n{HIDDEN}",
    "less than nothing": f"{HOST}Content-Length: -1\r\n\r\n{HIDDEN}",
    "a signed length": f"{HOST}Content-Length: +{len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length in hex": f"{HOST}Content-Length: 0x10\r\n\r\n{HIDDEN}",
    "a length of thirty digits": f"{HOST}Content-Length: {'1' * 30}\r\n\r\n{HIDDEN}",
    "a folded header": f"{HOST}X-A: b\r\n Content-Length: 5\r\n\r\n{HIDDEN}",
    "NUL in a header": f"{HOST}X-A: b\0c\r\n\r\n{HIDDEN}",
    "two hosts": f"{HOST}Host: evil.example\r\nContent-Length: 0\r\n\r\n",
    "no host": "GET / HTTP/1.1\r\n\r\n",
    "nothing that is HTTP": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "HTTP/2 at once": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a tunnel": "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost:22\r\n\r\n",
    "another protocol": f"GET / {raw.HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
}


@pytest.mark.parametrize("request_", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_contradicts_itself_is_refused_and_carries_no_second_request(clinic, request_):
    """Where the line is kept open, an answer to the hidden request would come behind the first."""
    for port in ports(clinic):
        answer = raw.said(port, request_.encode("latin-1"), seconds=1)
        assert raw.status(answer) < 500, answer[:200]
        assert answer.count(b"HTTP/1.1 ") <= 1, answer
        assert raw.get(port, "/healthz")[0] == 200


def test_a_length_said_twice_alike_is_one(clinic):
    words = raw.post(FORM, 6, "q=pain" + HIDDEN, more="Content-Length: 6\r\n")
    assert raw.status(raw.said(clinic.port, words, seconds=1)) in (204, 400)


def test_a_body_that_ends_early_is_nothing_sent(clinic):
    with raw.opened(clinic.port) as line:
        line.sendall(raw.post(FORM, 100, "q=pain"))
    assert raw.get(clinic.port, "/healthz")[0] == 200


def test_names_that_read_like_those_of_a_proxy_are_left_out(clinic):
    """X_Forwarded_For would be X-Forwarded-For to whoever asks."""
    told = raw.get(clinic.port, "/", headers="X_Forwarded_For: 203.0.113.9\r\nHTTP_HOST: evil.example\r\n")
    assert told[0] == 200


# What has no end ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        (f"X-A: {'a' * 100_000}\r\n", (400, 431)),
        ("".join(f"X-{number}: a\r\n" for number in range(9000)), (400, 431)),
        (f"Cookie: {'a=b; ' * 800}\r\n", (200,)),
    ],
    ids=["100 kB", "nine thousand", "as browsers may"],
)
def test_a_head_beyond_what_browsers_send_is_refused(clinic, headers, statuses):
    for port, path in zip(ports(clinic), ("/", "/admin/login/"), strict=True):
        assert raw.get(port, path, headers=headers)[0] in statuses


def test_an_address_without_end_is_refused_and_a_long_one_is_searched(clinic):
    assert raw.get(clinic.port, f"/search/?q={'a' * 100_000}")[0] in (400, 414, 431)
    assert raw.get(clinic.port, f"/search/?q={'a' * 60_000}")[0] == 200


# Whoever is very slow -------------------------------------------------------------------------------------------------


class SlowClients:
    """Connections on which a byte is sent every half second, or an answer is never read."""

    def __init__(self, port, beginnings):
        self.port, self.beginnings = port, list(beginnings)
        self.stopped = threading.Event()

    def __enter__(self):
        with ExitStack() as stack:
            self.lines = [stack.enter_context(raw.opened(self.port)) for _ in self.beginnings]
            self.lines_to_close = stack.pop_all()
        for line, beginning in zip(self.lines, self.beginnings, strict=True):
            line.sendall(beginning)
        self.thread = threading.Thread(target=self.trickle)
        self.thread.start()
        return self

    def trickle(self):
        while not self.stopped.wait(0.5):
            for line in self.lines:
                with suppress(OSError):  # It was hung up.
                    line.send(b"a")

    def __exit__(self, *_error):
        self.stopped.set()
        self.thread.join()
        self.lines_to_close.close()


# Some hundred kB, of which the system takes a part.
LARGE = f"GET /static/wagtailadmin/js/vendor.js {raw.HEAD}\r\n".encode()


def beginnings(paths, each):
    """Heads that never end, bodies that never end, and answers that nobody reads."""
    for path in paths:
        yield from [f"GET {path} {raw.HEAD}X-".encode()] * each
        yield from [raw.post(path, 200_000, "q=")] * each
        yield from [LARGE * 20] * each


def served(port, paths, times=5):
    """(statuses, the slowest in seconds) of visitors who come meanwhile."""
    answers = [raw.get(port, path) for _ in range(times) for path in paths]
    return {answer[0] for answer in answers}, max(answer[1] for answer in answers)


def test_two_hundred_slow_clients_keep_no_visitor_waiting(clinic):
    with SlowClients(clinic.port, beginnings(["/", FORM, "/search/suggest-a-question/"], 23)):
        statuses, slowest = served(clinic.port, ["/", "/faq/", "/healthz"])
    assert statuses == {200}
    assert slowest < 3


def test_nor_anybody_of_the_staff(clinic):
    with SlowClients(clinic.staff_port, beginnings(["/admin/login/"], 66)):
        statuses, slowest = served(clinic.staff_port, ["/admin/login/", "/healthz"])
    assert statuses == {200}
    assert slowest < 3


def test_a_body_that_does_not_come_is_waited_for_only_so_long(clinic):
    with raw.opened(clinic.port) as line:
        line.sendall(raw.post(FORM, 1000, "q="))
        line.settimeout(30)
        assert raw.status(line.recv(1000)) == 408


def test_whoever_asks_for_nothing_is_hung_up_on(clinic):
    with raw.opened(clinic.port) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        line.settimeout(20)
        assert raw.status(line.recv(1000) or b"") in (0, 408)


# Whoever asks very often ----------------------------------------------------------------------------------------------


def test_a_flood_of_searches_is_held_off_in_all_workers_together_and_others_search(clinic):
    time.sleep(5)  # What tests before have searched is over.
    began = time.monotonic()
    flood = [raw.get(clinic.port, f"/search/?q=pain{number}", address="127.0.0.7")[0] for number in range(120)]
    let_in = 20 + 5 * (time.monotonic() - began)
    others = [raw.get(clinic.port, "/search/?q=pain", address=f"127.0.1.{number}") for number in range(1, 11)]
    assert set(flood) == {200, 429}
    assert 20 <= flood.count(200) <= let_in + 2
    assert {answer[0] for answer in others} == {200}
    assert sorted(answer[1] for answer in others)[8] < 2


# What is left of them -------------------------------------------------------------------------------------------------


def lines_of_the_log(clinic):
    found = b""
    with selectors.DefaultSelector() as ready:
        ready.register(clinic.process.stdout, selectors.EVENT_READ)
        while ready.select(timeout=2):
            part = os.read(clinic.process.stdout.fileno(), 65536)
            if not part:
                break
            found += part
    clinic.log = getattr(clinic, "log", "") + found.decode()
    return found.decode()


MARKERS = {
    "words": "kestrelwords",
    "name": "Kestrelname",
    "mail": "kestrelmail@example.org",
    "phone": "555-0142-773",
    "user": "kestreluser",
    "password": "kestrelpassword",
    "agent": "kestrelagent",
    "from": "kestrelfrom",
    "cookie": "kestrelcookie",
    "path": "kestrelpath",
    "host": "kestrelhost",
}
ADDRESS = "127.0.77.7"


def say_everything(port, path, paths):
    """Somebody who tells who they are wherever they can, at this server."""
    told = f"User-Agent: {MARKERS['agent']}\r\nReferer: https://{MARKERS['from']}.example/\r\n"
    told += f"Cookie: a={MARKERS['cookie']}\r\nX-Forwarded-For: 203.0.113.77\r\nConnection: close\r\n"
    for place in paths:
        raw.said(port, f"GET {place} {raw.HEAD}{told}\r\n".encode(), address=ADDRESS)
    form = f"text=I+am+{MARKERS['name']},+{MARKERS['mail']},+{MARKERS['phone']}&q={MARKERS['words']}"
    form += (
        f"&username={MARKERS['user']}&login={MARKERS['user']}&password={MARKERS['password']}&email={MARKERS['mail']}"
    )
    for length in (len(form), len(form) + 10, 300_000):
        raw.said(port, raw.post(path, length, form, told), seconds=1, address=ADDRESS)
    raw.said(port, f"GET /{MARKERS['path']} HTTP/1.1\r\nHost: x{MARKERS['host']}\r\n{told}\r\n".encode(), 1, ADDRESS)


def test_nobody_who_was_here_is_in_the_log_or_in_a_letter(clinic):
    lines_of_the_log(clinic)
    words, path = MARKERS["words"], MARKERS["path"]
    odd = [f"/{path}/", f"/{path}%00/", f"/faq/{path}.md", f"/media/images/{path}.png", f"/documents/1/{path}"]
    searched = [f"/search/?q={words}", f"/search/suggest/?q={words}", f"/api/v2/topics/?search={words}&x={words}"]
    say_everything(clinic.port, FORM, [*odd, *searched])
    say_everything(clinic.port, "/search/suggest-a-question/", odd)
    for form in ("/admin/login/", "/admin/password_reset/", "/sign/nothing/"):
        say_everything(clinic.staff_port, form, [*odd, f"/admin/?next={path}"])
    log = lines_of_the_log(clinic)
    for line in filter(None, log.splitlines()):
        assert json.loads(line)["level"]
    assert (
        "DisallowedHost" in clinic.log
    )  # There is a log, and whoever sets up a clinic needs that line, once a minute.
    said = {name: word for name, word in MARKERS.items() if name != "host"} | {"a": ADDRESS, "told": "203.0.113.77"}
    found = (log + kept_in_the_database()).lower()
    assert [name for name, word in said.items() if word.lower() in found] == []


def kept_in_the_database():
    """Letters, and what is counted of whom."""
    asked = ["recipient, subject, convert_from(content, 'UTF8') FROM jobs_storedmail"]
    asked += ["* FROM website_triesofvisitors", "* FROM website_triesofstaff"]
    with psycopg.connect(url_of(NAME)) as database:
        return str([database.execute(f"SELECT {what}").fetchall() for what in asked])
