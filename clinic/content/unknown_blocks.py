"""Parts of a page that were made with a block which the code no longer has: kept as they are, shown only to staff."""

import json
from functools import lru_cache

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.utils.html import escape
from wagtail import blocks
from wagtail.admin.compare import BlockComparison
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from clinic.content.prose import plain

# What the editing form calls every lost part; its own type travels inside its value.
IN_FORM = "lost-part"
# Where a struct's lost fields travel in the editing form.
FIELDS_IN_FORM = "lost-fields"
WORDS_SHOWN = 400


class LostValue:
    """Stored JSON nobody can read any more, `raw`. To whoever does not know of it, it reads as empty."""

    def __init__(self, raw):
        self.raw = raw

    def __getitem__(self, key):
        if isinstance(key, int):
            raise IndexError(key)
        return ""

    def get(self, key, default=None):
        return ""

    def __iter__(self):
        return iter(())

    def __bool__(self):
        return False

    def __str__(self):
        return ""

    def __eq__(self, other):
        return isinstance(other, LostValue) and other.raw == self.raw

    __hash__ = None


class LostPart(blocks.Block):
    """Stands in for a block type that was removed: keeps its JSON untouched and shows patients nothing."""

    class Meta:
        icon = "warning"

    def __init__(self, name):
        super().__init__()
        # Wagtail lists every block object for ever; these are made from stored data, not from code.
        del blocks.Block.definition_registry[self.definition_prefix]
        self.set_name(name)
        self.label = f"Lost part ({name})"

    def to_python(self, value):
        return value if isinstance(value, LostValue) else LostValue(value)

    normalize = to_python

    def get_prep_value(self, value):
        return value.raw

    def get_api_representation(self, value, context=None):
        return None

    def get_form_state(self, value):
        return {"type": self.name} | notice(value.raw, {"type": self.name, "value": value.raw})

    def value_from_datadict(self, data, files, prefix):
        """What the form knew as lost; or, where the block was removed while somebody wrote, every field they filled."""
        if prefix in data:
            return LostValue(posted(data, prefix))
        return LostValue({key.removeprefix(f"{prefix}-"): data[key] for key in data if key.startswith(f"{prefix}-")})

    def render(self, value, context=None):
        return ""

    render_basic = render

    def get_comparison_class(self):
        return LostPartComparison

    def refusal(self, value):
        """Why a page that holds `value` cannot be published, as a ValidationError in words for staff."""
        return refusal(f"This part was made with a block that no longer exists (“{self.name}”).", value.raw)


class LostPartComparison(BlockComparison):
    def htmlvalue(self, val):
        return escape(plain_words(val.raw))

    def htmldiff(self):
        return self.htmlvalue(self.val_a if self.val_b is None else self.val_b)


class KnownBlocks(dict):
    """The child blocks of a stream. For a type that was removed there is a LostPart, so that nothing is passed over.

    Iterating gives only what the code has.
    """

    def __contains__(self, name):
        return isinstance(name, str)

    def __missing__(self, name):
        return lost_part(name)

    def has(self, name):
        return super().__contains__(name)


@lru_cache(maxsize=200)
def lost_part(name):
    return LostPart(name)


def notice(raw, whole):
    """What the editing form needs to show something lost: its words, and `whole` as JSON to post back."""
    return {"words": plain_words(raw), "json": json.dumps(whole, ensure_ascii=True)}


def refusal(what, raw):
    words = plain_words(raw)
    said = f" Its text: {words}" if words else ""
    return ValidationError(f"{what} Patients do not see it. Remove it or write it anew.{said}", code="lost")


def posted(data, name):
    """The JSON the editing form sends back under `name`."""
    try:
        return json.loads(data[name])
    except (KeyError, ValueError, RecursionError) as error:
        raise SuspiciousOperation("A lost part came back damaged from the editing form.") from error


def plain_words(raw):
    """The words inside stored JSON, as one short line; empty when it holds only numbers and identifiers."""
    words = " · ".join(filter(None, (plain(text) for text in strings(raw))))
    return words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN]} …"


def strings(raw):
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from strings(item)
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if key not in ("id", "type"):
                yield from strings(value)


def lost_messages(error):
    """What the validation error of a block says about lost parts, as a list of sentences."""
    if below := errors_below(error):
        return [message for one in below for message in lost_messages(one)]
    return list(error.messages) if getattr(error, "code", None) == "lost" else []


def only_lost(error):
    """Whether the validation error of a block is about lost parts and nothing else."""
    below = errors_below(error)
    return all(map(only_lost, below)) if below else getattr(error, "code", None) == "lost"


def errors_below(error):
    of_itself = getattr(error, "non_block_errors", None)
    return [*getattr(error, "block_errors", {}).values(), *(of_itself.as_data() if of_itself else [])]


# What is lost in stored data --------------------------------------------------------------------------------------


def lost_in(block, raw):
    """Yield `(type or field name, raw)` for everything in stored JSON that `block` has no place for."""
    if isinstance(block, blocks.BaseStreamBlock):
        yield from lost_in_stream(block, raw or [])
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            yield from lost_in(block.child_block, item["value"] if is_child(item) else item)
    elif isinstance(block, BaseTypedTableBlock):
        yield from lost_in_table(block, raw or {})
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        yield from lost_in_struct(block, raw)


def is_child(item):
    return isinstance(item, dict) and "type" in item and "value" in item


def lost_in_stream(block, raw):
    for child in raw:
        if child["type"] in list(block.child_blocks):
            yield from lost_in(block.child_blocks[child["type"]], child["value"])
        else:
            yield child["type"], child["value"]


def lost_in_struct(block, raw):
    for name, value in raw.items():
        if name in block.child_blocks:
            yield from lost_in(block.child_blocks[name], value)
        else:
            yield name, value


def lost_in_table(block, raw):
    for place, column in enumerate(raw.get("columns") or []):
        if column["type"] not in block.child_blocks:
            yield column["type"], [row["values"][place] for row in raw.get("rows", [])]
