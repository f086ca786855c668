"""What follows when a page goes live or gets another address."""

from typing import Any

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from clinic.pages.models import Withdrawal
from clinic.pages.redirects import drop_own, lead_from


@receiver(page_published)
def went_live(instance: Page, **kwargs: Any) -> None:
    """A withdrawn page that is published is back. The address that people knew leads to it, whatever it is now."""
    if not instance.live:
        return
    drop_own(instance)
    withdrawn = Withdrawal.objects.of(instance).active().first()
    if withdrawn:
        Withdrawal.objects.of(instance).end(get_active_log_context().user)
        lead_from(withdrawn.path, instance)


@receiver([page_slug_changed, post_page_move])
def address_changed(instance: Page, **kwargs: Any) -> None:
    if instance.live or instance.get_descendants().live().exists():
        drop_own(Page.objects.get(pk=instance.pk))
