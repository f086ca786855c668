from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. The public fields are what patients see when this person writes or checks a page."""

    public_name = models.CharField(
        "name shown to patients", max_length=120, blank=True, help_text="For example: Dr Maya Ortiz."
    )
    role_title = models.CharField(
        "role shown to patients", max_length=120, blank=True, help_text="For example: pain consultant."
    )
    credentials = models.CharField(
        max_length=120, blank=True, help_text="Qualifications and registration, for example: MD, FAAPMR."
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self):
        return self.display_name

    @property
    def display_name(self):
        """The name patients see; the account's own name where none is set."""
        return self.public_name or self.get_full_name() or self.username

    @property
    def byline(self):
        """Name, credentials and role in one line: "Dr Maya Ortiz, MD, pain consultant"."""
        return ", ".join(filter(None, [self.display_name, self.credentials, self.role_title]))
