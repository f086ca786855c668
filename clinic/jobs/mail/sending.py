"""The scheduler's part: hands over what is stored, oldest first, each message at most once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from clinic.jobs.mail.server import MailServer, Refused, ServerTrouble, Unsure
from clinic.jobs.models import StoredMail

# Addresses of the admin, whichever process writes the mail.
ADMIN = "clinic.urls.staff"
# How long to leave a server in peace that takes no mail, in seconds.
SERVER_PAUSE = 60
# A server that refuses so many in a row and takes none takes nobody's mail.
REFUSES_ALL = 20
STOPPED = "The sender was stopped while it handed this over."


def send_waiting():
    """Hands over everything that is due; returns how many messages were sent.

    Several senders may run at once: each message is claimed by one. Raises ServerTrouble when the server takes none.
    """
    clear_up()
    sent = refused = 0
    with MailServer() as server:
        while mail := claim():
            taken = send_one(server, mail)
            sent, refused = sent + taken, refused + (not taken)
            if refused >= REFUSES_ALL and not sent:
                raise ServerTrouble(f"it refused all of {refused} messages")
    return sent


def send_these(pks):
    """Hands over single messages at once, for when the scheduler is the trouble."""
    with MailServer() as server:
        while mail := claim(pk__in=pks):
            send_one(server, mail)


def clear_up():
    """What a stopped sender left behind: nobody has it, unless it was stopped in the one moment between."""
    left = StoredMail.objects.left_behind()
    left.filter(handed_at=None).update(state=StoredMail.State.WAITING, claimed_at=None)
    left.exclude(handed_at=None).update(state=StoredMail.State.UNSURE, problem=STOPPED)
    StoredMail.objects.outlived().delete()


@transaction.atomic
def claim(**which):
    """The oldest message that is due, now claimed by this sender; None when there is none left."""
    mail = StoredMail.objects.due().filter(**which).select_for_update(skip_locked=True).first()
    if mail:
        mail.note(state=StoredMail.State.SENDING, claimed_at=Now(), handed_at=None)
    return mail


def send_one(server, mail):
    """Whether the server took it. Raises ServerTrouble after putting it back, or when the line broke."""
    try:
        server.hand_over(mail, before_the_text=mail.handing_over)
    except ServerTrouble as trouble:
        mail.put_back(f"The mail server takes no mail: {trouble}.", SERVER_PAUSE)
        raise
    except Refused as refused:
        mail.was_refused(f"The mail server refused it: {refused}.")
        return False
    except Unsure as unsure:
        mail.perhaps_sent(f"The line to the mail server broke while it was handed over: {unsure}.")
        raise ServerTrouble(f"{unsure} after a text") from unsure
    mail.was_sent()
    return True


@transaction.atomic
def report_trouble(admins):
    """Tells the clinic's admins, in one message, what could not be delivered. Each failure is told once."""
    failed = list(StoredMail.objects.to_report().select_for_update(skip_locked=True))
    if not failed:
        return
    StoredMail.objects.filter(pk__in=[mail.pk for mail in failed]).update(reported_at=Now())
    lines = [f"- to {mail.recipient}: {mail.get_state_display().lower()}. {mail.problem}" for mail in failed]
    text = (
        "These messages of the clinic's website could not be delivered for certain:\n\n"
        + "\n".join(lines)
        + f"\n\nDecide what becomes of them: {settings.WAGTAILADMIN_BASE_URL}{reverse('clinic_mail', urlconf=ADMIN)}\n"
    )
    for admin in set(admins) - {mail.recipient for mail in failed}:
        report = EmailMessage(f"{len(failed)} messages were not delivered", text, to=[admin])
        report.is_report = True
        report.send()
