"""What follows when a page goes live or gets another address."""

from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from clinic.models.withdrawal import Withdrawal
from clinic.withdrawing.redirects import drop_own, lead_from


def connect():
    page_published.connect(went_live, dispatch_uid="withdrawal_ends")
    page_slug_changed.connect(address_changed, dispatch_uid="no_loop_after_renaming")
    post_page_move.connect(address_changed, dispatch_uid="no_loop_after_moving")


def went_live(instance, **kwargs):
    """A withdrawn page that is published is back. The address that people knew leads to it, whatever it is now."""
    if not instance.live:
        return
    drop_own(instance)
    withdrawn = Withdrawal.objects.of(instance).active().first()
    if withdrawn:
        Withdrawal.objects.of(instance).end(get_active_log_context().user)
        lead_from(withdrawn.path, instance)


def address_changed(instance, **kwargs):
    if instance.live or instance.get_descendants().live().exists():
        drop_own(Page.objects.get(pk=instance.pk))
