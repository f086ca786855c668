"""One page type: headings, rich text and pictures of words in a stream, as the tutorial makes it."""

from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class PlainPage(Page):
    body = StreamField([("heading", CharBlock()), ("paragraph", RichTextBlock())])

    class Meta:
        app_label = "plain_site"
