"""The cast: who uses the clinic in the tests, each through the process that is theirs."""

import os
import runpy
from contextlib import contextmanager, suppress
from functools import cache
from unittest import mock

import psycopg
from django.conf import UserSettingsHolder, settings
from django.db import Error, connection
from django.test import Client
from django.urls import set_urlconf

from clinic.people.models import User
from clinic.people.roles import ROLES

NAMES = {
    "writer": "Wren Adeyemi",
    "reviewer": "Dr Ruth Okafor",
    "publisher": "Pablo Marsh",
    "admin": "Ada Lindgren",
}
OF_A_PROCESS = ("CLINIC_PROCESS", "ROOT_URLCONF", "MIDDLEWARE", "X_FRAME_OPTIONS", "SECURE_REFERRER_POLICY")


@cache
def settings_of(process):
    """The settings that differ between the two processes ("site" or "staff"), read as that process reads them."""
    with mock.patch.dict(os.environ, CLINIC_PROCESS=process):
        read = runpy.run_module("clinic.settings.base")
    return {name: read[name] for name in OF_A_PROCESS}


@contextmanager
def in_force(values):
    """Settings of a process. Django's override_settings would have each request work out all addresses anew."""
    before = settings._wrapped
    settings._wrapped = UserSettingsHolder(before)
    for name, value in values.items():
        setattr(settings, name, value)
    try:
        yield
    finally:
        settings._wrapped = before
        set_urlconf(None)


@contextmanager
def in_role(process):
    """The database refuses what it refuses that process. Not counted among the queries of the test."""
    # A test may have taken the database away. Where a transaction has failed, its end takes the role back too.
    with suppress(Error, psycopg.Error):
        connection.ensure_connection()
        connection.connection.execute(f"SET ROLE clinic_{process}")
    try:
        yield
    finally:
        with suppress(psycopg.Error):
            if connection.connection:
                connection.connection.execute("RESET ROLE")


class ProcessClient(Client):
    """A browser that talks to one of the two processes, whatever the other clients of the same test do.

    Errors of the server come back as answers with status 500, as a browser would get them.
    """

    def __init__(self, process, **kwargs):
        super().__init__(raise_request_exception=False, **kwargs)
        self.process_settings = settings_of(process)

    def request(self, **request):
        with in_force(self.process_settings), in_role(self.process_settings["CLINIC_PROCESS"]):
            return super().request(**request)


def member(role):
    """The member of staff with this role ("writer", "reviewer", "publisher" or "admin"), hired when first asked for."""
    return User.objects.filter(username=role).first() or hired(role)


def hired(role):
    user = User.objects.create_user(
        username=role, email=f"{role}@clinic.example", password=f"{role}-password", public_name=NAMES[role]
    )
    user.groups.add(next(known for known in ROLES if known.key == role).group())
    return user
