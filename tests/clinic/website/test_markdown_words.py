"""The HTML of our rich text as Markdown: every tag the editors allow, and signs that would mean something."""

import pytest
from django.utils.html import escape
from markdown_it import MarkdownIt

from clinic.content.prose import plain as words_of
from clinic.website.seo.markdown import markdown, plain

HERE = "https://clinic.example/faq/one/"


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>It is <b>not</b> <i>rare</i>.</p>", "It is **not** *rare*."),
        ("<p>It is <b>not </b>rare.</p>", "It is **not** rare."),
        ('<p>See <a href="/faq/two/">this</a>.</p>', "See [this](https://clinic.example/faq/two/)."),
        ('<p><a href="tel:911">Call</a></p>', "[Call](tel:911)"),
        ('<p><a href="https://a.example/x_(y)">a</a></p>', "[a](https://a.example/x_%28y%29)"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<ol><li>One</li><li>Two<ul><li>In it</li></ul></li></ol>", "1. One\n2. Two\n   - In it"),
        ("<h2>Where</h2><p>Here.</p>", "## Where\n\nHere."),
        ("<p>First<br/>Second</p>", "First  \nSecond"),
        ("<p>CO<sub>2</sub></p>", "CO<sub>2</sub>"),
        ('<p>We saw <span class="key-figure">about 800 people</span>.</p>', "We saw about 800 people."),
        ('<p>The <a data-word="7">limb</a> hurts.</p>', "The limb hurts."),
        ("<p></p><p> </p>", ""),
        ("", ""),
    ],
)
def test_each_tag_has_its_sign(html, written):
    assert markdown(html, HERE) == written


@pytest.mark.parametrize(
    "words",
    ["2 * 3 * 4", "a_b_c", "[not] a link", "<b>no tag</b>", "# 1 is best", "- no list", "1. no list", "1) no list"]
    + ["> no quote", "a\\b", "`code`", "+ plus", "=== rule", "--- rule", "~~~ rule", "&amp; stays &lt;"],
)
def test_signs_in_words_mean_nothing(words):
    for written in (markdown(f"<p>{escape(words)}</p>"), plain(words)):
        shown = MarkdownIt().render(written)
        assert shown.startswith("<p>")
        assert words_of(shown) == words
