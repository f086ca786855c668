"""Many topics at once, copied inside the database: to add pages to the tree one by one takes 100 ms each."""

import copy
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from faq.models import RelatedTopic, TopicPage, TopicService
from tests import builders as build


def many_topics(count, name="Topic", **fields):
    """`count` live topics "Topic 00000", "Topic 00001"… below the index: the first one built, the others its copies.

    The copies have its words, links and place in the search index. Returns the first.
    """
    first = build.topic(f"{name} 00000", **fields)
    parent = first.get_parent()
    pages = [page_beside(first, parent, name, number) for number in range(1, count)]
    ids = [page.pk for page in Page.objects.bulk_create(pages)]
    copy_row(TopicPage, "page_ptr_id", first.pk, ids)
    for link in (TopicService, RelatedTopic):
        copy_row(link, "topic_id", first.pk, ids, leave_out=["id"])
    found_as = ContentType.objects.get_for_model(TopicPage).pk
    copy_row(IndexEntry, "object_id", str(first.pk), ids, leave_out=["id"], where=f"content_type_id = {found_as}")
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(ids))
    # Postgres does this by itself on a site that runs; inside a test it would plan for the tables of before.
    tables = ", ".join(model._meta.db_table for model in (Page, TopicPage, IndexEntry))
    connection.cursor().execute(f"ANALYZE {tables}")
    return first


def page_beside(first, parent, name, number):
    page = copy.copy(Page.objects.get(pk=first.pk))
    page.pk, page._state.adding, page.translation_key = None, True, uuid.uuid4()
    page.title = page.draft_title = f"{name} {number:05}"
    page.slug = slugify(page.title)
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.path = Page._get_path(parent.path, page.depth, parent.numchild + number)
    page.latest_revision = page.live_revision = None
    return page


def copy_row(model, column, value, ids, leave_out=(), where="TRUE"):
    """Repeats the rows of `model` whose `column` is `value`, once for each of `ids`."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    others = ", ".join(f'"{name}"' for name in columns if name not in (column, *leave_out))
    table, kind = model._meta.db_table, "text" if isinstance(value, str) else "bigint"
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ("{column}", {others}) SELECT made.id::{kind}, {others} FROM "{table}",'
            f' unnest(%s::bigint[]) AS made(id) WHERE "{column}" = %s AND {where}',
            [ids, value],
        )
