"""The door the app server knocks at. CLINIC_PROCESS says whether it opens to the public or to staff."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")

application = get_wsgi_application()
