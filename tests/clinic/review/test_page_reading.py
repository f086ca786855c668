"""The screen of a decision: the text as patients will read it, each change in its place, and what belongs beside it."""

import pytest

from clinic.checks.findings import Finding
from clinic.checks.runner import findings_for
from clinic.content.prose import plain
from clinic.review import content_hash, newest_words
from clinic.review.last_signed import Earlier
from clinic.review.models import Review
from clinic.staff.reviewing.page_reading import Reading
from clinic.staff.reviewing.passages import Remark, together
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_signing_off import check_url, draft_by, form_for

pytestmark = pytest.mark.django_db


def reworded(page, **fields):
    """A draft of a live page; `questions` in the form they are stored in."""
    newest = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(newest, name, TopicPage._meta.get_field(name).to_python(value))
    newest.save_revision(user=member("writer"), clean=False)
    return type(page).objects.get(pk=page.pk)


def read(page):
    newest = page.get_latest_revision_as_object()
    return Reading(newest, Earlier.of(page), findings_for(newest))


def changed(page):
    """`[(state, words)]` of each change."""
    return [(row.state, plain(row.html)) for row in read(page).changed]


def stored(page):
    return page.questions.get_prep_value()


def everything(*sources):
    said = build.statement("It can spread.", "early", references=sources, why_unsure="Few people.")
    card = build.care_card("The hand turns blue", heading="it turns blue")
    other = [build.steps("Rest.", "Breathe."), build.table(["Who", "When"], ["You", "Now"], caption="A plan")]
    return build.question("Does it spread?", said, card, *other, build.video())


def test_nothing_is_changed_where_nothing_was(db):
    page = build.topic(questions=[everything(build.reference())])
    assert not read(reworded(page, asked_as=page.asked_as)).changed


def test_the_numbers_of_the_editor_change_nothing():
    page = build.topic(questions=[build.question("What?", build.statement("Pain."))])
    numbered = build.statement('<p data-block-key="x1y2z">Pain.</p>')
    assert not read(reworded(page, questions=[build.question("What?", numbered)])).changed


def test_what_is_not_read_any_more_with_another_kind_is_told():
    sources = [build.reference()]
    page = build.topic(
        questions=[
            build.question(
                "What?", build.statement("It helps.", "early", references=sources, why_unsure="The studies differ.")
            )
        ]
    )
    raw = stored(page)
    raw[0]["value"]["answer"][0]["value"]["kind"] = "established"
    [row] = read(reworded(page, questions=raw)).changed
    assert [words for label, words in row.facts if "do not read now" in label] == ["The studies differ."]


def test_new_ids_and_ends_of_lines_change_nothing():
    page = build.topic(questions=[everything()], asked_as="one\ntwo")
    assert not read(reworded(page, questions=[everything()], asked_as="one\r\ntwo")).changed


@pytest.mark.parametrize(
    ("path", "new", "said"),
    [
        ((0, "text"), "<p>It may spread.</p>", "Removed: can (end) Added: may (end)"),
        ((1, "heading"), "it turns white", "Removed: blue (end) Added: white (end)"),
        ((2, "steps", 1, "value"), "<p>Breathe out.</p>", "Added: Breathe out. (end)"),
        ((3, "caption"), "Our plan", "Removed: A (end) Added: Our (end)"),
        ((3, "rows", 0, "values", 1), "Later", "Removed: Now (end) Added: Later (end)"),
        ((4, "transcript"), "<p>You are met.</p>", "Added: met. (end)"),
    ],
)
def test_a_change_is_marked_in_the_block_that_patients_see(path, new, said):
    page = build.topic(questions=[everything()])
    raw = stored(page)
    at = raw[0]["value"]["answer"][path[0]]["value"]
    for step in path[1:-1]:
        at = at[step]
    at[path[-1]] = new
    ((state, words),) = changed(reworded(page, questions=raw))
    assert state == "changed"
    assert said in words
    assert "\ue000" not in words


def test_a_changed_cell_is_told_by_its_row_and_column_too():
    page = build.topic(questions=[everything()])
    raw = stored(page)
    raw[0]["value"]["answer"][3]["value"]["rows"][0]["values"][1] = "Later"
    (row,) = read(reworded(page, questions=raw)).changed
    ((label, words),) = row.cells
    assert label == "You, When"
    assert "Added: Later (end)" in plain(words)


def test_a_live_page_that_nobody_approved_is_compared_with_what_patients_read(staff):
    page = build.topic(questions=[everything()])
    Review.objects.of(page).delete()
    page = reworded(page, short_answer="<p>It hurts for long.</p>")
    (row,) = read(page).changed
    assert (row.key, row.state) == ("short_answer", "changed")
    shown = staff("reviewer").get(check_url(page)).content.decode()
    assert "Against what patients read now" in shown
    assert "Nobody has approved what patients read now" in shown
    # All of it is to be read, so nothing is folded unless somebody asks.
    assert "unchanged</summary>" not in shown
    assert "unchanged</summary>" in staff("reviewer").get(f"{check_url(page)}?show=changes").content.decode()


def test_what_an_approval_covers_and_whose_name_it_bears_is_said_in_one_sentence(staff):
    word, picture = build.term(), build.image()
    answer = [build.statement(f"<p>It brings {build.marked(word)}.</p>"), build.picture(picture)]
    page = draft_by("writer", questions=[build.question("What?", *answer)])
    shown = " ".join(staff("reviewer").get(check_url(page)).content.decode().split())
    assert "You approve as Dr Ruth Okafor: all words here, 1 shared text, 1 file; not what links lead to." in shown


def test_the_words_are_hashed_once_for_the_screen_and_once_more_where_patients_read_the_page(staff, monkeypatch):
    page, counted = draft_by("writer"), []

    def counts(words, compute=content_hash.content_hash):
        counted.append(words)
        return compute(words)

    monkeypatch.setattr(newest_words, "content_hash", counts)
    staff("reviewer").get(check_url(page))
    assert len(counted) == 1
    staff("reviewer").get(check_url(build.topic("Live")))
    assert len(counted) == 3


def test_what_the_template_does_not_show_is_told_in_words():
    page = build.topic(questions=[everything(build.reference())])
    raw = stored(page)
    raw[0]["value"]["answer"][0]["value"] |= {"kind": "established", "experts_disagree": True, "references": []}
    (row,) = read(reworded(page, questions=raw)).changed
    told = {label: plain(words) for label, words in row.facts}
    assert "Removed: Early or mixed research" in told["What kind of knowledge is this"]
    assert "Experts disagree about this" in str(told)
    assert "Bean 2014" in str(told)
    assert not {"established", "None", "False", "True"} & set(" ".join(told.values()).split())


def test_a_link_that_leads_elsewhere_is_a_change():
    page = build.topic(short_answer='<p>Ask <a href="https://one.example">us</a>.</p>')
    (row,) = read(reworded(page, short_answer='<p>Ask <a href="https://two.example">us</a>.</p>')).changed
    assert "https://two.example" in str(row.facts)


def test_a_word_that_another_entry_explains_names_both():
    crps, allodynia = build.term("CRPS", meaning="Lasting pain."), build.term("allodynia")

    def said(mark):
        return f"<p>What is {mark}?</p>"

    page = build.topic(short_answer=said(build.marked(crps)))
    (row,) = read(reworded(page, short_answer=said(build.marked(allodynia, "CRPS")))).changed
    assert row.facts == [("Explained words", "“CRPS” is explained by allodynia now, before by CRPS.")]
    (row,) = read(reworded(page, short_answer=said("CRPS"))).changed
    assert row.facts == [("Explained words", "“CRPS” is explained by nothing now, before by CRPS.")]


def test_what_is_taken_away_stands_where_it_stood_and_what_moved_says_so():
    asked = [
        build.question(f"Is it {name}?", build.statement(f"It is {name} indeed.")) for name in ("red", "hot", "wet")
    ]
    page = build.topic(questions=asked)
    states = [state for state, _ in changed(reworded(page, questions=[asked[0], asked[2]]))]
    assert states == ["gone", "gone"]
    # With what it holds it is one change.
    [row] = read(reworded(page, questions=[asked[2], asked[0], asked[1]])).changed
    assert (row.state, plain(row.html)) == ("moved", "Is it wet?")
    assert row.facts == [("Stood until now", "after “Is it hot?”"), ("Stands now", "first")]


def test_a_shared_text_that_changed_is_told_where_it_is_read():
    word, source = build.term(), build.reference()
    said = build.statement(f"<p>It brings {build.marked(word)}.</p>", "early", references=[source], why_unsure="Few.")
    page = build.topic(questions=[build.question("What is it?", said)])
    word.meaning, source.conflicts = "Pain from a light touch.", "One author works for the maker."
    word.save()
    source.save()
    (row,) = read(page).changed
    told = {shared.label: plain(shared.html) for shared in row.beside}
    assert "Added: light touch. (end)" in told["Glossary word"]
    assert "works for the maker" in told["Reference"]


def test_a_word_that_changed_is_told_once_however_often_it_is_read():
    word = build.term()
    said = [build.question(f"Is it {n}?", build.statement(f"<p>It is {n} {build.marked(word)}.</p>")) for n in range(9)]
    page = build.topic(questions=said)
    word.meaning = "Pain from a light touch."
    word.save()
    text = read(page)
    [row] = text.changed
    [told] = row.beside
    assert (told.places, told.told_above) == (9, False)
    assert not [one for other in text.text if other is not row for one in other.beside]


def test_a_number_that_changed_is_told_once_and_named_wherever_it_is_read():
    figure = build.figure()
    said = [build.question(f"Is it {n}?", build.statement(f"<p>{n}: {build.inline(figure)}.</p>")) for n in range(3)]
    page = build.topic(questions=said)
    figure.value = "about 850"
    figure.save()
    changed = read(page).changed
    assert [row.state for row in changed] == ["changed"] * 3
    assert [one.told_above for row in changed for one in row.beside] == [False, True, True]


@pytest.mark.parametrize("signed", [False, True])
def test_the_first_who_signs_for_a_shared_text_reads_it_where_it_is_read_first(signed):
    word, source = build.term(meaning="A hot towel."), build.reference()
    said = build.statement(f"<p>{build.marked(word)}, {build.marked(word)}.</p>", "early", references=[source])
    text = read(reworded(build.topic(live=signed), questions=[build.question("What is it?", said)]))
    told = [(shared.label, plain(shared.html)) for row in text.text for shared in row.beside]
    (words,) = [words for label, words in told if label == "Glossary word"]
    assert "allodynia A hot towel." in words
    assert "Reference" not in dict(told)


def test_what_a_signature_covers_is_all_there_to_be_read():
    word = build.term(meaning="A hot towel.")
    page = build.topic(short_answer=f"<p>It is {build.marked(word)}.</p>")
    assert "A hot towel." in str([row.html for row in read(page).elsewhere])


def test_findings_stand_beside_the_words_they_are_about(staff):
    page = build.topic(
        live=False, questions=[build.question("Why?", build.statement("It cures CRPS without side effects."))]
    )
    text = read(page)
    (row,) = [row for row in text.text if any(remark.finding.severity == "BLOCK" for remark in row.findings)]
    assert "cures CRPS" in row.html
    screen = staff("reviewer").get(check_url(page)).content.decode()
    assert 'form="decision"' in screen
    assert "Stops approval:" in screen


def test_the_whole_text_is_shown_where_nobody_signed_before_and_by_choice(staff):
    first, page = build.topic("New", live=False), build.topic()
    assert "unchanged</summary>" not in staff("reviewer").get(check_url(first)).content.decode()
    page = reworded(page, short_answer="<p>It hurts for long.</p>")
    assert "unchanged</summary>" in staff("reviewer").get(check_url(page)).content.decode()
    assert "unchanged</summary>" not in staff("reviewer").get(f"{check_url(page)}?show=all").content.decode()


def test_the_next_text_that_waits_is_offered_but_not_ones_own(staff):
    one, _own, two = draft_by("writer", title="One"), draft_by("reviewer", title="Own"), draft_by("writer", title="Two")
    said = staff("reviewer").post(check_url(one), form_for(one), follow=True).content.decode()
    assert "Next: Two" in said
    assert "Next, a publisher puts it live" in said
    assert "Next: Own" not in said
    # A shared text waits at the same step, under an id that a page has too.
    figure = build.figure(id=build.faq_index().pk)
    figure.save_revision(user=member("writer"))
    figure.get_workflow().start(figure, member("writer"))
    said = staff("reviewer").post(check_url(two), form_for(two), follow=True).content.decode()
    assert "Next: Patients seen so far" in said
    assert f"/admin/shared-texts/content.keyfigure/{figure.pk}/" in said


def test_all_kinds_of_pages_can_be_read(staff):
    for page in (build.service(), build.standard(), build.home_page(), build.services_page(), build.faq_index()):
        page.save_revision(clean=False)
        assert staff("reviewer").get(check_url(page)).status_code == 200


@pytest.mark.parametrize("was_live", [True, False])
def test_where_all_is_to_be_read_nothing_that_is_signed_is_closed(was_live, staff):
    page = build.topic(short_answer="<p>It hurts.</p>", seo_title="CRPS: does it hurt?", live=was_live)
    Review.objects.of(page).delete()
    page = reworded(page, short_answer="<p>It hurts for long.</p>")
    assert read(page).around_is_open
    shown = staff("reviewer").get(check_url(page)).content.decode()
    assert '<details class="review__folded">' not in shown


def test_where_it_was_approved_before_what_is_around_the_text_opens_with_a_change_only(staff):
    page = build.topic(seo_title="CRPS: does it hurt?")
    page = reworded(page, short_answer="<p>It hurts for long.</p>")
    assert not read(page).around_is_open
    assert read(reworded(page, seo_title="Does it hurt?")).around_is_open


def test_a_number_of_the_clinic_that_changed_is_marked_in_the_card_that_says_it(staff):
    build.details(phone="555 0100")
    card = build.care_card("The hand turns blue", level="urgent")
    page = build.topic(questions=[build.question("When do I call?", card)])
    build.details(phone="555 0199")
    page = type(page).objects.get(pk=page.pk)
    [row] = read(page).changed
    assert "Call 555 Removed: 0100 (end) Added: 0199 (end)" in " ".join(plain(row.html).split())
    assert 'href="tel:5550199"' in row.html


def test_what_changed_is_approved_and_not_called_still_accurate(staff):
    build.details(phone="555 0100")
    card = build.care_card("The hand turns blue", level="urgent")
    page = build.topic(questions=[build.question("When do I call?", card)])
    assert ">Still accurate</button>" in staff("reviewer").get(check_url(page)).content.decode()
    build.details(phone="555 0199")
    shown = staff("reviewer").get(check_url(page)).content.decode()
    assert ">Still accurate</button>" not in shown
    assert ">Approve</button>" in shown


def test_what_says_the_same_of_six_cells_is_told_once(staff):
    rows = [("Spread", f"{number} of our patients") for number in range(801, 807)]
    table = build.table(["What", "How often"], *rows)
    page = draft_by("writer", questions=[build.question("How often?", table)])
    [row] = [row for row in read(page).text if row.findings]
    assert len(row.findings) == 6
    [remark] = row.remarks
    assert remark.times == 6
    shown = " ".join(plain(staff("reviewer").get(check_url(page)).content.decode()).split())
    assert shown.count("This number has no source.") == 1
    assert "This number has no source. 6 times:" in shown
    assert "806 of our patients" in shown


def test_each_reason_is_asked_for_beside_its_own_words():
    found = Finding("C01", "BLOCK", "Stops.", excerpt="One.")
    other = Finding("C01", "BLOCK", "Stops.", excerpt="Two.")
    assert len(together([Remark(found, reason="a field"), Remark(other, reason="another")])) == 2
    assert [one.times for one in together([Remark(found), Remark(other)])] == [2]
