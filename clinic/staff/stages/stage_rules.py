"""The stages a page goes through: which pages are there, and what is said of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import date as worded
from wagtail.models import Page

from clinic.content import moments
from clinic.people.roles import members
from clinic.staff.stages.pages_at_stage import Texts

# What became of words whose approval is gone: see Texts.changed_since_signed.
WAITS = {
    "reviewer": "Waits for a clinical reviewer.",
    "publisher": "Approved again: a publisher puts it live.",
}
EDIT, CHECK, PUBLISH = "wagtailadmin_pages:edit", "clinic_check", "clinic_publish"
TRANSLATE = "clinic_translations"


@dataclass(frozen=True)
class Rule:
    """`key` names the stage in addresses, `about` says what it means; `tell` what is said of a row, and its screen."""

    key: str
    title: str
    about: str
    find: Callable[[Texts], Texts]
    tell: Callable[[Page], tuple[str, str]]


def in_draft(text: Page) -> tuple[str, str]:
    started = "newer than what patients read" if text.first_published_at else "never published"
    return f"Draft, {started}. Last saved {moment(text.latest_revision_created_at)}.", EDIT


def sent_back(text: Page) -> tuple[str, str]:
    read = " Patients read these words." if text.live and not text.has_unpublished_changes else ""
    more = f" and {text.asks - 1} more, beside the words" if text.asks > 1 else ""
    return f"{text.asked_by} asked for a change, {moment(text.since)}: “{text.asked_for}”{more}.{read}", EDIT


def waiting_for_sign_off(text: Page) -> tuple[str, str]:
    return f"Waits for a clinical reviewer since {moment(text.since)}.", CHECK


def waiting_to_be_published(text: Page) -> tuple[str, str]:
    approved = "Approved. " * text.is_approved
    return f"{approved}Waits for a publisher since {moment(text.since)}.", PUBLISH


def changed_since_signed(text: Page) -> tuple[str, str]:
    if not text.gone_at:
        return f"The draft was saved again after it was approved, {moment(text.since)}.", CHECK
    gone = text.taken_off[0]
    why = f"{gone.voided_why}. {gone.reviewer_name}'s approval no longer stands, since {moment(gone.voided_at)}."
    return " ".join(filter(None, [WAITS.get(text.waits_for, ""), why])), CHECK


def scheduled(text: Page) -> tuple[str, str]:
    if text.goes_live_at:
        left = f" {text.approver_left}, who approved it, has left since: a colleague can read it too, or call it off."
        return f"Goes live {moment(text.goes_live_at)}.{left if text.approver_left else ''}", PUBLISH
    return f"Is taken down {moment(text.expire_at)}.", EDIT


def publishing_failed(text: Page) -> tuple[str, str]:
    told = [
        f"Was to {one.get_what_display()} {moment(one.due_at)}. {one.reason}" for one in text.publishing_failures.all()
    ]
    return " ".join(told), EDIT


def unchecked(text: Page) -> tuple[str, str]:
    return f"Published unchecked by {text.unchecked_by}, {moment(text.since)}.", CHECK


def overdue(text: Page) -> tuple[str, str]:
    down = "" if text.live else " Taken down until its words are approved."
    return f"Was to be reviewed by {day(text.since)}.{down}", CHECK


def due(text: Page) -> tuple[str, str]:
    return f"To be reviewed by {day(text.since)}.", CHECK


def lagging(text: Page) -> tuple[str, str]:
    """A translation behind its source: since when, who changed that, and what was said of it."""
    lag = text.translates
    by = f" by {lag.changed_by}" if lag.changed_by else ""
    said = f"“{lag.source.title}” means something else since {moment(lag.lags_since)}{by}."
    note = f" What changed: {lag.note}" if lag.note else ""
    caught_up = "" if lag.draft_lags_since else " The draft has caught up and waits to go live."
    return f"{said}{note}{caught_up}", TRANSLATE


def published_lately(text: Page) -> tuple[str, str]:
    return f"Published {moment(text.last_published_at)}.", EDIT


# In the order in which they need somebody.
RULES = [
    Rule(
        "publishing-failed",
        "Publishing failed",
        "Not done at its time; tried again by itself.",
        Texts.publishing_failed,
        publishing_failed,
    ),
    Rule("overdue", "Review overdue", "Patients are told so on the page.", Texts.overdue, overdue),
    Rule(
        "unchecked",
        "Live without review",
        "Put up before a clinician had read it; waits for one.",
        Texts.unchecked,
        unchecked,
    ),
    Rule(
        "changed",
        "Needs re-approval",
        "The approval does not hold for these words.",
        Texts.changed_since_signed,
        changed_since_signed,
    ),
    Rule(
        "sent-back", "Sent back", "A reviewer asked for a change; nobody has saved since.", Texts.sent_back, sent_back
    ),
    Rule("sign-off", "Waiting for clinical review", "", Texts.waiting_for_sign_off, waiting_for_sign_off),
    Rule("to-publish", "Waiting to be published", "", Texts.waiting_to_be_published, waiting_to_be_published),
    Rule("scheduled", "Scheduled", "Goes live or comes down by itself.", Texts.scheduled, scheduled),
    Rule("draft", "In draft", "Not sent for clinical review yet.", Texts.in_draft, in_draft),
    Rule("lagging", "Out-of-date translations", "Their readers are told so on the page.", Texts.lagging, lagging),
    Rule("due", "To be reviewed within 60 days", "", Texts.due_soon, due),
    Rule("published", "Published in the last 14 days", "", Texts.published_lately, published_lately),
]


def moment(when: datetime | None) -> str:
    return moments.moment(when) if when else "at an unknown time"


def day(when: date) -> str:
    return worded(when, "j F Y")


def waiting_for() -> dict[str, str]:
    """Who can take the step a page waits at, by the key of the stage."""
    return {
        "sign-off": f"Who may review it, unless they wrote it: {named('reviewer')}.",
        "to-publish": f"Who may publish it: {named('publisher')}.",
    }


def named(role: str) -> str:
    return ", ".join(person.display_name for person in members(role)) or "there is none yet"
