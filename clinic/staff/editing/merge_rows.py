"""The parts of a merge as people read them: where it is, both texts next to each other, the differing words marked."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from modelcluster.models import get_all_child_relations
from wagtail import blocks

from clinic.content.streams import leaves
from clinic.content.unknown_blocks import LostPart, plain_words
from clinic.review.diff import SPACE, tokens
from clinic.review.page_parts import field_parts, label_of, leaf_words
from clinic.staff.editing.merging import MINE, NOTHING, ORDER, THEIRS, Part

NOT_THERE = "(not there)"
HEADING = 60


@dataclass(frozen=True)
class Shown:
    """A Part for the screen. `same_words`: only links, emphasis or settings differ."""

    part: Part
    where: str
    mine: str
    theirs: str
    same_words: bool

    @property
    def key(self):
        return self.part.key

    @property
    def taken_is_mine(self):
        return self.part.taken == MINE

    @property
    def taken_is_theirs(self):
        return self.part.taken == THEIRS


def shown(part, mine, theirs):
    """`mine` and `theirs` are page objects, from which names and values of fields and blocks are read."""
    first, second = (words_of(part, side, page) for side, page in ((part.mine, mine), (part.theirs, theirs)))
    marked = differing(first, second)
    return Shown(part, where(part.path, theirs, mine), *marked, same_words=first == second)


def differing(first, second):
    """Both texts as HTML, each with the words the other does not have marked. Lines stay lines."""
    one, other = tokens_of_lines(first), tokens_of_lines(second)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    left = [(tag, one[i:j]) for tag, i, j, _, _ in codes]
    right = [(tag, other[k:m]) for tag, _, _, k, m in codes]
    return marked(left), marked(right)


def tokens_of_lines(text):
    return [token for line in text.splitlines() for token in (*tokens(line), "\n")][:-1]


def marked(runs):
    pieces = [
        format_html("<mark>{}</mark>", text_of(run)) if tag != "equal" else text_of(run) for tag, run in runs if run
    ]
    return format_html_join(SPACE, "{}", ((piece,) for piece in pieces))


def text_of(run):
    return format_html_join("", "{}", ((mark_safe("<br>") if token == "\n" else f"{token} ",) for token in run))


# Words ---------------------------------------------------------------------------------------------------------------


def words_of(part, raw, page):
    """One side of a part as plain text, a line for each thing in it."""
    if raw is NOTHING:
        return NOT_THERE
    if part.is_order:
        return "\n".join(heading(block_at(page, (*part.path[:-1], id))) for id in raw)
    if len(part.path) == 1:
        return field_words(page, part.path[0])
    return block_words(*block_at(page, part.path))


def field_words(page, name):
    """A field of the page itself, or rows linked to it."""
    relation = relation_of(page, name)
    if relation:
        return "\n".join(row_words(row, relation.field.name) for row in getattr(page, name).all()) or "(empty)"
    words = "\n".join(part.words for part in field_parts(page, page._meta.get_field(name)))
    return words or "(empty)"


def relation_of(page, name):
    return next((r for r in get_all_child_relations(page) if r.get_accessor_name() == name), None)


def row_words(row, parent):
    fields = [f for f in row._meta.concrete_fields if f.name not in ("id", "sort_order", parent)]
    return ", ".join(str(value) for f in fields if (value := getattr(row, f.name)))


def block_words(block, value):
    if isinstance(block, LostPart):
        return plain_words(value.raw)
    if isinstance(block, blocks.FieldBlock):
        return leaf_words(block, value) or "(empty)"
    return "\n".join(words for leaf, found in leaves(block, value) if (words := leaf_words(leaf, found))) or "(empty)"


def heading(found):
    block, value = found
    words = block_words(block, value).splitlines()
    return f"{block.label}: {words[0][:HEADING]}" if words else block.label


# Places --------------------------------------------------------------------------------------------------------------


def where(path, *pages):
    """ "Questions › What is CRPS? › Statement": the place in words, read from the first page that has it."""
    field = None if relation_of(pages[0], path[0]) else pages[0]._meta.get_field(path[0])
    steps = [label_of(field) if field else path[0].replace("_", " ").capitalize()]
    for length in range(2, len(path) + 1):
        steps.append("Order" if path[length - 1] == ORDER else step_in_words(path[:length], length == len(path), pages))
    return " › ".join(steps)


def step_in_words(path, is_last, pages):
    """A block on the way is called by its first words, a field and the last block by their names."""
    block, value = next(found for page in pages if (found := block_at(page, path))[0])
    if is_last or isinstance(block, blocks.BaseStreamBlock):
        return block.label
    return block_words(block, value).splitlines()[0][:HEADING]


def block_at(page, path):
    """`(block, value)` at a path inside a stream of `page`; `(None, None)` where this page has nothing there."""
    block, value = page._meta.get_field(path[0]).stream_block, getattr(page, path[0])
    for step in path[1:]:
        if isinstance(block, blocks.BaseStreamBlock):
            child = next((child for child in value if child.id == step), None)
            if child is None:
                return None, None
            block, value = child.block, child.value
        else:
            block, value = block.child_blocks[step], value.get(step)
    return block, value
