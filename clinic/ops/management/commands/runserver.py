"""`manage.py runserver`: one of the two processes for development, the public site unless CLINIC_PROCESS says staff."""

from django.conf import settings
from django.contrib.staticfiles.management.commands import runserver

from clinic.ops.launching.ports import host, port_of


class Command(runserver.Command):
    """Django's own, on the address and port that this process has in `up` too."""

    default_addr = host()
    default_port = str(port_of(settings.CLINIC_PROCESS))
