"""Wagtail's app of users, with our own lists and forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class Users(WagtailUsersAppConfig):
    user_viewset = "clinic.staff.invitations.viewsets.PeopleViewSet"
    group_viewset = "clinic.staff.invitations.viewsets.RolesViewSet"
