"""What a reader can set for their eyes and hands, before any script has done its part."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from tests import builders as build

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/faq/", "/faq/what-is-crps/", "/services/", "/search/", "/nothing/"]


def settings_on(patient, address):
    return BeautifulSoup(patient.get(address).text, "html.parser").select_one(".reading-settings")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_the_settings_in_its_header_once(patient, address):
    build.topic()
    page = BeautifulSoup(patient.get(address).text, "html.parser")
    assert len(page.select("header .reading-settings")) == len(page.select(".reading-settings")) == 1


def test_the_settings_are_hidden_where_scripts_do_not_run(patient):
    """They could do nothing. The stylesheet shows them once the script in <head> has said that it ran."""
    assert "needs-scripts" in settings_on(patient, "/")["class"]


def test_nothing_is_chosen_for_the_reader(patient):
    groups = settings_on(patient, "/").select("fieldset")
    assert [group.select_one("[checked]")["value"] for group in groups] == ["", "", "", ""]


def test_no_two_controls_have_the_same_name(patient):
    settings = settings_on(patient, "/")
    names = [" ".join(control.get_text().split()) for control in settings.select("label, button")]
    assert len(names) == len(set(names))


def test_the_words_a_reader_sees_begin_the_name_of_each_choice(patient):
    for label in settings_on(patient, "/").select("label"):
        whole = label.get_text().strip()
        for hidden in label.select(".vh"):
            hidden.extract()
        assert whole.startswith(label.get_text().strip())


def test_an_error_page_follows_the_choices_too():
    assert re.search(r"<script>.*localStorage.*</script>", render_to_string("500.html", {}), re.DOTALL)
