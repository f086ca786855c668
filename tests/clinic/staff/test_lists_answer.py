"""Every list and chooser of the admin answers however it is searched, filtered and sorted."""

import itertools

import pytest
from wagtail.snippets.models import get_snippet_models

from tests import builders as build

pytestmark = pytest.mark.django_db
CHOOSERS = ["glossary_chooser", "key_figure_chooser"]


@pytest.fixture
def admin(staff):
    build.topic(short_answer=f"<p>{build.inline(build.figure())}</p>", subject=build.subject())
    build.reference()
    build.term()
    return staff("admin")


def orders(shown):
    """Each column by which the list can be sorted, both ways."""
    keys = {column.sort_key for column in shown["table"].columns.values() if getattr(column, "sort_key", None)}
    return [{}, *({"ordering": order} for key in sorted(keys) for order in (key, f"-{key}"))]


def filters(shown):
    """One value of each filter, as the form of the list has them; a number where it takes any."""
    yield {}
    found = shown.get("filters")
    for name, one in found.form.fields.items() if found else ():
        choices = [value for value, _ in getattr(one, "choices", ()) if value not in ("", None)]
        yield {name: str(choices[0]) if choices else "1"}


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label)
def test_a_list_of_snippets_answers(admin, model):
    address = f"/admin/snippets/{model._meta.app_label}/{model._meta.model_name}/"
    shown = admin.get(address).context
    spanish = {"locale": "es"} if hasattr(model, "locale") else {}
    narrowed = [*orders(shown), *filters(shown)]
    asked = [one | words for one, words in itertools.product(narrowed, ({}, {"q": "pain"} | spanish))]
    assert [one for one in asked if admin.get(address, one).status_code != 200] == []


@pytest.mark.parametrize("chooser", CHOOSERS)
def test_a_chooser_answers(admin, chooser):
    asked = [{"q": "pain"}, {"locale": "es"}, {"q": "pain", "locale": "es"}, {"ordering": "-name", "q": "pain"}]
    assert [one for one in asked if admin.get(f"/admin/{chooser}/results/", one).status_code != 200] == []


@pytest.mark.parametrize("address", ["topics", "images", "documents", "users", "board", "pages/search", "redirects"])
@pytest.mark.parametrize("asked", [{"q": "pain"}, {"q": "pain", "ordering": "-title"}, {"ordering": "title"}])
def test_other_lists_answer(admin, address, asked):
    assert admin.get(f"/admin/{address}/", asked).status_code in (200, 302)


LISTS = ["topics", "images", "documents", "users", "pages/search", "redirects", "snippets/faq/reference"]


@pytest.mark.parametrize("address", [*LISTS, "pages/{index}"])
def test_a_list_without_anything_that_was_asked_for_says_so_and_leads_back_to_all(admin, address):
    address = address.format(index=build.faq_index().pk)
    shown = admin.get(f"/admin/{address}/", {"q": "xyzzy"}, follow=True).content.decode()
    assert shown.count("Clear the search and show all") == 1
    nothing = shown.split("Clear the search")[0]
    assert "no " in nothing.lower() and "match" in nothing
    assert "of 0" not in shown or 'clinic-nothing"' in shown
    assert "Clear the search" not in admin.get(f"/admin/{address}/", follow=True).content.decode()


def test_what_a_list_is_narrowed_to_is_said_as_yes_or_no(admin):
    shown = admin.get("/admin/snippets/checks/claimrule/", {"is_on": "true"}).content.decode()
    pill = shown.split("w-pill__content")[1][:400]
    assert "Yes" in pill and "True" not in pill
