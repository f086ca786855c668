"""The menu of the admin arrives whole, entries within entries too."""

import json
import re

import pytest
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db


def menu(browser):
    """{label: address} of the main menu as the browser is told it, with what lies below an entry beside it."""
    page = browser.get("/admin/").content.decode()
    sent = json.loads(re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.S)[1])
    main = next(part for part in sent["modules"] if part["_type"] == "wagtail.sidebar.MainMenuModule")
    return dict(entries(main["_args"][0]) + entries(main["_args"][1]))


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
