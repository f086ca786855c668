"""A page in another language."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Page

from clinic.archive.models.translation_lag import TranslationQuerySet


class Translation(models.Model):
    """A page that says in another language what `source` says. Both have the same translation key."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="translates")
    source = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="translated_as")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    # Added by with_lag().
    says_as_of: datetime
    draft_says_as_of: datetime
    lags_since: datetime | None
    draft_lags_since: datetime | None

    objects = TranslationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page} ({self.page.locale}), from “{self.source}”"


def has_translations(page: Page) -> bool:
    """Whether others translate what this page says: it is in the first language and is there in another."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return page.locale_id == Locale.get_default().pk and others.exists()
