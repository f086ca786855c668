"""What follows when a page goes live or comes down, gets another address, or is approved."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from clinic.pages.models import Withdrawal
from clinic.pages.overdue_policy import comes_back
from clinic.pages.redirects import drop_own, in_words, lead_from
from clinic.pages.withdrawing import record
from clinic.review.going_live import put_live
from clinic.review.models import Review

DAY_CAME = "The day came that was chosen for its end."


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


@receiver(page_unpublished)
def came_down(instance: Page, **kwargs: Any) -> None:
    """On a day that was chosen: it stands among the withdrawn pages, and its address says so."""
    if instance.expired:
        record(instance, {"how": Withdrawal.How.EXPIRED, "reason": DAY_CAME, "withdrawn_by": None})


@receiver([page_slug_changed, post_page_move])
def address_changed(instance: Page, **kwargs: Any) -> None:
    if instance.live or instance.get_descendants().live().exists():
        drop_own(Page.objects.get(pk=instance.pk))


@receiver(post_save, sender=Review)
def signed(instance: Review, created: bool, **kwargs: Any) -> None:
    """A page that was down because its review was overdue is back with the approval."""
    if created and comes_back(instance):
        put_live(instance.page.specific, None)


@receiver(pre_save, sender=Redirect)
def redirect_before(instance: Redirect, update_fields: Any = None, **kwargs: Any) -> None:
    """What somebody changes by hand is theirs from then on, also where a page that moved had left it.

    A page that moves says itself whose it is.
    """
    before = Redirect.objects.filter(pk=instance.pk).first()
    instance.was = in_words(before) if before else ""
    by_hand = get_active_log_context().user and "automatically_created" not in (update_fields or ())
    if before and by_hand and instance.was != in_words(instance):
        instance.automatically_created = False


@receiver(post_save, sender=Redirect)
def redirect_told(instance: Redirect, **kwargs: Any) -> None:
    """From where to where, of those that somebody made or changed."""
    now = in_words(instance)
    if not instance.automatically_created and now != instance.was:
        why = f"“{instance.was}” became “{now}”." if instance.was else f"“{now}” was made."
        log(instance, "clinic.redirect", data={"why": why})


@receiver(post_delete, sender=Redirect)
def redirect_gone(instance: Redirect, **kwargs: Any) -> None:
    if not instance.automatically_created:
        log(instance, "clinic.redirect", data={"why": f"“{in_words(instance)}” was deleted."})
