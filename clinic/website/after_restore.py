"""What ended after a backup was made stays ended when that backup is restored."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from clinic.jobs.models import StoredMail
from clinic.people.models import User
from clinic.review.models import SignOffLink

PERHAPS_SENT = "It waited when the backup was made that was restored later: it may have been sent since."
STAFF = (
    "Accounts, roles and second factors are as on the day of the backup: see who has left since, and take their "
    "accounts away. All are logged out, links for signing and for new passwords are dead, and mail that waited then is "
    "not sent by itself (Reports, Mail)."
)


def keep_ended() -> None:
    """Ends logins and open links; what the links in reset letters were made from changes, and so they are dead."""
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    SignOffLink.objects.filter(used_at=None, revoked_at=None).update(revoked_at=Now())
    User.objects.update(last_login=Now())
    StoredMail.objects.waiting().update(state=StoredMail.State.UNSURE, problem=PERHAPS_SENT)
