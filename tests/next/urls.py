"""The staff process with Wagtail's API for writing beside it, as a project would mount it.

The API takes the fields that a page type names when it is imported: here as much as a clinic could ever give it.
"""

from django.urls import path
from wagtail.api.conf import APIField

from clinic.urls.staff import urlpatterns as staff_patterns
from faq.models import TopicPage
from home.models import StandardPage

TopicPage.api_fields = [APIField(name, writable=True) for name in ("short_answer", "asked_as", "change_note")]
StandardPage.api_fields = [APIField("body", writable=True)]

from wagtail.api.v3.urls import api  # noqa: E402

urlpatterns = [path("api/v3/", api.urls), *staff_patterns]
