"""Whether a page is in the menu of the site, and where, is said and changed on its first tab."""

import re

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db


def first_tab(browser, page):
    """The first tab of the page's form as a browser gets it."""
    form = browser.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    return re.search(r'id="tab-content".*?(?=<section[^>]*id="tab-)', form, re.S)[0]


@pytest.mark.parametrize("kind", ["standard", "services", "faq"])
def test_the_first_tab_has_the_box_and_the_menu_in_order(staff, kind):
    about = build.standard("About us", show_in_menus=True)
    page = {"standard": about, "services": build.services_page(), "faq": build.faq_index()}[kind]
    tab = first_tab(staff("writer"), page)
    assert 'name="show_in_menus"' in tab and "A publisher sorts the pages" in tab
    assert re.search(r"In this order now: .*Answers.*, .*Services.*, .*About us", tab)
    assert f"<strong>{page.title}</strong>" in tab


def test_whoever_may_sort_is_led_there_and_the_menu_follows(staff, patient):
    about = build.standard("About us", show_in_menus=True)
    publisher, home = staff("publisher"), about.get_parent()
    address = re.search(r'href="([^"]+ordering=ord)"', first_tab(publisher, about))[1]
    assert "About us" in publisher.get(address).content.decode()
    publisher.post(f"/admin/pages/{about.pk}/set_position/?position=0")
    assert [page.title for page in patient.get("/faq/").context["menu"]][0] == "About us"
    assert home.get_first_child().pk == about.pk


def test_a_page_that_is_not_saved_yet_has_the_box(staff):
    assert (
        'name="show_in_menus"'
        in staff("writer").get(f"/admin/pages/add/home/standardpage/{build.home_page().pk}/").content.decode()
    )
