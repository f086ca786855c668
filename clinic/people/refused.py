"""What the people and the workflows of a clinic need, and an act of the admin would end."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """Why this may not be. Raised where rows are saved or deleted, whichever screen does it."""
