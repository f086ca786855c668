"""What a browser posts: from the admin's editing forms, and from the form of visitors."""

import json
import time

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from clinic.website.sent_by_a_person import signer
from tests import builders as build

FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript", "key-figure", "glossary-term"]
NO_COMMENTS = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}


def suggestion(text):
    """A question that a visitor suggests, who had the page before them for a minute."""
    return {"text": text, "website": "", "opened": signer.sign(str(int(time.time()) - 60))}


def prose(html):
    """Rich text as the editor posts it; an untouched editor posts "null"."""
    return ContentstateConverter(FEATURES).from_database_format(html) if html else json.dumps(None)


def listed(values):
    """The fields of a ListBlock."""
    fields = {"count": str(len(values))}
    for place, value in enumerate(values):
        fields |= {f"{place}-deleted": "", f"{place}-order": str(place), f"{place}-value": value, f"{place}-id": ""}
    return fields


def statement(text="<p>CRPS causes lasting pain.</p>", kind="plain", references=(), **fields):
    empty = {"why_unsure": "", "figure": "", "what_is_known": prose("")}
    chosen = {"kind": kind, "text": prose(text), "references": listed([found.pk for found in references])}
    return "statement", empty | chosen | fields


def question(asked="What is CRPS?", *parts):
    return "question", {"question": asked, "answer": streamfield(list(parts) or [statement()])}


def topic(**changes):
    """All fields of the topic form, filled so that it may be published; `changes` override single fields."""
    fields = {
        "title": "What is CRPS?",
        "slug": "what-is-crps",
        "asked_as": "",
        "short_answer": prose("<p>CRPS causes lasting pain.</p>"),
        "questions": streamfield([question()]),
        "subject": build.subject().pk,
        "author": "",
        "seo_title": "",
        "search_description": "",
        "service_links": inline_formset([{"service": build.services_page().pk, "ORDER": "1"}]),
        "related_links": inline_formset([]),
    }
    return nested_form_data(fields | changes) | NO_COMMENTS


def unfilled():
    """Changes for `topic()` that leave everything but the title empty."""
    return {
        "short_answer": prose(""),
        "questions": streamfield([]),
        "subject": "",
        "service_links": inline_formset([]),
    }


def published(fields):
    return fields | {"action-publish": "1"}


def loaded(page):
    """What the editing form of `page` posts about the draft it was loaded from: the newest one."""
    newest = Page.objects.get(pk=page.pk).latest_revision
    return {"loaded_revision_id": str(newest.pk), "loaded_revision_created_at": newest.created_at.isoformat()}


def details(client):
    """The address of the form of the clinic's details, and what it holds."""
    address = f"/admin/settings/site/clinicdetails/{build.home_page().get_site().pk}/"
    form = client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    for formset in form.formsets.values():
        fields |= {f"{formset.prefix}-{name}": value for name, value in formset.management_form.initial.items()}
        for row in formset.initial_forms:
            fields |= {row.add_prefix(name): row[name].value() or "" for name in row.fields}
    return address, fields
