#!/usr/bin/env python
"""The clinic's command line. `python manage.py up` sets up and runs everything."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here. Run `make run`, or activate the virtual environment first.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
