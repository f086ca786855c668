"""What somebody might post who wants more than is theirs: everything at once, filled so that it could succeed."""

from datetime import timedelta
from functools import cache
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from home.site_import.models import FoundRow
from tests import builders as build
from tests import forms
from tests.cast import member

MOMENT = "%Y-%m-%dT%H:%M"


def bodies(address, values):
    """Bodies to post to `address`; to ours an empty one too."""
    everything = common(values) | OWN_FIELDS.get(address.name, dict)()
    if address.name == "clinic_shared_change":
        everything["seen"] = values["shared_seen"]
    if address.is_ours:
        yield {}
    yield everything
    if address.route == "admin/pages/<int:page_id>/edit/":
        without = {name: value for name, value in everything.items() if name != "action-publish"}
        steps = {"workflow-action-name": "approve", "action-workflow-action": "1"}
        yield without | steps | {"workflow_task_state_id": values["task_state_id"]}
        yield without | {"action-submit": "1"}


def query(address, values):
    """What the address needs after its "?" to do anything at all."""
    if address.name == "wagtail_bulk_action":
        return f"?id={values['page_id']}&next=/admin/"
    if address.name.endswith("chosen_multiple"):
        return f"?id={values.get(f'{address.namespace}.pk', values['page_id'])}"
    return ""


def common(values):
    """Fields of all forms that share no name, for the page and the words in `values`."""
    return decisions(values) | people() | moments() | publishing()


# The scene is built once: what stands in these forms is the same for every address.
@cache
def publishing():
    """The editing form of a topic, with every button a role might lack."""
    return forms.topic(title="Forged", slug="forged") | {
        "action-publish": "1",
        "go_live_at": "",
        "publish_copies": "on",
        "copy_subpages": "on",
        "alias": "",
        "new_title": "Forged",
        "new_slug": "forged",
        "new_parent_page": str(build.services_page().pk),
        "include_descendants": "on",
        "restriction_type": "none",
        "next": "/admin/",
    }


def decisions(values):
    due = build.TODAY + timedelta(days=100)
    return {
        # Of many pages at once with the page they are of; the last counts where one is asked for.
        "seen": [f"{values['page_id']}:{values['seen']}", values["seen"]],
        "clinician": str(values["clinician"]),
        "outcome": "sign",
        "sources_checked": "on",
        "next_due": due.isoformat(),
        "note": "Read and signed.",
        "reason": "Because it cannot wait any longer than this.",
        "how": "error",
        "target": "",
        "notice": "",
        "parent": str(values["parent_page_id"]),
        "decision": "send",
        "state": "parked",
        "comment": "Approved.",
        "answer": "It stands.",
    }


@cache
def people():
    admins = Group.objects.get(name="Clinic admin")
    return {
        "name": "Dr Forged",
        "email": "forged@clinic.example",
        "username": "forged",
        "first_name": "F",
        "last_name": "F",
        "password1": "forged-Password-1",
        "password2": "forged-Password-1",
        "is_active": "on",
        "is_superuser": "on",
        "groups": [str(admins.pk)],
        "leaver": str(member("writer").pk),
        "successor": str(member("publisher").pk),
    }


def moments():
    now = timezone.localtime()
    return {
        "text": "Closed today",
        "starts_at": now.strftime(MOMENT),
        "ends_at": (now + timedelta(days=1)).strftime(MOMENT),
    }


def claim_rule():
    fields = {"code": "K9", "severity": "advise", "message": "No.", "why": "So.", "is_on": ""}
    return fields | {"patterns": "forged", "must_match": "forged", "must_not_match": "", "exceptions": ""}


def key_figure():
    counted = dict.fromkeys(("value", "unit", "counted_who", "counted_by", "counted_how"), "Forged")
    return counted | {"as_of": build.TODAY.isoformat(), "check_by": (build.TODAY + timedelta(days=9)).isoformat()}


def reference():
    return {"authors": "Forged", "year": "2020", "design": "rct", "seen": "full"}


def reference_to_choose():
    return {f"reference-{name}": value for name, value in (reference() | {"title": "Forged"}).items()}


def glossary_term():
    return {"meaning": "Forged.", "stands_for": "", "also_called": "", "say_it": ""}


def subject():
    return {"slug": "forged", "sort_order": "0", "description": ""}


def document():
    return {"document": SimpleUploadedFile("notes.txt", b"What helps?\n\nMoving helps, a little, most days.\n")}


def invitation():
    return {"title": "pain consultant"}


def details():
    return {"one_person_signs": "on", "overdue_policy": "notice"}


FORMS_OF = SimpleNamespace(
    claimrule=claim_rule, keyfigure=key_figure, reference=reference, glossaryterm=glossary_term, subject=subject
)


def website():
    return {"address": "https://old.example/"}


def drafts():
    return {"act": "draft", f"{FoundRow.objects.get().pk}-becomes": "topic"}


OWN_FIELDS = {
    "import_topic": document,
    "import_site": website,
    "import_site_one": drafts,
    "clinic_invite": invitation,
    "clinic_vouching_answer": lambda: {"sure": "1"},
    "clinic_given_word": lambda: {"answer": "yes"},
    "wagtailsettings:edit": details,
    "key_figure_chooser:create": key_figure,
    "wagtailsnippetchoosers_faq_reference:create": reference_to_choose,
} | {
    f"wagtailsnippets_{app}_{model}:{view}": getattr(FORMS_OF, model)
    for app, model in (
        ("checks", "claimrule"),
        ("content", "keyfigure"),
        ("faq", "reference"),
        ("faq", "subject"),
        ("faq", "glossaryterm"),
    )
    for view in ("add", "edit", "copy")
}
