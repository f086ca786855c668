"""Two drafts put together: what one side changed is taken, what both changed is asked, nothing vanishes by itself."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.staff.editing.merging import MINE, NOTHING, THEIRS, is_stream, merge

A, B, C, D = "aaaa", "bbbb", "cccc", "dddd"


def statement(words, id=A, kind="plain"):
    return {"type": "statement", "id": id, "value": {"text": words, "kind": kind, "references": []}}


def question(asked, *parts, id=A):
    return {"type": "question", "id": id, "value": {"question": asked, "answer": list(parts)}}


def page(*questions, **fields):
    return {"title": "CRPS", "questions": list(questions)} | fields


BASE = page(
    question("What?", statement("One.", "s1"), statement("Two.", "s2"), id=A),
    question("Why?", statement("Three.", "s3"), id=B),
    question("When?", statement("Four.", "s4"), id=C),
)


def changed(change):
    made = copy.deepcopy(BASE)
    change(made)
    return made


def words(merged):
    return json.dumps(merged.value)


def settled(base, mine, theirs, choice):
    """The merge with every open part decided for one side."""
    first = merge(base, mine, theirs)
    return merge(base, mine, theirs, {part.key: choice for part in first.open})


# By example ---------------------------------------------------------------------------------------------------------


def test_what_only_one_side_changed_is_taken_and_said():
    def retitle(draft):
        draft["title"] = "Complex regional pain syndrome"

    def reword(draft):
        draft["questions"][0]["value"]["answer"][1]["value"]["text"] = "Two, reworded."

    merged = merge(BASE, changed(retitle), changed(reword))
    assert merged.open == []
    assert [(part.path, part.taken) for part in merged.parts] == [
        (("title",), MINE),
        (("questions", A, "answer", "s2"), THEIRS),
    ]
    assert merged.value["title"] == "Complex regional pain syndrome"
    assert "Two, reworded." in words(merged)


def test_two_statements_of_one_answer_changed_by_two_people_both_stay():
    def first(draft):
        draft["questions"][0]["value"]["answer"][0]["value"]["text"] = "One, mine."

    def second(draft):
        draft["questions"][0]["value"]["answer"][1]["value"]["text"] = "Two, theirs."

    merged = merge(BASE, changed(first), changed(second))
    assert merged.open == []
    assert "One, mine." in words(merged) and "Two, theirs." in words(merged)


def test_a_statement_both_changed_is_asked_as_a_whole():
    def reword(draft):
        draft["questions"][0]["value"]["answer"][0]["value"]["text"] = "One, mine."

    def relabel(draft):
        draft["questions"][0]["value"]["answer"][0]["value"]["kind"] = "established"

    merged = merge(BASE, changed(reword), changed(relabel))
    [part] = merged.open
    assert part.path == ("questions", A, "answer", "s1")
    mine = settled(BASE, changed(reword), changed(relabel), MINE).value
    assert mine["questions"][0]["value"]["answer"][0]["value"] == {
        "text": "One, mine.",
        "kind": "plain",
        "references": [],
    }


def test_a_block_one_side_deleted_and_the_other_changed_is_asked():
    def delete(draft):
        del draft["questions"][1]

    def reword(draft):
        draft["questions"][1]["value"]["answer"][0]["value"]["text"] = "Three, theirs."

    merged = merge(BASE, changed(delete), changed(reword))
    [part] = merged.open
    assert part.mine is NOTHING and part.theirs["id"] == B
    kept = settled(BASE, changed(delete), changed(reword), THEIRS)
    gone = settled(BASE, changed(delete), changed(reword), MINE)
    assert [child["id"] for child in kept.value["questions"]] == [A, B, C]
    assert [child["id"] for child in gone.value["questions"]] == [A, C]


def test_a_block_only_one_side_deleted_goes_and_is_said():
    merged = merge(BASE, changed(lambda draft: draft["questions"].pop(1)), BASE)
    assert [child["id"] for child in merged.value["questions"]] == [A, C]
    [part] = merged.parts
    assert part.taken == MINE and part.by_rule


def test_what_both_added_stands_where_each_put_it():
    mine = changed(lambda draft: draft["questions"].insert(1, question("Mine?", id=D)))
    theirs = changed(lambda draft: draft["questions"].append(question("Theirs?", id="eeee")))
    merged = merge(BASE, mine, theirs)
    assert merged.open == []
    assert [child["id"] for child in merged.value["questions"]] == [A, D, B, C, "eeee"]


def test_an_order_only_one_side_changed_is_taken():
    mine = changed(lambda draft: draft["questions"].reverse())
    theirs = changed(lambda draft: draft["questions"].append(question("Theirs?", id=D)))
    merged = merge(BASE, mine, theirs)
    assert merged.open == []
    assert [child["id"] for child in merged.value["questions"]] == [C, D, B, A]


def test_an_order_both_changed_is_asked():
    mine = changed(lambda draft: draft["questions"].reverse())
    theirs = changed(lambda draft: draft["questions"].insert(0, draft["questions"].pop(1)))
    [part] = merge(BASE, mine, theirs).open
    assert part.is_order
    chosen = settled(BASE, mine, theirs, MINE)
    assert [child["id"] for child in chosen.value["questions"]] == [C, B, A]


def test_without_a_common_beginning_every_difference_is_asked():
    mine = changed(lambda draft: draft.update(title="Mine"))
    theirs = changed(lambda draft: draft["questions"].pop())
    merged = merge(None, mine, theirs)
    assert [part.path for part in merged.open] == [("title",), ("questions", C)]
    assert not merged.taken_by_rule


def test_a_block_of_another_type_under_the_same_id_is_one_thing():
    mine = changed(lambda draft: draft["questions"].__setitem__(1, {"type": "quiz", "id": B, "value": {"old": [1]}}))
    theirs = changed(lambda draft: draft["questions"][1]["value"].update(question="Why, theirs?"))
    [part] = merge(BASE, mine, theirs).open
    assert part.mine["type"] == "quiz"


def test_two_blocks_with_one_id_are_not_taken_for_one():
    twice = changed(lambda draft: draft["questions"].append(question("Twin?", id=A)))
    assert not is_stream(twice["questions"])
    merged = merge(BASE, twice, BASE)
    assert "Twin?" in words(merged)


def test_a_choice_made_for_other_words_does_not_count():
    mine = changed(lambda draft: draft.update(title="Mine"))
    theirs = changed(lambda draft: draft.update(title="Theirs"))
    later = changed(lambda draft: draft.update(title="Theirs, later"))
    [part] = merge(BASE, mine, theirs).open
    assert merge(BASE, mine, theirs, {part.key: MINE}).open == []
    assert len(merge(BASE, mine, later, {part.key: MINE}).open) == 1


def test_nonsense_for_a_choice_is_no_choice():
    mine, theirs = changed(lambda draft: draft.update(title="Mine")), changed(lambda draft: draft.update(title="T"))
    [part] = merge(BASE, mine, theirs).open
    assert merge(BASE, mine, theirs, {part.key: "both"}).open


def test_keys_the_editor_gives_paragraphs_are_no_difference():
    def keyed(key):
        words = f'<p data-block-key="{key}">One.</p>'
        return page(question("What?", statement(words, "s1")), title=words)

    merged = merge(keyed("abc12"), keyed("xyz98"), keyed("klm45"))
    assert merged.parts == []
    assert merged.value == keyed("klm45")


def test_how_lines_end_is_no_difference():
    """A browser posts a line break as two characters, whatever was stored."""
    base, mine = page(asked="one\ntwo"), page(asked="one\r\ntwo")
    merged = merge(base, mine, page(asked="theirs"))
    assert (merged.open, merged.value["asked"]) == ([], "theirs")


# By whatever there may be -------------------------------------------------------------------------------------------

ids = st.sampled_from(["s1", "s2", "s3", "s4"])
texts = st.sampled_from(["", "x", "y", "z"])
leaves = st.builds(lambda id, text, kind: statement(text, id, kind), ids, texts, st.sampled_from(["plain", "early"]))
parts = st.lists(leaves, max_size=3, unique_by=lambda child: child["id"])
questions = st.lists(
    st.builds(lambda id, asked, answer: question(asked, *answer, id=id), st.sampled_from([A, B, C, D]), texts, parts),
    max_size=4,
    unique_by=lambda child: child["id"],
)
links = st.lists(st.builds(lambda to: {"pk": None, "service": to}, st.integers(1, 3)), max_size=2)
drafts = st.builds(lambda title, asked, to: page(*asked, title=title, links=to), texts, questions, links)
many = settings(max_examples=100, deadline=None)


def pieces(value, path=()):
    """`{path: JSON}` of everything that is one thing: innermost blocks and plain fields."""
    if is_stream(value) and value:
        return {at: found for child in value for at, found in pieces(child["value"], (*path, child["id"])).items()}
    if isinstance(value, dict) and (not path or any(is_stream(below) and below for below in value.values())):
        return {at: found for name, below in value.items() for at, found in pieces(below, (*path, name)).items()}
    return {path: json.dumps(value, sort_keys=True)}


def at(value, path):
    """The JSON of what stands at `path`; None where nothing does."""
    for step in path:
        value = (
            next((one["value"] for one in value if one["id"] == step), None) if is_stream(value) else value.get(step)
        )
        if value is None:
            return None
    return json.dumps(value, sort_keys=True)


def accounted_for(path, merged):
    """Whether a difference at `path` is among the parts a person is shown."""
    return any(path[: len(part.path)] == part.path or part.path[: len(path)] == path for part in merged.parts)


@many
@given(drafts, drafts)
def test_who_changed_nothing_loses_nothing(base, other):
    assert merge(base, base, other).value == other
    assert merge(base, other, base).value == other
    assert merge(base, other, other).value == other
    assert not merge(base, other, other).parts
    assert not merge(base, base, other).open


@many
@given(drafts, drafts, drafts)
def test_nothing_of_either_side_vanishes_without_being_shown(base, mine, theirs):
    for beginning in (base, None):
        merged = merge(beginning, mine, theirs)
        for side in (mine, theirs):
            for path, words_there in pieces(side).items():
                assert at(merged.value, path) == words_there or accounted_for(path, merged)


@many
@given(drafts, drafts, drafts)
def test_what_one_side_changed_and_the_other_did_not_touch_is_in_the_result(base, mine, theirs):
    before = pieces(base)
    result = settled(base, mine, theirs, THEIRS).value
    for path, words_there in pieces(mine).items():
        untouched = path in before and pieces(theirs).get(path) == before[path]
        if untouched and words_there != before[path]:
            assert at(result, path) == words_there


@many
@given(drafts, drafts)
def test_with_no_common_beginning_choosing_one_side_gives_that_side(mine, theirs):
    assert settled(None, mine, theirs, MINE).value == mine
    assert pieces(settled(None, mine, theirs, THEIRS).value) == pieces(theirs)
    assert not settled(None, mine, theirs, MINE).open


@many
@given(drafts, drafts, drafts)
def test_the_two_sides_are_treated_alike(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    swapped = {MINE: THEIRS, THEIRS: MINE, "": ""}
    assert {(part.path, part.taken) for part in one.parts} == {(part.path, swapped[part.taken]) for part in other.parts}


@many
@given(drafts, drafts, drafts)
def test_the_sides_are_not_written_into(base, mine, theirs):
    before = copy.deepcopy([base, mine, theirs])
    settled(base, mine, theirs, MINE)
    assert [base, mine, theirs] == before
