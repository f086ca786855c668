"""The pulse of the scheduler, for the publishing board, the health check and whoever must be told."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.admin.ui.components import Component

from clinic.jobs.models import HeldUp, Pulse, StoredMail

# Mail that waits longer than this with a server set is late, in minutes.
MAIL_IS_LATE = 5


@dataclass(frozen=True)
class Health:
    """`scheduler`: every job has ended within three of its periods. `mail`: none waits for longer than five minutes."""

    scheduler: bool
    mail: bool
    failing: list


def health():
    """Four small queries."""
    never = len(settings.SCHEDULED_JOBS) - Pulse.objects.scheduled().exclude(ended_at=None).count()
    late = settings.HAS_MAIL_SERVER and StoredMail.objects.late(MAIL_IS_LATE).exists()
    return Health(
        scheduler=not never and not Pulse.objects.stopped().exists(),
        mail=not late,
        failing=list(Pulse.objects.failing().values_list("job", flat=True)),
    )


class PulseOfTheScheduler(Component):
    """Each job with its last run and its last failure, the pages that are held up, and mail that nobody got."""

    name = "pulse"
    order = 900
    template_name = "clinic/scheduling/pulse.html"

    def get_context_data(self, parent_context):
        return {
            "health": health(),
            "jobs": Pulse.objects.scheduled(),
            "stopped": set(Pulse.objects.stopped().values_list("job", flat=True)),
            "held_up": HeldUp.objects.select_related("page"),
            "undelivered": StoredMail.objects.in_trouble().count(),
            "sees_mail": parent_context["request"].user.has_perm("jobs.view_storedmail"),
        }


def pulse():
    """The component for the publishing board: `{% component pulse %}`."""
    return PulseOfTheScheduler()
