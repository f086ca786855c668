"""Rich text of a whole page at once: links and key figures are looked up together, not field by field."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.text import normalize_newlines
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText, expand_db_html

from clinic.streams import leaves

# A comment no editor can type: the database format of rich text has no comments.
SEAM = "<!--seam-->"


def rich_texts(page):
    """Every rich text of `page` in database format, fields first, then streams, in reading order."""
    return [value.source if isinstance(value, RichText) else value for kind, value in texts(page) if kind == "rich"]


def texts(page):
    """Yield `("rich", value)` and `("plain", value)` for everything a reader can read in the page's own fields."""
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            yield "rich", getattr(page, field.name) or ""
        elif isinstance(field, StreamField):
            yield from stream_texts(field.stream_block, getattr(page, field.name))


def stream_texts(block, value):
    for leaf, content in leaves(block, value):
        if isinstance(leaf, blocks.RichTextBlock):
            yield "rich", content
        elif isinstance(leaf, blocks.CharBlock | blocks.TextBlock):
            yield "plain", content


def expanded(sources):
    """Database format to HTML for all `sources` in one go: `{source: html}`."""
    distinct = [*dict.fromkeys(filter(None, sources))]
    return dict(zip(distinct, expand_db_html(SEAM.join(distinct)).split(SEAM), strict=True)) if distinct else {}


def expanded_prose(page):
    return expanded(rich_texts(page))


def plain(html):
    """HTML as the words a reader sees, entities resolved, tags gone, words of neighbouring blocks kept apart."""
    spaced = html.replace("><", "> <").replace("<br/>", " ")
    return " ".join(unescape(strip_tags(normalize_newlines(spaced))).split())


def has_words(source):
    """Whether rich text in database format says anything: words or a key figure, not only empty paragraphs."""
    return "<embed" in (source or "") or bool(plain(source or ""))


def words_of(page):
    """All words in the page's own fields as one plain text."""
    prose = expanded_prose(page)
    return "\n".join(
        plain(prose.get(getattr(value, "source", value), "")) if kind == "rich" else str(value)
        for kind, value in texts(page)
    )
