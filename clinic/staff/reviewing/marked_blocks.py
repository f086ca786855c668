"""A block as patients will see it, through its own template, with every change marked where it stands."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.blocks import Block
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from clinic.content.prose import expanded
from clinic.content.streams import WORDS, leaves
from clinic.review.marking import Leaf, compare, shown, without_signs
from clinic.review.page_parts import Passage, leaf_words, rich_sources
from clinic.staff.reviewing.changed_links import changed_links, with_signs_at

# Their templates show what is typed, so that a change can be marked there; anything else is told beside them.
TYPED = (blocks.RichTextBlock, blocks.CharBlock, blocks.TextBlock)
Fact = tuple[str, SafeString]
# What is told of a picture that is not seen.
ALT = "Alt text"
Take = Callable[[Block, Any], Any]


class MarkedPassage:
    """`html` is the block with its changes in it, `facts` what changed and does not show there, each with its label."""

    def __init__(
        self, passage: Passage, before: str | None, context: dict[str, Any], then: list[str] | None = None
    ) -> None:
        self.passage = passage
        prose = iter(html_with_links([*rich_sources(passage)], then))
        self.leaves = [leaf_of(block, value, prose) for block, value in passage.leaves()]
        compare("\n".join(leaf.words for leaf in self.leaves) if before is None else before, self.leaves)
        self.marks = [leaf.mark() if leaf.is_changed else leaf.source for leaf in self.leaves]
        rendered = self.heading() if passage.holds_streams else self.rendered(context)
        self.html = shown(rendered)
        self.facts = [*self.told_beside()]
        self.cells = [*self.changed_cells()]

    def heading(self) -> str:
        """Of a block around others its own line of words; what it holds follows by itself."""
        typed = (mark for mark, (block, _) in self.each() if isinstance(block, TYPED))
        return f"<h3>{escape(next(typed, ''))}</h3>"

    def rendered(self, context: dict[str, Any]) -> str:
        marks = iter(self.marks)
        prose = {mark: mark for mark, leaf in zip(self.marks, self.leaves, strict=True) if leaf.is_html}
        value = replaced(self.passage.block, self.passage.value, lambda block, value: put(block, value, next(marks)))
        return self.passage.block.render(value, context=context | {"prose": prose})

    def each(self) -> Iterator[tuple[str, tuple[Block, Any]]]:
        return zip(self.marks, self.passage.leaves(), strict=True)

    def told_beside(self) -> Iterator[Fact]:
        """Alt texts, which nobody sees in the picture, and each change that the template does not show."""
        for leaf, (mark, (block, _)) in zip(self.leaves, self.each(), strict=True):
            marked = (
                mark
                if leaf.is_html
                else escape(mark if isinstance(block, TYPED) else mark.translate({ord("["): None, ord("]"): None}))
            )
            told, label = shown(marked), str(block.label or "Words").rstrip("?")
            if block is WORDS and self.has_picture:
                yield ALT, told
            elif told in self.html:
                continue
            elif leaf.is_changed:
                yield label, told
            elif self.chooses_otherwise and isinstance(block, TYPED) and leaf.words:
                yield f"{label}, which patients do not read now", told

    def changed_cells(self) -> Iterator[Fact]:
        """Each changed cell of a table by its row and column: on a phone it may stand far to the side."""
        if isinstance(self.passage.block, TypedTableBlock):
            named = zip(cell_names(self.passage.value), self.leaves, self.marks, strict=True)
            yield from (
                (name, shown(mark if leaf.is_html else escape(mark))) for name, leaf, mark in named if leaf.is_changed
            )

    @cached_property
    def chooses_otherwise(self) -> bool:
        """Whether something was chosen anew, such as the kind of a statement: other fields may be shown with it."""
        return any(
            leaf.is_changed and not isinstance(block, TYPED)
            for leaf, (block, _) in zip(self.leaves, self.passage.leaves(), strict=True)
        )

    @property
    def has_picture(self) -> bool:
        return any(isinstance(block, ImageBlock) for block in getattr(self.passage.block, "child_blocks", {}).values())


def cell_names(table: TypedTable) -> list[str]:
    """What each leaf of a table is called, in the order of `leaves`: "You, When" by its row and column."""
    headings = [column["heading"] for column in table.columns]
    named = [("Caption", WORDS, table.caption), *(("Heading", WORDS, heading) for heading in headings)]
    for row in table.rows:
        cells = [*row]
        first = leaf_words(cells[0].block, cells[0].value) if cells else ""
        named += [
            (", ".join(filter(None, dict.fromkeys([first, heading]))), cell.block, cell.value)
            for heading, cell in zip(headings, cells, strict=False)
        ]
    return [name for name, block, value in named for _ in leaves(block, value)]


def leaf_of(block: Block, value: Any, prose: Iterator[str]) -> Leaf:
    """`prose`: the HTML of each rich text of the passage, the next one first."""
    words = without_signs(leaf_words(block, value))
    if isinstance(block, blocks.RichTextBlock):
        return Leaf(words, next(prose), is_html=True)
    return Leaf(words, words)


def html_with_links(sources: list[str], then: list[str] | None) -> list[str]:
    """The HTML of rich texts in database format, with signs where a link is another one than `then`."""
    now = [without_signs(source) for source in sources]
    changed = () if then is None else changed_links(then, now)
    signed = with_signs_at(now, changed)
    html = expanded(signed)
    return [html.get(source, "") for source in signed]


def put(block: Block, value: Any, mark: str) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return RichText(mark)
    return mark if isinstance(block, TYPED) else value


def replaced(block: Block, value: Any, take: Take) -> Any:
    """A copy of `value` with what `take` makes of each leaf, which it is asked for in the order of `leaves`."""
    if not value and value != 0:
        return value
    if isinstance(block, blocks.FieldBlock):
        return take(block, value)
    if isinstance(block, ImageBlock):
        take(WORDS, value.contextual_alt_text) if value.contextual_alt_text else None
        return value
    if isinstance(block, TypedTableBlock):
        return replaced_table(value, take)
    if isinstance(block, blocks.BaseStructBlock):
        pairs = [(name, replaced(child, value.get(name), take)) for name, child in block.child_blocks.items()]
        return type(value)(block, pairs)
    if isinstance(block, blocks.ListBlock):
        return ListValue(block, [replaced(block.child_block, item, take) for item in value])
    return value


def replaced_table(table: TypedTable, take: Take) -> TypedTable:
    def words(text: str) -> str:
        return replaced(WORDS, text, take)

    caption = words(table.caption)
    columns = [column | {"heading": words(column["heading"])} for column in table.columns]
    rows = [{"values": [replaced(cell.block, cell.value, take) for cell in row]} for row in table.rows]
    return TypedTable(columns, rows, caption)


def marked_words(before: str, words: str, html: str = "") -> tuple[SafeString, bool]:
    """A field with its changes in it, and whether there are any; `html` where it is rich text."""
    leaf = Leaf(without_signs(words), html or without_signs(words), is_html=bool(html))
    compare(before, [leaf])
    source = leaf.mark() if leaf.is_changed else leaf.source
    return shown(source if html else conditional_escape(source)), leaf.is_changed
