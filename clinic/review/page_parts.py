"""A page taken apart into what a reviewer reads: titles, answers, questions, links, each as plain words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, prefetch_related_objects
from django.utils import translation
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks import Block
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.content.patient_words import PatientWordsBlock
from clinic.content.prose import cut, expanded, plain, without_editor_keys
from clinic.content.streams import Child, children_of, leaves
from clinic.review.content_hash import BOOKKEEPING, details_quoted, language_of, shown_in
from clinic.review.diff import Part
from clinic.review.models.change_note import TellsChanges
from clinic.site.models import ClinicDetails

# Before the name of one of the clinic's details, in the key of its part.
DETAILS = "details:"


def parts_of(page: Page, as_patients_ask: bool = True) -> list[Part]:
    """List of Part in editing order: the page's own fields, streams block by block, then linked rows.

    `as_patients_ask`: with the wordings in which patients ask, or without them.
    """
    left_out = BOOKKEEPING if as_patients_ask else {*BOOKKEEPING, *getattr(page, "patient_words", ())}
    fields = [field for field in page._meta.concrete_fields if field.name not in left_out]
    own = [part for field in fields for part in field_parts(page, field, as_patients_ask)]
    rows = [row_part(page, relation) for relation in get_all_child_relations(page) if relation.name not in BOOKKEEPING]
    return [*own, *rows]


def parts_read(page: Page) -> list[Part]:
    """The same, then all that is read in it and written elsewhere: what a signature stands for."""
    notes = [Part("changes", "What changed", "\n".join(page.told_changes()))] if isinstance(page, TellsChanges) else []
    shown = [shared_part(name, found) for name, found in shown_in(page).items()]
    details = [detail_part(name, said) for name, said in details_quoted(page).items()]
    # Whoever reads it has the admin in a language of their own.
    with translation.override(language_of(page)):
        return [*parts_of(page), *notes, *shown, *details]


def detail_part(name: str, said: str) -> Part:
    return Part(f"{DETAILS}{name}", f"Clinic details: {label_of(ClinicDetails._meta.get_field(name))}", said)


def shared_part(name: str, found: Any) -> Part:
    """A key figure, source, word or file: the label says what it is, the words what readers see of it."""
    kind = getattr(found, "kind_in_words", found._meta.verbose_name)
    words = found.in_words() if hasattr(found, "in_words") else "\n".join(filter(None, found.words_shown()))
    return Part(name, capfirst(kind), words)


def field_parts(page: Page, field: Any, as_patients_ask: bool = True) -> list[Part]:
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        return [passage.part(as_patients_ask) for passage in passages(field, value)]
    words = rich_words(value) if isinstance(field, RichTextField) else text_of(field, value)
    return [Part(field.name, label_of(field), words)]


def text_of(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Model):
        return str(getattr(value, "default_alt_text", value))
    return str(dict(field.flatchoices).get(value, value) or "")


def label_of(field: Any) -> str:
    name = "title" if field.model is Page and field.name == "title" else str(field.verbose_name)
    return capfirst(name)


def rich_words(source: str) -> str:
    return plain(expanded([source]).get(source, ""))


@dataclass(frozen=True)
class Passage:
    """What is read as one: a block without the streams in it, whose blocks are passages of their own."""

    key: str
    field_label: str
    block: Block
    value: Any

    def inside(self, streams: bool) -> list[Child]:
        """What is directly in a block that holds streams: these, or the rest."""
        within = children_of(self.block, self.value)
        return [child for child in within if isinstance(child.block, blocks.BaseStreamBlock) == streams]

    @property
    def holds_streams(self) -> bool:
        return bool(self.inside(streams=True))

    def leaves(self) -> list[tuple[Block, Any]]:
        if not self.holds_streams:
            return [*leaves(self.block, self.value)]
        return [leaf for child in self.inside(streams=False) for leaf in leaves(child.block, child.value)]

    def part(self, as_patients_ask: bool = True) -> Part:
        told = [leaf for leaf in self.leaves() if as_patients_ask or not isinstance(leaf[0], PatientWordsBlock)]
        words = [leaf_words(block, value) for block, value in told]
        heading = cut(next(filter(None, words), str(self.block.label)), 80)
        return Part(self.key, f"{self.field_label}: {heading}", "\n".join(words))


def passages(field: Any, stream: blocks.StreamValue, above: str = "") -> Iterator[Passage]:
    """Everything in a stream, in reading order."""
    for place, child in enumerate(stream):
        key = f"{above or field.name}:{child.id or place}"
        passage = Passage(key, label_of(field), child.block, child.value)
        yield passage
        for inner in passage.inside(streams=True):
            yield from passages(field, inner.value, key)


def leaf_words(block: Block, value: Any) -> str:
    """One leaf as a reviewer should read it: a choice by its label in brackets, a tick by its question."""
    if isinstance(block, blocks.RichTextBlock):
        return rich_words(value.source)
    if isinstance(block, blocks.BooleanBlock):
        return f"[{block.label}]" if value else ""
    if isinstance(block, blocks.ChoiceBlock):
        return f"[{dict(block.field.choices).get(value, value)}]"
    if isinstance(block, blocks.MultipleChoiceBlock):
        labels = dict(block.field.choices)
        return f"[{block.label}: {', '.join(str(labels.get(one, one)) for one in value)}]"
    if isinstance(value, Model):
        shown = getattr(value, "shown", value)
        return f"[{getattr(shown, 'text', shown)}]"
    return str(value)


def row_part(page: Page, relation: Any) -> Part:
    rows = [*getattr(page, relation.get_accessor_name()).all()]
    prefetch_related_objects(rows, *chosen_fields(relation.related_model))
    label = relation.get_accessor_name().replace("_", " ").capitalize()
    return Part(relation.get_accessor_name(), label, "\n".join(str(row) for row in rows))


def chosen_fields(row: type[Model]) -> list[str]:
    """What a row is usually known by: the other page it leads to, the person it names."""
    fields = row._meta.concrete_fields
    return [field.name for field in fields if field.many_to_one and not isinstance(field, ParentalKey)]


def markup_of(page: Page) -> dict[str, list[str]]:
    """`{key: the HTML of each rich text}` of fields and passages: shows a link that leads elsewhere now."""
    found = {}
    for one in page._meta.concrete_fields:
        value = getattr(page, one.name)
        if isinstance(one, RichTextField):
            found[one.name] = [without_editor_keys(value or "")]
        elif isinstance(one, StreamField):
            found |= {passage.key: [*rich_sources(passage)] for passage in passages(one, value)}
    return found


def rich_sources(passage: Passage) -> Iterable[str]:
    return (
        without_editor_keys(value.source)
        for block, value in passage.leaves()
        if isinstance(block, blocks.RichTextBlock)
    )
