"""Who may withdraw a page or throw one away. Nobody may delete or merely unpublish what patients have read."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, PagePermissionTester


class ClinicPagePermissions(PagePermissionTester):
    """Wagtail's answers for one person and one page, with ours where pages go away."""

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether this draft may be put in the bin: a writer's own, a publisher's any."""
        if not self.may_take_away(ignore_bulk) or holds_published(self.page):
            return False
        return self.can_publish() or self.page.owner_id == self.user.pk

    def can_move(self) -> bool:
        return self.may_take_away(ignore_bulk=True)

    def may_take_away(self, ignore_bulk: bool) -> bool:
        """Wagtail's answer; without asking for what is below where nothing is, as in each row of a list."""
        by_rights = self.user.is_active and not self.user.is_superuser
        if by_rights and self.page.is_leaf() and "change" in self.permissions:
            return "publish" in self.permissions or not self.page.live
        return super().can_delete(ignore_bulk)

    def can_withdraw(self) -> bool:
        """Publishers and admins; a clinical reviewer where it is urgent. A lock does not hold it up."""
        return self.page.live and not self.page.is_site_root() and (self.can_publish() or self.may_urgently())

    def may_urgently(self) -> bool:
        return self.user.has_perm("pages.withdraw_urgently") and self.can_edit()


def was_published() -> Q:
    """Condition for pages of ours that patients have read, or may have. Wagtail's own welcome page is none of ours."""
    plain = ContentType.objects.get_for_model(Page)
    return (Q(first_published_at__isnull=False) | Q(live=True)) & ~Q(content_type=plain)


def holds_published(page: Page) -> bool:
    """Whether `page` or a page below it has been published."""
    if page.first_published_at or page.live:
        return True
    return not page.is_leaf() and page.get_descendants().filter(was_published()).exists()
