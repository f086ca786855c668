"""What is written into a draft is what the editor writes itself, so that nothing is lost by the first save."""

import pytest
from django.conf import settings
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from faq.importing.planning import bare
from faq.importing.stream import stream_of
from faq.models import TopicPage
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


def ids_in(state):
    """Of the blocks that a form holds, in its order."""
    if isinstance(state, dict):
        return [state.get("id"), *(one for value in state.values() for one in ids_in(value))]
    return [one for value in state for one in ids_in(value)] if isinstance(state, list) else []


def test_two_windows_that_open_it_see_the_same_blocks():
    raw = stream_of(draft_of("<h1>A</h1><h2>Why?</h2><p>So.</p><table><tr><td>1<td>2</table>"), lambda picture: 1)
    block = TopicPage.questions.field.stream_block
    one, other = (ids_in(block.get_form_state(block.to_python(raw))) for _ in range(2))
    assert one == other and len(set(one)) > 3
