"""One request by one role to one address: what it showed, what it did, and what of that is wrong."""

import os
from zlib import crc32

from django.core import mail
from django.test import Client

from tests.authorisation import addresses as walking
from tests.authorisation import forged, rules
from tests.authorisation.scene import MARKERS
from tests.authorisation.watching import taken_back

BOOKKEEPING = set(rules.TABLE["bookkeeping"]["tables"])
# With those of logging in at the clinic's directory.
ALL = walking.addresses("clinic.urls.sign_on")
OURS = [address for address in ALL if address.is_ours]
# What puts words before patients, or takes them away; whether the words are signed is tested elsewhere.
MAY_PUBLISH = {"publisher", "admin"}
MAY_TAKE_OFF = {"reviewer", "publisher", "admin"}
# `make security` tries every role at every address with every kind of page. On each change the kinds take turns.
EVERY_KIND = bool(os.environ.get("EVERY_KIND_OF_PAGE"))


class Visit:
    """One request by a fresh browser, and what it led to."""

    def __init__(self, scene, role, address, values):
        self.scene, self.role, self.address, self.values = scene, role, address, values
        self.path = address.path(values)

    def get(self, query):
        return self.send("get", self.path + query)

    def post(self, body):
        return self.send("post", self.path + forged.query(self.address, self.values), body)

    def post_without_token(self):
        """What a page of somebody else's would have a browser send that is logged in here."""
        return self.send("post", self.path, {"action-publish": "1"}, enforce_csrf_checks=True)

    def send(self, method, path, body=None, **options):
        browser = Client(raise_request_exception=False, **options)
        for name, value in self.scene.cookies[self.role].items():
            browser.cookies[name] = value
        self.said = f"{self.role} {method.upper()} {path} ({self.address.name})"
        mail.outbox.clear()
        with taken_back(self.scene.public) as self.deed:
            self.response = getattr(browser, method)(path, body)
            self.text = whole_text(self.response)
        self.written = self.deed.tables - BOOKKEEPING
        return self

    def problems(self, may_act):
        """What is wrong with it, a sentence each."""
        if self.response.status_code >= 500:
            yield f"{self.said}: {self.response.status_code} {getattr(self.response, 'exc_info', '')}"
        for name, marker in MARKERS.items():
            if marker in self.text and not rules.may_see(self.address, self.role, name):
                yield f"{self.said}: shows the secret “{name}”"
        yield from self.wrong_writes() if may_act else self.any_writes()

    def any_writes(self):
        if self.written:
            yield f"{self.said}: wrote to {', '.join(sorted(self.written))}"

    def wrong_writes(self):
        for table in self.written:
            if rules.writes_here(self.address, table):
                continue
            writers = rules.writers_of(table)
            if writers is None:
                yield f"{self.said}: wrote to {table}; say under [tables] in rules.toml who may"
            elif self.role not in writers:
                yield f"{self.said}: wrote to {table}"
        if self.deed.gone_live and self.role not in MAY_PUBLISH:
            yield f"{self.said}: changed what patients see of pages {self.deed.gone_live}"
        if self.deed.taken_off and self.role not in MAY_TAKE_OFF:
            yield f"{self.said}: took pages {self.deed.taken_off} off the site"


def whole_text(response):
    """Body, headers and the address a redirect leads to."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + "".join(f"\n{name}: {value}" for name, value in response.headers.items())


def to_look_at(scene, role):
    """A visit to each address, with one kind of page."""
    yield from visits(scene, role, lambda turn: [scene.places[turn % len(scene.places)]])


def to_act_at(scene, role):
    """Visits to each address: with the signed change, on which most can be done, and a page of either side."""
    own, other = ([place for place in scene.places if place["whose"] == side] for side in ("own", "other"))
    yield from visits(scene, role, lambda turn: [scene.signed, own[turn % len(own)], other[turn % len(other)]])


def visits(scene, role, places):
    """Which kinds of page `places` chooses for an address depends on the turn that address and role have."""
    for address in ALL:
        if address.missing(scene.signed):
            continue  # The test of arguments says so.
        turn = crc32(f"{role} {address.name}".encode())
        kinds = [scene.signed, *scene.places] if EVERY_KIND else places(turn)
        for values in {address.path(values): values for values in reversed(kinds)}.values():
            yield Visit(scene, role, address, values)
