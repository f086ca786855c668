"""The clinic's name and numbers as last saved, for the pages shown when the database does not answer."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from clinic.ops.atomic_write import atomic_write
from clinic.site.models import ClinicDetails

CRISIS_LINE = ("crisis_line_name", "crisis_line_number", "crisis_line_note")
FIELDS = ("name", "phone", "emergency_number", *CRISIS_LINE, "email", "address", "hours")


def file() -> Path:
    return settings.VAR_DIR / "clinic-details.json"


def remember(details: ClinicDetails) -> None:
    """Write the details where an error page can read them without a database, with their words in each language."""
    words = {code: details.words_in(code) for code, _ in settings.LANGUAGES}
    known = {name: getattr(details, name) for name in FIELDS} | {"in_language": words}
    atomic_write(file(), json.dumps(known).encode())


def last_known(language: str) -> dict[str, Any]:
    """`{"name": …, "phone": …}`, in `language` where staff wrote so; empty when nothing was saved or can be read."""
    try:
        known = json.loads(file().read_text())
        return known | known.pop("in_language", {}).get(language, {})
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
