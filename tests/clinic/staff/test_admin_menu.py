"""The menu of the admin arrives whole, entries within entries too."""

import json
import re

import pytest
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db


EVERYBODYS = ["Publishing board", "Topics", "Pages", "Shared texts", "Search words", "Reports", "Settings", "Help"]


def sent_to(browser):
    """The parts of the main menu as the browser is told them: of the work, and of the account."""
    page = browser.get("/admin/").content.decode()
    sent = json.loads(re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.S)[1])
    main = next(part for part in sent["modules"] if part["_type"] == "wagtail.sidebar.MainMenuModule")
    return main["_args"][:2]


def menu(browser):
    """{label: address} of the main menu, with what lies below an entry beside it."""
    work, account = sent_to(browser)
    return dict(entries(work) + entries(account))


def first_level(browser):
    return [entry["_args"][0]["label"] for entry in sent_to(browser)[0]]


def entries(packed):
    found = []
    for entry in packed:
        said, *others = entry["_args"]
        assert entry["_type"].startswith("wagtail.sidebar.") and said["name"] and "icon_name" in said
        below = others[0] if others and isinstance(others[0], list) else []
        found += [(said["label"], said.get("url") or said.get("action")), *entries(below)]
    return found


def test_pages_lists_and_the_account_are_there(staff):
    found = menu(staff("admin"))
    assert found["Pages"] == "/admin/pages/" and found["Topics"] == "/admin/topics/"
    assert found["Account"] == "/admin/account/" and found["Log out"] == "/admin/logout/"


def test_what_lies_below_an_entry_is_there(staff):
    found = menu(staff("admin"))
    assert found["Settings"] is None and found["Users"] == "/admin/users/"


def test_a_menu_is_of_the_one_who_looks(staff):
    assert "Users" not in menu(staff("writer")) and "Pages" in menu(staff("writer"))


def test_the_words_are_in_the_language_of_the_one_who_looks(staff):
    browser = staff("writer")
    UserProfile.objects.create(user=browser.user, preferred_language="es")
    assert "Páginas" in menu(browser)


def test_few_entries_stand_on_the_first_level_and_everyday_ones_first(staff):
    assert first_level(staff("reviewer")) == EVERYBODYS
    for role, more in {"writer": 3, "publisher": 4, "admin": 4}.items():
        shown = first_level(staff(role))
        assert shown[:3] == ["Publishing board", "Topics", "Import a document"]
        assert set(EVERYBODYS) <= set(shown) and len(shown) == len(EVERYBODYS) + more


def test_what_was_grouped_is_still_there(staff):
    found = menu(staff("admin"))
    below = {"References", "Glossary", "Key figures", "Subjects", "Pictures", "Documents", "What patients search for"}
    assert below <= set(found) and found["Claim rules"] == "/admin/snippets/checks/claimrule/"
