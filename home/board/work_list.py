"""What one person has to do: their own texts, what waits for them, what is due, what failed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState
from wagtail.permissions import page_permission_policy

from clinic.archive.shared_texts.proposals import waiting
from clinic.checks.old_details.listing import mentions_for
from clinic.content.models import SharedText
from clinic.content.original_changes import original_changes
from clinic.content.prose import cut
from clinic.people.models import User
from clinic.review import approving, given_words, vouching
from clinic.review.cycle import substitutes
from clinic.review.models import Byline, Remark, Review
from clinic.review.remarks import name_of, unmended, writers_of
from clinic.review.signers import Signer
from clinic.review.workflow import shared_texts
from clinic.site.models import DetailsWords
from clinic.staff.stages.pages_at_stage import Texts, texts_for
from clinic.staff.stages.stage_rules import CHECK, EDIT, PUBLISH, RULES, TRANSLATE, Rule, day, moment
from clinic.staff.waiting_for_reviewer import others_proposal

# What a box shows before it says how many more there are.
MOST = 4
BY_KEY = {rule.key: rule for rule in RULES}
YOURS = ["changed", "draft", "sign-off", "to-publish", "lagging"]
FOR_REVIEWERS, FOR_PUBLISHERS = ["sign-off"], ["to-publish"]
BACK, UNAPPROVED = ["sent-back"], ["changed", "unchecked"]
OUT = ["published"]
DUE, FAILED = ["overdue", "due"], ["publishing-failed"]


@dataclass(frozen=True)
class Item:
    url: str
    title: str
    said: str


@dataclass(frozen=True)
class Box:
    """`items` are the first of `count`; `url` leads to all of them, `nothing` is said where there are none."""

    key: str
    title: str
    nothing: str
    items: list[Item] = field(default_factory=list)
    count: int = 0
    url: str = ""

    @property
    def has_more(self) -> bool:
        return self.count > len(self.items)


def work_of(user: User) -> list[Box]:
    texts, screens = texts_for(user), screens_of(user)
    mine, theirs = texts.looked_after_by(user.pk), f"?person={user.pk}"
    reviews, publishes = user.may_sign_off(), screens[PUBLISH] == PUBLISH
    steps = FOR_REVIEWERS * reviews + FOR_PUBLISHERS * publishes
    work = Work(screens)
    sent, unsent = shared_texts_waiting(user) if reviews else ([], [])
    for_you = work.box(Box("for-you", "Waiting for you", "Nothing waits for you."), others(texts, user), steps)
    asked = [*names_asked(user), *vouchers_asked(user), *words_given(user)]
    for_you = with_items(for_you, [*map(shared_item, sent), *asked])
    unapproved = work.box(Box("unapproved", "Not approved by anybody", ""), texts.resting(), UNAPPROVED * reviews)
    unapproved = with_items(unapproved, map(shared_item, unsent))
    back = work.box(Box("back", "Came back to you", ""), texts.worked_on_by(user.pk), BACK)
    back = with_items(back, kept_elsewhere_sent_back(user))
    yours = Box("yours", "Your texts", "You are not working on a text.")
    yours = work.box(yours, texts.worked_on_by(user.pk), YOURS, theirs)
    due = Box("due", "Due for review", "Nothing is due.")
    due = work.box(due, texts, DUE) if reviews else work.box(due, mine, DUE, theirs)
    out = work.box(Box("out", "Yours that went live", ""), texts.filter(live_revision__user=user.pk), OUT)
    for_others = [stand_in(work, texts, one) for one in away_for(user)]
    failed = work.box(Box("failed", "Failed", "Nothing failed."), texts, FAILED)
    first = [box for box in (back, for_you, unapproved) if box.items or (steps and box is for_you)]
    return [*first, *for_others, yours, *([out] if out.items else []), due, failed]


def away_for(user: User) -> list[User]:
    """Those who are away, and for whom this person stands in."""
    away = User.objects.filter(is_active=True, away_until__gte=timezone.localdate()).exclude(pk=user.pk)
    return [one for one in away.order_by("username") if user in substitutes(one)]


def stand_in(work: "Work", texts: Texts, away: User) -> Box:
    """What is due of texts that they approved or look after."""
    approved = Review.objects.approving().filter(reviewer=away).values("page")
    theirs = texts.with_person().filter(Q(person=away.pk) | Q(pk__in=approved))
    until = day(away.away_until) if away.away_until else ""
    title = f"You stand in for {away.display_name}, who is away until {until}"
    return work.box(Box(f"for-{away.pk}", title, "Nothing of theirs is due."), theirs, DUE)


def others(texts: Texts, user: User) -> Texts:
    """Who saved a text last does not approve it, except in a practice of one."""
    if approving.one_person_signs():
        return texts
    return texts.exclude(latest_revision__user=user, pk__in=BY_KEY["sign-off"].find(texts).order_by().values("pk"))


def with_items(box: Box, more: Iterable[Item]) -> Box:
    """These first."""
    more = [*more]
    return replace(box, items=[*more, *box.items][:MOST], count=box.count + len(more))


def shared_texts_waiting(user: User) -> tuple[list[SharedText], list[SharedText]]:
    """Changes of shared texts that were sent for review, by others, and those that nobody has sent."""
    me, alone = Signer.of_user(user), approving.one_person_signs()
    texts = [(text, text.current_workflow_state) for text in waiting()]
    sent = [text for text, state in texts if state and state.status == WorkflowState.STATUS_IN_PROGRESS]
    sent = [text for text in sent if others_proposal(me, text, alone)]
    return sent, [text for text, state in texts if state is None]


def kept_elsewhere_sent_back(user: User) -> list[Item]:
    """What is asked of shared texts and of the clinic's details that this person keeps; what was only sent back."""
    asked: dict[Any, Item] = {}
    for one in unmended():
        if one.remark.target not in asked and user in writers_of(one.remark.target):
            asked[one.remark.target] = asked_item(one.remark)
    return [*asked.values(), *(shared_item(text) for text in shared_sent_back(user) if text not in asked)]


def shared_sent_back(user: User) -> list[SharedText]:
    """To whoever saved them last."""
    mine = [text for text in waiting() if text.latest_revision and text.latest_revision.user_id == user.pk]
    states = [(text, text.current_workflow_state) for text in mine]
    return [text for text, state in states if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES]


def asked_item(remark: Remark) -> Item:
    return Item(edit(remark.target), name_of(remark.target), f"{remark.asker_name} asks for a change: “{remark.said}”")


def names_asked(user: User) -> list[Item]:
    """Pages under which this person's name is wanted, or stands in words that are not theirs any more."""
    url, said = reverse("clinic_bylines"), "May your name stand under it? Nobody but you says so."
    return [Item(url, one.page.title, said) for one in Byline.waiting_for(user)]


def vouchers_asked(user: User) -> list[Item]:
    """Clinicians without an account for whom this person is named as vouching."""
    url, said = reverse("clinic_vouching"), "Do you vouch for them? Nobody can ask them before you say so."
    return [Item(url, str(one), said) for one in vouching.asked(user)]


def words_given(user: User) -> list[Item]:
    """Words that went live on this person's word, as somebody else said."""
    said = "It went live in your name. Do you stand by it?"
    return [Item(given_words.address_of(one), cut(one.words, 80), said) for one in given_words.waiting_for(user)]


@dataclass(frozen=True)
class Work:
    """Fills boxes with what stands at some stages; `screens` says where this person is led."""

    screens: dict[str, str]

    def box(self, empty: Box, texts: Texts, keys: list[str], asked: str = "") -> Box:
        rules = [BY_KEY[key] for key in keys]
        at_any = Q(*(Q(pk__in=rule.find(texts).order_by().values("pk")) for rule in rules), _connector=Q.OR)
        count = texts.filter(at_any).count() if rules else 0
        found = self.first_of(rules, texts) if count else {}
        url = f"{reverse('publishing_board')}{asked}#{next(iter(found.values()))[0]}" if found else ""
        return replace(empty, items=[item for _, item in found.values()], count=count, url=url)

    def first_of(self, rules: list[Rule], texts: Texts) -> dict[int, tuple[str, Item]]:
        """`{page id: (key of its first stage, its Item)}`, at most MOST."""
        found: dict[int, tuple[str, Item]] = {}
        for rule in rules:
            for text in rule.find(texts)[:MOST] if len(found) < MOST else ():
                found.setdefault(text.pk, (rule.key, self.item(rule, text)))
        return dict(islice(found.items(), MOST))

    def item(self, rule: Rule, text: Page) -> Item:
        said, screen = rule.tell(text)
        return Item(reverse(self.screens[screen], args=[text.pk]), text.get_admin_display_title(), said)


def shared_item(text: SharedText) -> Item:
    """About a change of a shared text."""
    url = reverse("clinic_shared_change", args=[text._meta.label_lower, text.pk])
    said = f"Changed {moment(text.latest_revision and text.latest_revision.created_at)}."
    return Item(url, capfirst(f"{text._meta.verbose_name}: {text.change_in_words()}"), said)


def items_behind() -> list[Item]:
    """About details and shared texts in other languages whose original was changed since; each leads to its form."""
    rows = DetailsWords.objects.behind().select_related("details")
    details = [Item(edit(row.details), name_of(row.details), f"{row.told_behind}.") for row in rows]
    found = {model: original_changes(model._default_manager.all()) for model in shared_texts()}
    return details + [
        Item(reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk]), str(text), str(changes[text.pk]))
        for model, changes in found.items()
        for text in model._default_manager.filter(pk__in=changes)
    ]


def edit(thing: Any) -> str:
    """Where it is edited; empty where it has no form."""
    return AdminURLFinder().get_edit_url(thing) or ""


def items_with_old_details(user: User) -> list[Item]:
    """About texts in which a former name or number of the clinic is typed."""
    return [Item(one.url, one.title, one.finding.message) for one in mentions_for(user, look=False)]


def screens_of(user: User) -> dict[str, str]:
    """Where each kind of line leads this person: to the screen itself where they may use it, else to the editor."""
    may_publish = page_permission_policy.user_has_permission(user, "publish")
    return {
        EDIT: EDIT,
        TRANSLATE: TRANSLATE,
        CHECK: CHECK if user.may_sign_off() else EDIT,
        PUBLISH: PUBLISH if may_publish else EDIT,
    }


class WorkPanel(Component):
    """On the admin's first screen and on the board."""

    name = "work"
    order = 40
    template_name = "home/board/work.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"boxes": work_of(parent_context["request"].user)}
