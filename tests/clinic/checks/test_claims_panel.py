"""Writers see what the checks say in a panel beside the editing form, and can check again without leaving it."""

import re

import pytest
from django.urls import reverse

from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db
CLAIM = "It has no side effects."
CLEAN = "The checks found nothing. A person must still read the text."


def address_of(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", urlconf="clinic.urls.staff", args=args)


def edit(client, page):
    return client.get(address_of("edit", page.pk)).content.decode()


def again(client, page, **headers):
    return client.get(f"/admin/claims/page/{page.pk}/", headers=headers)


def with_claim(**fields):
    return build.topic(live=False, questions=[build.question("Why?", build.statement(CLAIM))], **fields)


def test_the_form_shows_what_was_found_with_the_way_there(staff):
    page = with_claim()
    block = page.questions[0].value["answer"][0]
    html = edit(staff("writer"), page)
    assert "Stops approval (1)" in html
    assert "Says that there are no side effects or no risks." in html
    assert "It has <mark>no side effects</mark>." in html
    assert "Write instead:" in html
    assert 'aria-label="Claims and checks: 1 stop approval"' in html
    assert f'href="#block-{block.id}-section"' in html
    assert f'id="block-{block.id}-section"' not in html, "made by the editor's script"


def test_no_code_of_a_rule_and_no_word_of_the_program_is_shown(staff):
    page = with_claim()
    part = again(staff("writer"), page, **{"X-Requested-With": "XMLHttpRequest"}).content.decode()
    words = re.sub("<[^>]*>", " ", part)
    assert not re.search(r"\bC\d\d\b|\b(?:BLOCK|REVIEW|ADVISE)\b", words)


def test_an_autosave_is_answered_without_judging_the_page(staff, monkeypatch):
    page = with_claim()
    monkeypatch.setattr("clinic.staff.editing.editor.findings_for", lambda page: pytest.fail("judged"))
    fields = forms.topic(title="What is it?", slug=page.slug) | forms.loaded(page)
    answer = staff("writer").post(address_of("edit", page.pk), fields, headers={"Accept": "application/json"})
    assert answer.json()["success"]


def test_the_form_says_when_nothing_matched_and_that_a_person_must_check(staff):
    html = edit(staff("writer"), build.topic(live=False))
    assert CLEAN in html
    assert CLEAN not in edit(staff("writer"), with_claim(slug="other"))


def test_advice_alone_still_counts_as_nothing_matched(staff):
    page = build.topic(live=False, short_answer="<p>" + "word " * 30 + "</p>")
    html = edit(staff("writer"), page)
    assert CLEAN in html
    assert "Advice on the wording" in html


@pytest.mark.parametrize("made", [build.service, build.standard])
def test_services_and_ordinary_pages_have_it_too(staff, made):
    assert CLEAN in edit(staff("writer"), made(live=False))


@pytest.mark.parametrize("found", [build.home_page, build.faq_index, build.services_page])
def test_home_and_the_two_lists_have_it_too(staff, found):
    assert CLEAN in edit(staff("publisher"), found())


def test_a_new_page_has_nothing_to_check_yet(staff):
    html = staff("writer").get(address_of("add", "faq", "topicpage", build.faq_index().pk)).content.decode()
    assert "The text is checked as soon as it has been saved once." in html


def test_words_in_a_finding_are_text_not_markup(staff):
    page = build.topic('<script>alert("no side effects")</script>', live=False, slug="x")
    html = again(staff("writer"), page).content.decode()
    assert "<script>alert(" not in html


def test_checking_again_looks_at_the_newest_draft(staff):
    page = build.topic(live=False)
    writer = staff("writer")
    assert CLEAN in again(writer, page).content.decode()
    page.title = CLAIM
    page.save_revision()
    assert "Stops approval (1)" in again(writer, page).content.decode()


def test_the_form_fetches_only_the_findings(staff):
    page = with_claim()
    part = again(staff("writer"), page, **{"X-Requested-With": "XMLHttpRequest"}).content.decode()
    assert "Stops approval (1)" in part
    assert "<html" not in part


def test_without_script_the_findings_lead_back_into_the_form(staff):
    page = with_claim()
    block = page.questions[0].value["answer"][0]
    html = again(staff("writer"), page).content.decode()
    assert f'href="{address_of("edit", page.pk)}#block-{block.id}-section"' in html


def test_only_those_who_may_edit_the_page_see_its_findings(staff, anyone):
    page = with_claim()
    assert again(anyone, page).status_code == 302
    page.locked = True
    page.save()
    assert again(staff("writer"), page).status_code == 200, "a lock keeps the words, not the findings"


def test_a_page_that_is_not_ours_has_no_findings(staff):
    root = build.home_page().get_parent()
    assert again(staff("admin"), root).status_code == 404
    assert staff("admin").get("/admin/claims/page/9999999/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_page(staff, django_assert_max_num_queries):
    from clinic.checks.runner import findings_for

    references = [build.reference(f"Study {at}") for at in range(4)]
    statements = [build.statement(kind="established", references=[one]) for one in references] * 5
    page = build.topic(live=False, questions=[build.question(f"Why {at}?", *statements) for at in range(5)])
    draft = page.get_latest_revision_as_object()
    with django_assert_max_num_queries(20):
        findings_for(draft)
