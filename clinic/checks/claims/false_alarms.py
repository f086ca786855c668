"""What staff do about a false alarm: keep the sentence as an example that claims nothing, or tell those who may."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string

from clinic.meaning.encoder import MOST_LETTERS
from clinic.meaning.models import Example, Subject
from clinic.people.staff_mail import address_in_admin, addresses_of_admins

KEPT = "Kept as an example that claims nothing: “{}”. It counts within two minutes. Undo it under Settings, Examples."
TOLD = "The clinic's admins are told about “{}”, with your reason. Until they agree, the reviewer still sees it."
NOBODY = "Nobody was told: no admin has a mail address. Speak to one about “{}”."


def dismiss(sentence: str) -> str:
    """From the next learning on, sentences like it are left alone. Returns what to say."""
    clean = {"label": "", "should_find": False, "is_on": True}
    Example.objects.update_or_create(subject=Subject.CLAIM, text=sentence[:MOST_LETTERS], defaults=clean)
    return KEPT.format(sentence)


def tell_admins(request: HttpRequest, sentence: str, reason: str) -> bool:
    """Asks those who keep the examples, with the way to the screen where one press does it; says whether it could."""
    to = addresses_of_admins()
    if not to:
        messages.error(request, NOBODY.format(sentence))
        return False
    address = f"{address_in_admin('try_claims')}?{urlencode({'text': sentence})}"
    said = {"person": request.user, "sentence": sentence, "reason": reason, "address": address}
    send_mail("A false alarm of the claims check?", render_to_string("emails/false_alarm.txt", said), None, to)
    messages.success(request, TOLD.format(sentence))
    return True
