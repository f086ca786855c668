#!/usr/bin/env python
"""The clinic's command line. `python manage.py up` sets up and runs everything."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        from clinic.ops.postgres import PostgresUnavailable
    except ImportError:
        sys.exit("Django is not installed here. Run `make run`, or activate the virtual environment first.")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, PostgresUnavailable) as error:
        # What is missing and how to supply it is one sentence; how Python came to notice helps nobody.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
