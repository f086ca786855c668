"""What `make security` runs and tells: programs, what we ship, secrets, tests of promises, rows of the matrix."""

import os
import subprocess
from pathlib import Path

import django
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]

# The addresses that are tried are read from the URL map.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.test")
if not apps.ready:
    django.setup()


def run(command):
    # The walk through all addresses with every kind of page; the suite takes them in turn.
    env = os.environ | {"EVERY_KIND_OF_PAGE": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, errors="replace", check=False)
