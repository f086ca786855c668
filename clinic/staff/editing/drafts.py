"""Two drafts of one page: taken apart for merging, kept, and put together again as a new revision."""

import json
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models.functions import Now
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from clinic.staff.editing.merging import merge, same
from clinic.staff.editing.models import KeptAside

# Keys of an inline row that the database gives it.
ROW_KEYS = {"pk", "id", "sort_order"}


def editable(page):
    """Names of everything a person can change in the editing form of `page`, in its order; comments left out."""
    form = page.get_edit_handler().get_form_class()
    fields = [name for name, field in form.base_fields.items() if not field.widget.is_hidden]
    return [*fields, *(name for name in form.formsets if name != COMMENTS_RELATION_NAME)]


def contents(page, revision):
    """What `revision` says, as merging.merge wants it: streams as lists, inline rows without database keys."""
    streams = {field.name for field in page._meta.get_fields() if isinstance(field, StreamField)}
    relations = {relation.get_accessor_name(): relation.field.name for relation in get_all_child_relations(page)}
    found = {}
    for name in editable(page):
        if name in revision.content:
            value = revision.content[name]
            if name in streams:
                value = listed(value)
            elif name in relations:
                value = [row_without_keys(row, relations[name]) for row in value]
            found[name] = value
    return found


def listed(stream):
    return json.loads(stream or "[]") if isinstance(stream, str) else stream


def row_without_keys(row, parent):
    return {key: value for key, value in row.items() if key not in ROW_KEYS | {parent}}


def merge_of(kept, choices=None):
    """The Merge of a draft that was kept aside with the page's newest revision."""
    page = kept.page.specific
    newest = page.get_latest_revision()
    base = contents(page, kept.base) if kept.base else None
    return merge(base, contents(page, kept.mine), contents(page, newest), choices)


@transaction.atomic
def keep_aside(page, user, base, newest):
    """Store the unsaved `page` object as a revision of its own, beside `newest`; returns the KeptAside.

    Asked again with the same words (the browser sends the form once more), it returns the one there is.
    """
    keep_comments(page)
    mine = Revision(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)),
        object_str=str(page),
        # Wagtail takes the revision with the latest date for the newest words of a page; these are not.
        created_at=newest.created_at - timedelta(microseconds=1),
    )
    for known in KeptAside.objects.filter(page_id=page.pk, user=user, settled_at=None).select_related("mine"):
        if same(contents(page, known.mine), contents(page, mine)):
            return known
    mine.save()
    log(page, "clinic.kept_aside", user=user, revision=mine)
    return KeptAside.objects.create(page_id=page.pk, mine=mine, base=base, user=user)


def keep_comments(page):
    """Comments are not part of the text: new ones are kept whatever becomes of the draft."""
    for comment in getattr(page, COMMENTS_RELATION_NAME).filter(pk__isnull=True):
        comment.page_id = page.pk
        comment.save()


@transaction.atomic
def put_together(kept, merged, user):
    """Save the finished `merged` (a Merge) as the page's newest draft. It is checked and published like any other."""
    page = kept.page.specific
    newest = page.get_latest_revision()
    content = newest.content | merged_content(page, merged.value, newest, kept.mine)
    draft = page.with_content_json(content)
    revision = draft.save_revision(user=user, log_action="clinic.merged", clean=False)
    settle(kept)
    return revision


def merged_content(page, value, newest, mine):
    """Revision content for the merged fields. Inline rows keep the database keys of the side they come from."""
    theirs = contents(page, newest)
    return {name: stored(page, name, value[name], theirs, newest, mine) for name in value}


def stored(page, name, merged, theirs, newest, mine):
    if merged == theirs.get(name):
        return newest.content[name]
    if merged == contents(page, mine).get(name):
        return mine.content[name]
    return json.dumps(merged)


def settle(kept):
    KeptAside.objects.filter(pk=kept.pk).update(settled_at=Now())
