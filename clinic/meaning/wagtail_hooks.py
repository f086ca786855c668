"""Examples and thresholds in the admin."""

from wagtail.snippets.models import register_snippet

from clinic.meaning.viewsets import ExampleViewSet, ThresholdViewSet

register_snippet(ExampleViewSet)
register_snippet(ThresholdViewSet)
