"""The one place that says what the words of a page are, and their hash: what readers see, and nothing else."""

import json
from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.blocks import BaseStructBlock, Block, FieldBlock, StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from clinic.content.models import SharedText
from clinic.content.prose import without_editor_keys
from clinic.content.references import mentions
from clinic.content.streams import children_of, details_in
from clinic.site.models import ClinicDetails

# What the editor keeps about a page besides its words. The address is left out too: moving a page changes no word.
BOOKKEEPING = {field.name for field in Page._meta.local_concrete_fields} - {"title", "seo_title", "search_description"}
BOOKKEEPING |= {"pk", "page_ptr", "responsible", "live_hash", "wagtail_admin_comments", "comments", "reviews"}
# What changed is told once for all drafts; of which revision it is told, is for the editor.
BOOKKEEPING |= {"change_note", "change_matters", "change_since"}

# Ids, as texts, by model.
Wanted = dict[type[Model], set[str]]


def content_hash(page: Page) -> str:
    """SHA-256 (64 hex digits) of everything a reader sees of this page object, files and shared texts included."""
    return hash_of(signed_content(page))


def hash_of(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def signed_content(page: Page) -> dict[str, Any]:
    """Its own words, and what is written elsewhere and shown in them; equal for a revision and the row made of it."""
    return {"page": own_words(page), "shown": words_of_snippets(page), "details": details_quoted(page)}


def own_hash(page: Page) -> str:
    """That of what is written on this page itself."""
    return hash_of(own_words(page))


def own_words(page: Page) -> dict[str, Any]:
    """`{field: value}` of what is written on this page itself."""
    children = {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    content = {name: plain(value) for name, value in page.serializable_data().items() if name not in BOOKKEEPING}
    for name in children & content.keys():
        content[name] = plain_children(page, name, content[name])
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            content[field.name] = plain_stream(getattr(page, field.name))
        elif isinstance(field, RichTextField):
            content[field.name] = plain_prose(getattr(page, field.name))
        elif hasattr(field.related_model, "default_alt_text") and (picture := getattr(page, field.name)):
            content[field.name] = [picture.pk, picture.default_alt_text]
    unheard_of = {name for name in page.later_fields if not content[name]}
    return {name: said for name, said in content.items() if name not in unheard_of} | {"changes": page.told_changes()}


def plain(value: Any) -> Any:
    """As it is read: browsers end lines otherwise than scripts do."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def plain_prose(html: str | None) -> str:
    """Rich text as it is read, whichever numbers the editor gives its paragraphs."""
    return plain(without_editor_keys(html or ""))


def plain_stream(stream: StreamValue) -> list[Any]:
    """A stream without the shapes it takes in memory and on disk: what is read, and the place where it stands."""
    return [[child.block_type, plain_block(child.block, child.value)] for child in stream]


def plain_block(block: Block, value: Any) -> Any:
    """A field as it is read; of anything else what stands in each place.

    A new field of a block changes no signed words while it is empty; an empty cell keeps its neighbours in place.
    """
    if isinstance(block, FieldBlock):
        return plain_leaf(value)
    if isinstance(block, ImageBlock):
        return [value.pk, plain(value.contextual_alt_text)] if value else []
    children = children_of(block, value) if value else []
    inside = [[child.block.name, plain_block(child.block, child.value)] for child in children]
    return [told for told in inside if told[1] not in ("", [])] if isinstance(block, BaseStructBlock) else inside


def plain_leaf(value: Any) -> Any:
    if isinstance(value, RichText):
        return plain_prose(value.source)
    if isinstance(value, Model):
        return value.pk
    return "" if value is None else plain(str(value))


def plain_children(page: Page, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Child rows without the keys the database gives them when they are saved."""
    relation = next(r for r in get_all_child_relations(page) if r.get_accessor_name() == name)
    ids = {"pk", "id", relation.field.name}
    return [{key: plain(value) for key, value in row.items() if key not in ids} for row in rows]


def details_quoted(page: Page) -> dict[str, str]:
    """What the page says in words of the clinic's details, such as the number in a care card."""
    names = {name for stream in streams_of(page) for name in details_in(stream.stream_block, stream)}
    site = page.get_site() if names and page.pk else None
    details = ClinicDetails.for_site(site) if site else None
    if details is None:
        return {}
    here = details.words_in(page.locale.language_code)
    told = {name: here.get(name) or getattr(details, name) for name in sorted(names)}
    # It may not be said where to go when nobody answers.
    return {name: said for name, said in told.items() if said or name != "when_closed"}


def streams_of(page: Page) -> list[StreamValue]:
    return [getattr(page, field.name) for field in page._meta.concrete_fields if isinstance(field, StreamField)]


def words_of_snippets(page: Page, wanted: Wanted | None = None) -> dict[str, Any]:
    return {name: shown.words_shown() for name, shown in shown_in(page, wanted).items()}


def shown_in(page: Page, wanted: Wanted | None = None) -> dict[str, Any]:
    """`{name: object}` of what is shown in it and written elsewhere, also in the words of the language of the page.

    A shared text that is not live is in no page, signed or not. Words of a list are: they are approved with a page.

    `wanted`: what of it, if not all.
    """
    with translation.override(language_of(page)):
        snippets = snippets_shown(page, wanted)
        shown = dict.fromkeys([*snippets, *(getattr(snippet, "shown", snippet) for snippet in snippets)])
        return {f"{snippet._meta.label}:{snippet.pk}": snippet for snippet in shown if is_read(snippet)}


def is_read(snippet: Any) -> bool:
    return snippet is not None and (not isinstance(snippet, SharedText) or snippet.live or snippet.is_listed)


def language_of(page: Page) -> str:
    """A new page may have none yet."""
    locale = page.locale if page.locale_id else page.get_default_locale()
    return locale.language_code


def snippets_shown(page: Page, wanted: Wanted | None = None) -> list[Any]:
    """Every snippet whose words readers see inside this page object (models with `words_shown`), or these of them."""
    wanted = snippets_named(page) if wanted is None else wanted
    return [
        snippet for model, ids in wanted.items() for snippet in model._default_manager.filter(pk__in=ids).order_by("pk")
    ]


def snippets_named(page: Page) -> Wanted:
    wanted: Wanted = {}
    for found in mentions(page):
        if found.model is not None and hasattr(found.model, "words_shown"):
            wanted.setdefault(found.model, set()).add(found.object_id)
    return wanted
