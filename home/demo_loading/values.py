"""From what the files say to what fields and blocks store: words become rich text, and names what they stand for."""

import re
from typing import Any

from django.conf import settings
from django.db.models import Field, ForeignKey, Model
from markdown_it import MarkdownIt
from wagtail.blocks import (
    Block,
    ChooserBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField

from clinic.content.patient_words import PatientWordsBlock
from home.demo_loading.files import Mistake, Said

_markdown = MarkdownIt("zero").enable(["heading", "link", "list"])
_LINK = re.compile(r'<a href="(?:(topic|service|page|word):([\w-]+)|([^"]*))">')
_FIGURE = re.compile(r"\{\{figure:([\w-]+)\}\}")
# What the files call the things that fields and blocks lead to.
_CALLED = {
    "faq.Reference": "reference",
    "faq.Subject": "subject",
    "content.KeyFigure": "figure",
    "wagtailcore.Page": "page",
    settings.WAGTAILIMAGES_IMAGE_MODEL: "picture",
}


class Known(dict[tuple[str, str], int]):
    """The ids of everything that the files name: `{("topic", "what-is-crps"): 7}`."""

    def __missing__(self, key: tuple[str, str]) -> int:
        raise Mistake(f"there is no {key[0]} called “{key[1]}”.")

    def chosen(self, model: type[Model], name: str) -> int:
        """`name` as the file says it; "topic:name" where it is a page of another kind than expected."""
        kind, _, plain = name.rpartition(":")
        return self[kind or _CALLED[model._meta.label], plain]


def rich_text(text: str, known: Known) -> str:
    """`text` in Wagtail's database format. How it is written stands in home/demo/README.md."""

    def link(found: re.Match[str]) -> str:
        kind, name, address = found.groups()
        if address is not None:
            raise Mistake(f"the link “{address}” leads to none of topic:, service:, page: or word:.")
        return f'<a linktype="{"glossary" if kind == "word" else "page"}" id="{known[kind, name]}">'

    html = _markdown.render(text.strip()).replace("\n", " ").replace("> <", "><").strip()
    return _FIGURE.sub(
        lambda found: f'<embed embedtype="key-figure" id="{known["figure", found[1]]}"/>', _LINK.sub(link, html)
    )


def of_fields(model: type[Model], said: Said, known: Known) -> Said:
    """`{attribute: value}` for the fields of `model` that a file fills."""
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in said}
    return {field.attname: of_field(field, said[name], known) for name, field in fields.items()}


def of_field(field: Field, said: Any, known: Known) -> Any:
    if isinstance(field, StreamField):
        return of_block(field.stream_block, said, known)
    if isinstance(field, RichTextField):
        return rich_text(said, known)
    if isinstance(field, ForeignKey):
        return known.chosen(field.related_model, said)
    return "\n".join(said) if isinstance(said, list) else said


def of_block(block: Block, said: Any, known: Known) -> Any:
    """What `block` stores."""
    match block:
        case StreamBlock():
            return [child(block, one, known) for one in said]
        case ListBlock():
            return [of_block(block.child_block, one, known) for one in said]
        case StructBlock():
            return struct(block, said, known)
        case StaticBlock():
            return None
        case RichTextBlock():
            return rich_text(said, known)
        case ChooserBlock():
            return known.chosen(block.target_model, said)
        case TypedTableBlock():
            columns = [{"type": "text", "heading": heading} for heading in said["columns"]]
            return said | {"columns": columns, "rows": [{"values": row} for row in said["rows"]]}
    return of_words(block, said)


def of_words(block: Block, said: Any) -> Any:
    if isinstance(block, PatientWordsBlock):
        return "\n".join(said)
    return fitting(block, said.strip()) if isinstance(said, str) else said


def fitting(block: Block, said: str) -> str:
    """The same words, where the field takes as many letters."""
    longest = getattr(getattr(block, "field", None), "max_length", None)
    if longest and len(said) > longest:
        raise Mistake(f"{block.name} takes {longest} letters, not {len(said)}: “{said}”.")
    return said


def child(stream: StreamBlock, said: Said, known: Known) -> Said:
    """One block of a stream: the first that the stream may hold, where the file does not say which."""
    name = said.get("block", next(iter(stream.child_blocks)))
    if name not in list(stream.child_blocks):  # It answers for unknown ones too.
        raise Mistake(f"there is no block called “{name}”. Choose one of {', '.join(stream.child_blocks)}.")
    values: Any = {key: value for key, value in said.items() if key not in ("block", "id", "added_later")}
    if isinstance(stream.child_blocks[name], RichTextBlock):
        values = values["text"]
    return {"type": name, "value": of_block(stream.child_blocks[name], values, known), "id": said.get("id")}


def struct(block: StructBlock, said: Said, known: Known) -> Said:
    """All fields, those too that the file leaves out."""
    if unknown := sorted(said.keys() - block.child_blocks.keys()):
        raise Mistake(f"{block.name} does not know “{'”, “'.join(unknown)}”.")
    left_out = {name: empty(part) for name, part in block.child_blocks.items() if name not in said}
    return left_out | {name: of_block(block.child_blocks[name], value, known) for name, value in said.items()}


def empty(block: Block) -> Any:
    """What the editor stores where nothing was filled in."""
    return block.field.to_python("") if isinstance(block, FieldBlock) else block.get_prep_value(block.get_default())
