"""Every address of staff × every role: nothing is seen that must not be seen, nothing done that must not be done.

The addresses come from the URL map, the rules from tests/authorisation/rules.toml. An address without a rule fails.
"""

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, override_settings

from tests.authorisation import addresses as walking
from tests.authorisation import forged, rules
from tests.authorisation.scene import MARKERS, Scene
from tests.authorisation.watching import public_pages, taken_back
from tests.cast import member, settings_of

pytestmark = pytest.mark.django_db
BOOKKEEPING = set(rules.TABLE["bookkeeping"]["tables"])
ALL = walking.addresses("clinic.urls.staff")
OURS = [address for address in ALL if address.is_ours]
# What puts words before patients, or takes them away; whether the words are signed is tested elsewhere.
MAY_PUBLISH = {"publisher", "admin"}
MAY_TAKE_OFF = {"reviewer", "publisher", "admin"}


@pytest.fixture(scope="module", autouse=True)
def files_of_its_own(tmp_path_factory):
    """One folder for the whole walk, in place of one for each test."""
    folder = tmp_path_factory.mktemp("files")
    with override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "media", STATIC_ROOT=folder):
        yield


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, files_of_its_own):
    """One scene for all tests here: whatever a request does is taken back at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**settings_of("staff")):
            built = Scene()
            built.public = public_pages()
            built.cookies = {role: cookies(built, role) for role in rules.EVERYBODY}
            yield built
        transaction.set_rollback(True)


def cookies(scene, role):
    """The cookies of a browser in which this role is logged in."""
    client = Client()
    if role != "anon":
        client.force_login(scene.nobody if role == "nobody" else member(role))
    return {name: morsel.value for name, morsel in client.cookies.items()}


class Visit:
    """One request by a fresh browser, and what it led to."""

    def __init__(self, scene, role, address, values, path):
        self.scene, self.role, self.address, self.values, self.path = scene, role, address, values, path

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
        if self.response.status_code >= 500 and "fails" not in rules.rule_for(self.address):
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


def paths_of(address, scene):
    """`{path: values}` for each kind of page; Wagtail's own screens get one page of each side, ours all."""
    found = {}
    for values in scene.places if address.is_ours else [scene.places[0], scene.places[3]]:
        found.setdefault(address.path(values), values)
    return found


def visits(scene, role, chosen=ALL):
    for address in chosen:
        if address.missing(scene.places[0]):
            continue  # The test of arguments says so.
        for path, values in paths_of(address, scene).items():
            yield Visit(scene, role, address, values, path)


def test_every_address_has_a_rule():
    without = [address.name for address in ALL if not rules.rule_for(address)]
    assert not without, f"Say in {rules.FILE.name} who may see and act at: {', '.join(without)}"


def test_every_argument_has_a_value(scene):
    missing = {address.name: names for address in ALL if (names := address.missing(scene.places[0]))}
    assert not missing, f"Say in scene.py what to fill in: {missing}"


def test_no_rule_is_left_over_from_an_address_of_ours():
    names = {address.name for address in OURS}
    left = {name for name in rules.TABLE["addresses"] if "wagtail" not in name and "*" not in name} - names
    assert left <= {address.name for address in ALL}


@pytest.mark.matrix
@pytest.mark.parametrize("role", rules.EVERYBODY)
def test_looking_shows_and_changes_nothing_it_must_not(scene, role):
    wrong = []
    for visit in visits(scene, role):
        queries = [forged.query(visit.address, visit.values)] + ["?export=csv"] * visit.address.exports
        for query in queries:
            wrong += visit.get(query).problems(may_act=False)
    assert not wrong, "\n".join(wrong)


@pytest.mark.matrix
@pytest.mark.parametrize("role", rules.EVERYBODY)
def test_forged_posts_do_nothing_they_must_not(scene, role):
    wrong = []
    for visit in visits(scene, role):
        may_act = rules.may_act(visit.address, role, visit.values["whose"])
        for body in forged.bodies(visit.address, visit.values):
            wrong += visit.post(body).problems(may_act)
    assert not wrong, "\n".join(wrong)


def test_nothing_is_done_without_the_token_of_a_form(scene):
    wrong = []
    for visit in visits(scene, "admin"):
        wrong += visit.post_without_token().problems(may_act=False)
    assert not wrong, "\n".join(wrong)


def test_the_public_site_has_none_of_the_addresses_behind_the_login(scene):
    paths = {path for address in ALL for path in paths_of(address, scene) if path.startswith(("/admin/", "/sign/"))}
    with override_settings(**settings_of("site")):
        found = {
            path: status for path in sorted(paths) if (status := Client().get(path, follow=True).status_code) != 404
        }
    assert found == {}
