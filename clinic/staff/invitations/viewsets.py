"""Settings → Users: who works here, with which roles, and whether they have chosen a password."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.models import GroupCollectionPermission, GroupPagePermission, ModelLogEntry
from wagtail.users.views.groups import EditView as GroupEdit
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import EditView, IndexView, UserFilterSet, UserViewSet

from clinic.content.changed_meanwhile import BoundToVersion, Value
from clinic.content.viewsets import AlphabeticalIndex
from clinic.people.models import User
from clinic.staff.invitations.forms import InvitationForm, PersonForm
from clinic.staff.invitations.views import InviteView, invite_again


def roles_of(user: User) -> str:
    names = [group.name for group in user.groups.all()]
    return ", ".join(["Superuser, who may do everything"] * user.is_superuser + sorted(names)) or "None"


def state_of(user: Any) -> str:
    """Whether this person can log in, in words. A row of the list: a User with `invited_at`."""
    if not user.is_active:
        return "Deactivated"
    if user.has_usable_password():
        return "Active"
    if not user.invited_at:
        return "Has no password yet"
    ends = timezone.localtime(user.invited_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT))
    return f"Invited, link {'ended' if ends < timezone.now() else 'ends'} {date_format(ends, 'j F Y, H:i')}"


class PeopleFilter(UserFilterSet):
    is_superuser = None


class PeopleView(AlphabeticalIndex, IndexView):
    add_item_label = "Invite a person"

    @cached_property
    def columns(self) -> list[Column]:
        theirs = {
            "is_superuser": Column("roles", label="Roles", accessor=roles_of),
            "is_active": Column("state", label="Account", accessor=state_of, sort_key="is_active"),
        }
        return [theirs.get(column.name, column) for column in super().columns]

    def get_base_queryset(self) -> QuerySet[User]:
        kind = ContentType.objects.get_for_model(User)
        invitations = ModelLogEntry.objects.filter(
            action="clinic.invited", content_type=kind, object_id=Cast(OuterRef("pk"), CharField())
        )
        invited_at = Subquery(invitations.order_by("-timestamp").values("timestamp")[:1])
        return super().get_base_queryset().prefetch_related("groups").annotate(invited_at=invited_at)


class ChangePerson(BoundToVersion, EditView):
    pass


class PeopleViewSet(UserViewSet):
    edit_view_class = ChangePerson
    filterset_class = PeopleFilter
    index_view_class = PeopleView
    add_view_class = InviteView
    copy_view_enabled = False
    edit_template_name = "clinic/invitations/person.html"
    create_template_name = "clinic/invitations/invite.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return PersonForm if for_update else InvitationForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/invite/", invite_again, name="invite")]


class ChangeGroup(BoundToVersion, GroupEdit):
    def beside(self) -> dict[str, Value]:
        """The rights of the role on pages and on files."""
        pages = GroupPagePermission.objects.filter(group=self.object).values_list("page", "permission")
        files = GroupCollectionPermission.objects.filter(group=self.object).values_list("collection", "permission")
        return {"rights": sorted(map(str, [*pages, *files]))}


class RolesViewSet(GroupViewSet):
    edit_view_class = ChangeGroup
    edit_template_name = "clinic/invitations/role.html"
