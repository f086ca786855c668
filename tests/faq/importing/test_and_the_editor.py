"""What is written into a draft is what the editor writes itself, so that nothing is lost by the first save."""

import pytest
from django.conf import settings
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from faq.importing.planning import bare
from tests.faq.documents import draft_of

PAGES = [
    "<p>One <b>bold</b> <i>italic</i> <b><i>both</i></b> H<sub>2</sub>O m<sup>2</sup></p>",
    "<p>See <a href='https://example.org/?a=1&amp;b=2'>this <b>here</b></a>.</p>",
    "<p><a href='mailto:a@b.example'>Write</a> or <a href='tel:+1555'>call</a>.</p>",
    "<p>First<br>second</p>",
    "<p>Signs:</p><ul><li>one<ul><li>deep</li></ul></li><li>two</li></ul>",
    "<ol><li>one</li><li><b>two</b></li></ol>",
    "<p>&lt;b&gt; &amp; “so”, 3 &lt; 4</p>",
]


@pytest.mark.parametrize("html", PAGES)
def test_it_survives_a_save_without_changes(html):
    written = draft_of(f"<h1>A</h1>{html}").questions[0].parts[0].html
    editor = ContentstateConverter(settings.PROSE_FEATURES)
    assert bare(editor.to_database_format(editor.from_database_format(written))) == written
