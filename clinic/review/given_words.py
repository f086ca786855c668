"""Words that went live on a clinician's word: they hear of it, and can say that it is not so, one function a verb."""

from typing import Any

from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, log

from clinic.content.models.unsigned_words import Disownable
from clinic.people.models import User
from clinic.people.roles import members
from clinic.people.staff_mail import address_in_admin, editor_in_admin
from clinic.review.models import Clinician, GivenWord
from clinic.review.models.clinician import who_may_vouch
from clinic.review.signers import Signer

SALT = "clinic.given_words"
# As long as somebody may find the letter; what they say is then still worth hearing.
DAYS = 90


def give(thing: Model, name: str, words: str) -> GivenWord:
    """Whoever is logged in says that `name`, as the list of those who may approve texts has it, stands by `words`."""
    person = next((user for user in who_may_vouch() if Signer.of_user(user).signs_as == name), None)
    clinician = None if person else next((one for one in Clinician.objects.askable() if str(one) == name), None)
    word = GivenWord(name=name, words=words, person=person, clinician=clinician)
    word.target, word.said_by = thing, get_active_log_context().user
    word.save()
    if word.person is None or word.person != word.said_by:
        transaction.on_commit(lambda: tell(word), robust=True)
    return word


def tell(word: GivenWord) -> None:
    if word.address:
        text = render_to_string("emails/given_word.txt", {"word": word, "address": address_of(word)})
        send_mail("Words went live in your name", text, None, [word.address])


def address_of(word: GivenWord) -> str:
    """Of the screen for whoever is named, with an account or without."""
    return address_in_admin("clinic_given_word", signing.dumps(word.pk, salt=SALT))


def of_token(token: str) -> GivenWord | None:
    """None for what we never sent, or too long ago."""
    try:
        return GivenWord.objects.filter(pk=signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)).first()
    except signing.BadSignature:
        return None


def waiting_for(user: User) -> list[GivenWord]:
    """What this person has not heard of, or not said anything about: not what they said themselves."""
    return [*GivenWord.objects.unanswered().filter(person=user).exclude(said_by=user)]


@transaction.atomic
def answer(word: GivenWord, is_true: bool) -> None:
    """Of whoever is named. Where it is not so, a notice goes at once, and whoever can mend other words hears of it."""
    mine = GivenWord.objects.unanswered().filter(pk=word.pk)
    if not mine.update(answered_at=timezone.now(), is_true=is_true):
        return
    act = "clinic.word_confirmed" if is_true else "clinic.word_disowned"
    thing: Any = word.target
    log(thing or word, act, user=word.person, data={"by": word.name, "why": f"“{word.words}”"})
    if not is_true:
        disown(word, thing)


def disown(word: GivenWord, thing: Any) -> None:
    """`thing` is None where it was deleted since."""
    may_end = isinstance(thing, Disownable)
    ended = thing is None or may_end and thing.end_as_disowned(word.words)
    said = {
        "word": word,
        "ended": ended,
        "replaced": may_end and not ended,
        "address": thing and editor_in_admin(thing),
    }
    text = render_to_string("emails/disowned_word.txt", said)
    for person in dict.fromkeys([word.said_by, *members("publisher"), *members("admin")]):
        if person and person.email:
            send_mail(f"{word.name} does not stand by these words", text, None, [person.email])
