"""Whose name stands under a page: asked, agreed and ended by the person named, one function a verb."""

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.content.models.unsigned_words import refused_name
from clinic.people.models import User, names_of_others
from clinic.people.one_person import why_no_name
from clinic.people.staff_mail import address_in_admin
from clinic.review.models import Byline, NamesWriter
from clinic.review.models.clinician import account_named, clinicians_named
from clinic.review.signers import Signer

OTHER_NAME = "Your name or title has changed since you opened this screen. Read it again before you agree."
HAS_ACCOUNT = "{} has an account here: choose it, so that they are asked."
IN_REGISTER = (
    "{} is in the list of clinicians who sign by a link. That name stands only under words that its person has signed: "
    "name somebody else, or nobody."
)


@transaction.atomic
def ask(page: Page, role: str, person: User, by: User | None) -> None:
    """Name `person`. Who names themselves has agreed; anybody else is asked, once, and not shown before."""
    known, me = Byline.objects.of(page).current().filter(role=role, person=person).first(), Signer.of_user(person)
    if person == by and not (known and known.agreed_at):
        stands(page, role, person, me.name, me.title, person)
    elif not known:
        fields = {"name": me.name, "title": me.title, "asked_by": by}
        byline = Byline.objects.create(page_id=page.pk, role=role, person=person, **fields)
        noted(byline, "asked", by)
        transaction.on_commit(lambda: tell(byline), robust=True)


def tell(byline: Byline) -> None:
    """By mail: somebody wants their name under a page."""
    if byline.person and byline.person.email:
        address = address_in_admin("clinic_bylines")
        text = render_to_string("emails/byline.txt", {"byline": byline, "address": address})
        send_mail(f"May your name stand under “{byline.page.title}”?", text, None, [byline.person.email])


@transaction.atomic
def agree(byline: Byline, seen: str) -> Byline:
    """Its person's word that their name may stand there as they read it: `seen`. What stood there before ends."""
    person = byline.person
    if person is None or person.byline != seen:
        raise ValidationError(OTHER_NAME)
    me = Signer.of_user(person)
    return stands(byline.page, byline.role, person, me.name, me.title, person)


@transaction.atomic
def vouch(page: Page, role: str, name: str, by: User) -> Byline:
    """For somebody without an account `by` says that they agreed."""
    if account := account_named(name):
        raise ValidationError(HAS_ACCOUNT.format(account))
    if clinician := next(clinicians_named(name), None):
        raise ValidationError(IN_REGISTER.format(clinician.name))
    if refused := why_no_name(name, names_of_others([name])) or refused_name(name, "Name"):
        raise ValidationError(refused)
    return stands(page, role, None, name, "", by)


def stands(page: Page, role: str, person: User | None, name: str, title: str, by: User | None) -> Byline:
    """From now on. Of translators there is one name; writers are those whom the page itself names."""
    before = Byline.objects.of(page).current().filter(role=role)
    (before if role == Byline.Role.TRANSLATOR else before.filter(person=person)).update(ended_at=timezone.now())
    byline = Byline.objects.create(
        page_id=page.pk, role=role, person=person, name=name, title=title, agreed_by=by, agreed_at=timezone.now()
    )
    noted(byline, "agreed", by)
    return byline


@transaction.atomic
def end(byline: Byline, by: User | None) -> None:
    """The name is off the page at once, or nobody is asked any more."""
    if Byline.objects.current().filter(pk=byline.pk).update(ended_at=timezone.now()):
        noted(byline, "ended", by)


def end_unnamed(page: Page) -> None:
    """Nobody is asked any more whom neither the live page nor its newest draft names as its writer."""
    if isinstance(page, NamesWriter):
        named = {page.author_id, page.get_latest_revision_as_object().author_id}
        end_unanswered(page, Byline.Role.WRITER, but={pk for pk in named if pk})


def end_unanswered(page: Page, role: str, but: set[int]) -> None:
    unanswered = Byline.objects.of(page).current().filter(role=role, agreed_at=None)
    unanswered.exclude(person__in=but).update(ended_at=timezone.now())


def noted(byline: Byline, what: str, by: User | None) -> None:
    log(byline.page.specific, f"clinic.byline_{what}", user=by, data={"for": f"{byline} ({byline.get_role_display()})"})
