"""The hash of a page as 1.0 made it: signatures of that time are found by it once, when the database is upgraded."""

import json
from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from clinic.content.references import mentions
from clinic.content.streams import leaves
from clinic.review.content_hash import snippets_shown

# What the editor keeps about a page besides its words. The address is left out too: moving a page changes no word.
BOOKKEEPING = {field.name for field in Page._meta.local_concrete_fields} - {"title", "seo_title", "search_description"}
BOOKKEEPING |= {"pk", "page_ptr", "responsible", "live_hash", "wagtail_admin_comments", "comments", "reviews"}


def hash_of_1_0(page: Page) -> str:
    return sha256(json.dumps(signed_content(page), sort_keys=True, default=str).encode()).hexdigest()


def signed_content(page: Page) -> dict[str, Any]:
    """`{"page": {field: value}, "shown": {snippet: its words}}`; equal for a revision and the row published from it."""
    children = {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    unknown_then = BOOKKEEPING.union(page.later_fields)
    content = {name: value for name, value in page.serializable_data().items() if name not in unknown_then}
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
        snippets = [found for found in snippets_shown(page) if not hasattr(found, "file_hash")]
        shown = dict.fromkeys([*snippets, *(getattr(snippet, "shown", snippet) for snippet in snippets)])
        words = ((found, getattr(found, "words_of_1_0", found.words_shown)) for found in shown)
        return {f"{found._meta.label}:{found.pk}": told() for found, told in words}
