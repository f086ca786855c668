"""Markdown, with tables and with the settings some programs put on top."""

from faq.importing.draft import Table
from tests.faq.documents import draft_of, dropped, shape


def draft(text):
    return draft_of(text, "notes.md")


def test_marks_lists_and_links_survive():
    made = draft("# Sleep\n\nA **b** *i* [l](https://example.org) m<sup>2</sup>\n\n1. one\n2. two\n")
    assert shape(made)[1][0][1] == [
        '<p>A <b>b</b> <i>i</i> <a href="https://example.org">l</a> m<sup>2</sup></p>',
        "<ol><li>one</li><li>two</li></ol>",
    ]


def test_tables_survive():
    made = draft("# Sleep\n\n| When | What |\n|---|---|\n| 8 pm | **Tea** |\n").parts(Table)[0]
    assert (made.heading, made.rows) == (["When", "What"], [["<p>8 pm</p>", "<p><b>Tea</b></p>"]])


def test_a_title_in_the_settings_on_top_is_the_topic():
    made = draft('---\ntitle: "Sleep & rest"\nlayout: page\n---\nOne.\n\n## Why?\n\nTwo.\n')
    assert shape(made) == ("Sleep & rest", [("Why?", ["<p>Two.</p>"])])
    assert "the settings at the top of the file" in dropped(made)


def test_headings_without_a_blank_their_names_and_lines_below_them():
    made = draft("#Sleep\n\n##Why? {#why .x}\n\nSo.\n\nHow?\n----\n\n- [ ] dark\n- [x] cool\n")
    assert shape(made) == (
        "Sleep", [("Why?", ["<p>So.</p>"]), ("How?", ["<ul><li>dark</li><li>cool</li></ul>"])]
    )  # fmt: skip


def test_notes_stand_at_the_end_in_the_order_of_their_signs():
    made = draft("# Sleep\n\nRest[^b] helps[^a].\n\n[^a]: Bean 2014.\n[^b]: Ash\n    2020.\n\nCode `[^c]` stays.\n")
    assert shape(made)[1][0][1] == [
        "<p>Rest<sup>[1]</sup> helps<sup>[2]</sup>.</p>",
        "<p>Code [^c] stays.</p>",
        "<ol><li>Ash 2020.</li><li>Bean 2014.</li></ol>",
    ]


def test_settings_in_another_style_name_the_topic_too():
    made = draft("+++\ntitle = 'Sleep'\n+++\n\n## Why?\n\nSo.\n\nAfter\n=====\n\nRest.\n")
    assert shape(made) == ("Sleep", [("Why?", ["<p>So.</p>"]), ("After", ["<p>Rest.</p>"])])


def test_html_inside_is_cleaned():
    made = draft("# Sleep\n\n<script>alert(1)</script>\n\n<p onclick='x'>One.</p>\n")
    assert shape(made)[1][0][1] == ["<p>One.</p>"]


def test_a_link_that_runs_a_program_is_dropped_and_reported():
    made = draft("# Sleep\n\nSee [this](javascript:alert).\n")
    assert shape(made)[1][0][1] == ["<p>See this.</p>"]
    assert "the link on “this”: its address runs a program (javascript:)" in dropped(made)
