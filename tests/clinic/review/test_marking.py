"""A change is marked in the very words that are shown: nothing is lost, nothing is invented, no markup can break."""

import re
from html import unescape

from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.content.prose import plain
from clinic.review.diff import Part, tokens
from clinic.review.marking import ADDED, ADDED_END, GONE, GONE_END, Leaf, as_it_reads, compare, shown
from clinic.review.matching_parts import moved, paired, place_of

WORDS = st.lists(st.sampled_from(["one", "two", "three", "a<b", "R&D", "[all of it]", "“so”"]), max_size=8)
TAGS = ["<p>{}</p>", "<b>{}</b>", '<a href="/x?a=1&amp;b=2">{}</a>', "{}"]
RICH = st.lists(st.tuples(st.sampled_from(TAGS), WORDS), max_size=4)


def marked(before, after, is_html=False):
    leaf = Leaf(plain(after) if is_html else after, after, is_html)
    compare(before, [leaf])
    return leaf.mark()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(before=WORDS, rich=RICH)
def test_what_reads_now_and_what_read_before_can_both_be_had_from_it(before, rich):
    html = " ".join(tag.format(escape(" ".join(words))) for tag, words in rich)
    mark = marked(" ".join(before), html, is_html=True)
    assert "".join(as_it_reads(mark).split()) == "".join(html.split())
    was = re.sub(f"{ADDED}[^{ADDED_END}]*{ADDED_END}", "", mark)
    assert " ".join(tokens(plain(was.replace(GONE, " ").replace(GONE_END, " ")))) == " ".join(before)
    assert not re.search(f"<[^>]*[{ADDED}{GONE}]", mark)


def test_the_old_words_stand_before_the_new_ones():
    assert unescape(shown(marked("We saw 800 people.", "We saw 850 people."))) == (
        'We saw <del><span class="vh">Removed: </span>800<span class="vh"> (end)</span></del> '
        '<ins><span class="vh">Added: </span>850<span class="vh"> (end)</span></ins> people.'
    )


def test_no_mark_gets_into_an_attribute():
    mark = marked("An old line", "A new line")
    assert shown(f'<div aria-label="{mark}">').count("<") == 1


def test_ends_of_lines_and_spaces_are_no_change():
    assert "<" not in shown(marked("one two\nthree", "one\r\n  two three"))


def test_what_moves_from_one_field_to_the_next_is_marked_in_each():
    one, two = Leaf("a b", "a b"), Leaf("c d", "c d")
    compare("a\nb c d", [one, two])
    assert one.added == [False, True]
    assert two.gone[0] == "b"


# Which part is which --------------------------------------------------------------------------------------------------


def parts(*texts, ids="abcdef"):
    return [Part(f"questions:{key}", "Q", text) for key, text in zip(ids, texts, strict=False)]


def test_new_ids_are_no_change():
    before, after = parts("one two three", "four five six"), parts("one two three", "four five seven", ids="xyz")
    assert {key: part.words for key, part in paired(before, after).items()} == {
        "questions:x": "one two three",
        "questions:y": "four five six",
    }


def test_a_part_that_stands_elsewhere_is_told():
    before = parts("one", "two", "three")
    after = [before[2], before[0], before[1]]
    assert moved(before, after, paired(before, after)) == {"questions:c"}


def test_what_a_part_holds_goes_with_it():
    def part(key):
        return Part(key, "Q", f"words of {key}")

    first, second = [part(f"q:a{inner}") for inner in ("", ":1", ":2")], [part(f"q:b{inner}") for inner in ("", ":3")]
    before, after = [*first, *second], [*second, *first]
    assert len(moved(before, after, paired(before, after))) == 1


def test_what_goes_into_another_part_has_moved():
    before = [Part("q:a", "Q", "a"), Part("q:a:1", "Q", "one two three"), Part("q:b", "Q", "b")]
    after = [Part("q:a", "Q", "a"), Part("q:b", "Q", "b"), Part("q:b:1", "Q", "one two three")]
    assert moved(before, after, paired(before, after)) == {"q:b:1"}


def test_where_a_part_stands_is_said_in_words():
    before = [Part("q:a", "Q", "Is it cold?"), Part("q:a:1", "Q", "Yes."), Part("q:b", "Q", "Is it wet? " * 12)]
    assert place_of(before[0], before) == "first"
    assert place_of(before[2], before) == "after “Is it cold?”"
    assert place_of(Part("q:c", "Q", "x"), [*before, Part("q:c", "Q", "x")]).endswith(" Is it wet? Is …”")
