"""The door the app server knocks at. CLINIC_PROCESS says whether it opens to the public or to staff."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")

without_memory = get_wsgi_application()

# They need the apps, which are loaded now.
from clinic.website.bad_input import with_readable_type  # noqa: E402
from clinic.website.headers import nameless  # noqa: E402
from clinic.website.page_cache.release import with_memory  # noqa: E402

application = nameless(with_readable_type(with_memory(without_memory)))
