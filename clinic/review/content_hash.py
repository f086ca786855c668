"""The exact words of a page, as something that can be signed: what readers see, and its hash."""

import json
from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, TranslatableMixin
from wagtail.rich_text import RichText

from clinic.content.references import mentions
from clinic.content.streams import leaves

# What the editor keeps about a page besides its words. The address is left out too: moving a page changes no word.
BOOKKEEPING = {field.name for field in Page._meta.local_concrete_fields} - {"title", "seo_title", "search_description"}
BOOKKEEPING |= {"pk", "page_ptr", "responsible", "live_hash", "wagtail_admin_comments", "comments", "reviews"}


def content_hash(page: Page) -> str:
    """SHA-256 (64 hex digits) of everything a reader sees of this page object, snippets shown in it included."""
    return sha256(json.dumps(signed_content(page), sort_keys=True, default=str).encode()).hexdigest()


def signed_content(page: Page) -> dict[str, Any]:
    """`{"page": {field: value}, "shown": {snippet: its words}}`; equal for a revision and the row published from it."""
    children = {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    content = {name: value for name, value in page.serializable_data().items() if name not in BOOKKEEPING}
    for name in children & content.keys():
        content[name] = plain_children(page, name, content[name])
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            content[field.name] = plain_stream(getattr(page, field.name))
    return {"page": content, "refers": things_shown(page), "shown": words_of_snippets(page)}


def plain_stream(stream: StreamValue) -> list[Any]:
    """A stream without the shapes it takes in memory and on disk: each block's id and the leaves inside it."""
    return [
        [
            child.id,
            child.block_type,
            [[leaf.name, plain_leaf(value)] for leaf, value in leaves(child.block, child.value)],
        ]
        for child in stream
    ]


def plain_leaf(value: Any) -> Any:
    if isinstance(value, RichText):
        return value.source
    return value.pk if isinstance(value, Model) else str(value)


def things_shown(page: Page) -> list[tuple[int, str]]:
    """What the page leads to or shows, pictures included: sorted `[content type id, object id]`."""
    return sorted({(found.content_type_id, found.object_id) for found in mentions(page)})


def plain_children(page: Page, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Child rows without the keys the database gives them when they are saved."""
    relation = next(r for r in get_all_child_relations(page) if r.get_accessor_name() == name)
    ids = {"pk", "id", relation.field.name}
    return [{key: value for key, value in row.items() if key not in ids} for row in rows]


def words_of_snippets(page: Page) -> dict[str, Any]:
    """Of every snippet shown its words, also those in the language of the page. A new page may have none yet."""
    locale = page.locale if page.locale_id else page.get_default_locale()
    with translation.override(locale.language_code):
        snippets = snippets_shown(page)
        shown = dict.fromkeys([*snippets, *(getattr(snippet, "shown", snippet) for snippet in snippets)])
        return {f"{snippet._meta.label}:{snippet.pk}": snippet.words_shown() for snippet in shown}


def snippets_shown(page: Page) -> list[Any]:
    """Every snippet whose words readers see inside this page object (models with `words_shown`)."""
    wanted: dict[type[Model], set[str]] = {}
    for found in mentions(page):
        if found.model is not None and hasattr(found.model, "words_shown"):
            wanted.setdefault(found.model, set()).add(found.object_id)
    return [
        snippet for model, ids in wanted.items() for snippet in model._default_manager.filter(pk__in=ids).order_by("pk")
    ]


def pages_showing(snippet: Model) -> list[Page]:
    """Pages whose saved text shows this snippet, or the one it translates."""
    alike = [snippet, *snippet.get_translations()] if isinstance(snippet, TranslatableMixin) else [snippet]
    groups = [pair for one in alike for pair in ReferenceIndex.get_references_to(one).group_by_source_object()]
    return list(dict.fromkeys(source for source, _ in groups if isinstance(source, Page)))
