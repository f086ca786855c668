"""Two versions compared in the admin in the words that staff know: a choice by its label, a tick by yes or no."""

import re
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.admin import compare
from wagtail.fields import RichTextField

from clinic.content.prose import expanded


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def leaf_in_words(block: blocks.Block, value: Any) -> str:
    if isinstance(block, blocks.ChoiceBlock):
        return in_words(value and dict(block.field.choices).get(value, value))
    if isinstance(block, blocks.MultipleChoiceBlock):
        labels = dict(block.field.choices)
        return ", ".join(str(labels.get(one, one)) for one in value or ())
    return in_words(value)


def in_lines(html: str) -> str:
    """The words of rich text, each paragraph and each item of a list on a line of its own, with its sign."""
    soup = BeautifulSoup(html, "html.parser")
    for item in soup.find_all("li"):
        around = item.find_parent(["ol", "ul"])
        counted = 1 + len(item.find_previous_siblings("li"))
        depth = len(item.find_parents("li"))
        item.insert(0, f"\n{'  ' * depth}{f'{counted}.' if around is not None and around.name == 'ol' else '•'} ")
    for tag in soup.find_all(["p", "h2", "h3", "h4", "br"]):
        tag.insert_before("\n")
    return re.sub(r"\n\s*\n+", "\n", soup.get_text()).strip("\n")


def with_line_ends(before: str, after: str) -> SafeString:
    """Both texts with what was changed marked; the line ends as such."""
    return mark_safe(compare.diff_text(before, after).to_html().replace("\n", "<br>"))  # Its letters are escaped.


class ProseInLines(compare.RichTextFieldComparison):
    def htmldiff(self) -> SafeString:
        shown = expanded([self.val_a, self.val_b])
        return with_line_ends(*(in_lines(shown.get(value, "")) for value in (self.val_a, self.val_b)))


class ProseBlockInLines(compare.RichTextBlockComparison):
    def htmlvalue(self, val: Any) -> SafeString:
        return linebreaksbr(self.lines(val))

    def htmldiff(self) -> SafeString:
        return with_line_ends(self.lines(self.val_a), self.lines(self.val_b))

    def lines(self, value: Any) -> str:
        return in_lines(str(self.block.render_basic(value))) if value else ""


def told(before: str, after: str) -> SafeString:
    pairs = [("deletion", before), ("addition", after)]
    return compare.TextDiff([(how, words) for how, words in pairs if words]).to_html()


class LeafInWords(compare.BlockComparison):
    def htmlvalue(self, val: Any) -> str:
        return escape(leaf_in_words(self.block, val))

    def htmldiff(self) -> SafeString:
        before, after = leaf_in_words(self.block, self.val_a), leaf_in_words(self.block, self.val_b)
        if isinstance(self.block, blocks.CharBlock | blocks.TextBlock) or before == after:
            return compare.diff_text(before, after).to_html()
        return told(before, after)


class StructInWords(compare.StructBlockComparison):
    """Without the fields that say nothing, before and after."""

    def htmlvalue(self, val: Any) -> SafeString:
        return self.listed(val, val, lambda one: one.htmlvalue(one.val_a))

    def htmldiff(self) -> SafeString:
        return self.listed(self.val_a, self.val_b, lambda one: one.htmldiff())

    def listed(self, before: Any, after: Any, shown: Callable[[compare.BlockComparison], str]) -> SafeString:
        fields = [(block, before[name], after[name]) for name, block in self.block.child_blocks.items()]
        lines = [(block.label, shown(compared(block, *both))) for block, *both in fields if any(both)]
        return format_html("<dl>{}</dl>", format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", lines))


def compared(block: blocks.Block, before: Any, after: Any) -> compare.BlockComparison:
    own = isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.RichTextBlock)
    kind = LeafInWords if own else compare.get_comparison_class_for_block(block)
    return kind(block, True, True, before, after)


class FieldInWords(compare.FieldComparison):
    """Of a field that holds no text of its own."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for version in ("val_a", "val_b"):
            setattr(self, version, in_words(getattr(self, version)))

    def htmldiff(self) -> str:
        return told(self.val_a, self.val_b) if self.has_changed() else escape(self.val_a)


class LinkInWords(compare.ForeignObjectComparison):
    def htmldiff(self) -> str:
        return super().htmldiff() if any(self.get_objects()) else ""


for kind in (models.BooleanField, models.DateField, models.IntegerField, models.DecimalField, models.FloatField):
    compare.register_comparison_class(kind, comparison_class=FieldInWords)
compare.register_comparison_class(RichTextField, comparison_class=ProseInLines)
compare.register_comparison_class(models.ForeignKey, to=models.Model, comparison_class=LinkInWords)
