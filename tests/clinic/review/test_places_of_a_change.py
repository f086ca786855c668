"""Where a changed shared text is read: told once; a page is a change of its own where a sentence of it changes."""

import re

import pytest

from clinic.archive.shared_texts import before_and_after
from clinic.archive.shared_texts.proposals import Proposal
from clinic.review import content_hash
from clinic.review.content_hash import content_hash as hash_of_page
from tests import builders as build
from tests.clinic.review.test_shared_proposals import approve, figure_now, fresh, screen, written

pytestmark = pytest.mark.django_db
NEW = "Pain from a light touch."


@pytest.fixture
def word():
    return build.term()


@pytest.fixture
def pages(word):
    said = f"<p>It hurts: {build.marked(word)}.</p>"
    return [build.topic(f"Topic {number}", short_answer=said) for number in range(4)]


def shown(staff, shared):
    return staff("reviewer").get(screen(shared))


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_word_explained_otherwise_is_one_change_and_its_pages_are_folded(word, pages, staff):
    written(staff("writer"), word, meaning=NEW)
    answer = shown(staff, word)
    assert "1 field changed" in words_of(answer) and "; 4 pages show this glossary word." in words_of(answer)
    [row] = answer.context["text"].changed
    assert "Added" in row.html and "touch" in row.html
    assert len(re.findall(r'<a href="#change-[0-9]+"><span', answer.content.decode())) == 1
    folded = re.search(r'<details class="review__folded">.*?</details>', answer.content.decode(), re.S)[0]
    assert all(f">{page.title}</a>" in folded for page in pages)


def test_the_screen_has_the_bar_that_keeps_the_menu_off_its_words(word, pages, staff):
    written(staff("writer"), word, meaning=NEW)
    page = shown(staff, word).content.decode()
    bar = page.index("w-slim-header")
    assert bar < page.index("<h1>Glossary word: ")
    assert f'href="/admin/snippets/faq/glossaryterm/edit/{word.pk}/"' in page[bar : page.index("<h1>Glossary word: ")]


def test_a_number_changes_each_sentence_that_says_it(staff):
    figure = build.figure()
    build.topic("It says it", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    written(staff("writer"), figure, value="about 850")
    answer = shown(staff, figure)
    assert {row.label for row in answer.context["text"].told} == {"It says it"}
    assert "1 field changed" in words_of(answer) and "on 1 page a sentence reads otherwise" in words_of(answer)
    assert not answer.context["text"].folded


def test_a_source_changes_the_statements_that_name_it(staff):
    source = build.reference()
    said = build.statement(kind="established", references=[source])
    build.topic("It rests on it", questions=[build.question("Why?", said)])
    written(staff("writer"), source, title="Another outcome")
    assert {row.label for row in shown(staff, source).context["text"].told} == {"It rests on it"}


def test_who_was_counted_is_told_once(staff):
    figure = build.figure()
    build.topic("It says it", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    written(staff("writer"), figure, counted_who="Everyone with a second visit here.")
    assert {row.label for row in shown(staff, figure).context["text"].folded} == {"It says it"}


def test_each_page_is_taken_apart_once_and_one_of_a_kind_is_checked(word, pages, staff, monkeypatch):
    build.service("Course", what_it_is=f"<p>For {build.marked(word)}.</p>")
    written(staff("writer"), word, meaning=NEW)
    apart, checked = [], []

    def own_words(page, look=content_hash.own_words):
        apart.append(page.pk)
        return look(page)

    def findings_for(page, *args, look=before_and_after.findings_for):
        checked.append(page.pk)
        return look(page, *args)

    monkeypatch.setattr(content_hash, "own_words", own_words)
    monkeypatch.setattr(before_and_after, "findings_for", findings_for)
    assert len(Proposal(figure_now(word)).places) == 5
    assert len(apart) == len(set(apart)) == 5
    # A topic and the course, as they will be: nothing is found there, so nothing can be new.
    assert len(checked) == 2


def test_what_is_seen_is_what_will_be_hashed(word, pages, staff):
    written(staff("writer"), word, meaning=NEW)
    places = Proposal(figure_now(word)).places
    assert [place.now.words for place in places] == [hash_of_page(fresh(page)) for page in pages]
    approve(staff("reviewer"), word)
    assert [place.then.words for place in places] == [hash_of_page(fresh(page)) for page in pages]
    assert all(fresh(page).live_hash == hash_of_page(fresh(page)) for page in pages)


def test_a_claim_in_a_meaning_stops_it_beside_one_page(word, pages, staff):
    written(staff("writer"), word, meaning="Pain that we cure with no side effects.")
    text = shown(staff, word).context["text"]
    assert text.stops
    assert len(text.told) == 1 and len(text.folded) == 3
