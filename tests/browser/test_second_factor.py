"""A passkey, kept by a browser as a telephone keeps it: set up, used at the login, and easy to read on the way."""

from axe_playwright_python.sync_playwright import Axe

PERSON = """
from django.contrib.auth.models import Group
from clinic.people.models import User
user = User.objects.create_user("keeper", "keeper@clinic.example", "keeper-password")
user.groups.add(Group.objects.get(name="Writer"))
"""
SCREENS = [
    "/admin/second-factor/",
    "/admin/second-factor/totp/activate/",
    "/admin/second-factor/webauthn/",
    "/admin/logins/",
]


def tab_with_keys(context):
    tab = context.new_page()
    keys = context.new_cdp_session(tab)
    keys.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": kind | {"automaticPresenceSimulation": True}})
    return tab


def log_in(tab):
    tab.goto("/admin/login/")
    tab.get_by_label("Username").fill("keeper")
    tab.get_by_label("Password").fill("keeper-password")
    tab.get_by_role("button", name="Log in").click()


def violations(tab):
    return [
        (violation["id"], node["target"])
        for violation in Axe().run(tab).response["violations"]
        for node in violation["nodes"]
    ]


def test_a_passkey_opens_the_account_it_was_made_for(browser, clinic):
    clinic.manage("shell", "--verbosity=0", "-c", PERSON)
    context = browser.new_context(base_url=clinic.staff)
    tab, said = tab_with_keys(context), []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    log_in(tab)
    tab.wait_for_url("**/admin/")
    tab.goto("/admin/second-factor/")
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_role("button", name="Add a passkey").click()
    tab.get_by_role("heading", name="Your recovery codes").wait_for()
    for address in SCREENS:
        tab.goto(address)
        assert violations(tab) == [], address
    context.clear_cookies()
    log_in(tab)
    tab.get_by_role("button", name="Use a passkey").wait_for()
    assert violations(tab) == []
    tab.get_by_role("button", name="Use a passkey").click()
    tab.wait_for_url("**/admin/")
    assert said == []
    context.close()
