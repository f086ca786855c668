"""Who may do what: four groups, their rights on pages, and their rights on everything else.

Nobody is a superuser: the clinic's admin has rights that can be read on one page.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

PAGE_RIGHTS = {
    "writer": ["add", "change"],
    "reviewer": ["change"],
    "publisher": ["add", "change", "publish", "lock", "unlock"],
    "admin": ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
}
SNIPPET_RIGHTS = {
    "writer": ["view", "add", "change"],
    "reviewer": ["view", "add", "change"],
    "publisher": ["view", "add", "change"],
    "admin": ["view", "add", "change", "delete"],
}
FILE_RIGHTS = {
    "writer": ["add", "choose"],
    "reviewer": ["choose"],
    "publisher": ["add", "change", "choose"],
    "admin": ["add", "change", "choose", "delete"],
}
# Besides pages, snippets and files: (app, model) the clinic's admin looks after.
ADMIN_MODELS = [
    ("auth", "group"),
    ("clinic", "user"),
    ("clinic", "clinicdetails"),
    ("wagtailcore", "collection"),
    ("wagtailcore", "site"),
    ("wagtailcore", "workflow"),
    ("wagtailcore", "task"),
    ("wagtailredirects", "redirect"),
]


@dataclass(frozen=True)
class Role:
    """`key` as in var/logins.json, `name` of the group, `purpose` in one sentence."""

    key: str
    name: str
    purpose: str

    def group(self):
        return Group.objects.get(name=self.name)


ROLES = [
    Role("writer", "Writer", "Writes and corrects topics and services; cannot publish."),
    Role("reviewer", "Clinical reviewer", "Checks what writers wrote; cannot publish."),
    Role("publisher", "Publisher", "Decides what goes live, and when."),
    Role("admin", "Clinic admin", "Looks after people, settings and everything else."),
]


def establish_roles():
    """Create the four groups and give each exactly the rights above. Rights given by hand stay."""
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        grant_pages(group, PAGE_RIGHTS[role.key])
        grant_files(group, FILE_RIGHTS[role.key])
        group.permissions.add(*other_permissions(role.key))


def grant_pages(group, rights):
    root = Page.get_first_root_node()
    for permission in page_permissions(rights):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def page_permissions(rights):
    codenames = [f"{right}_page" for right in rights]
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)


def grant_files(group, rights):
    """Pictures and documents, in every collection. Wagtail asks for rights on its own models, not on ours."""
    root = Collection.get_first_root_node()
    codenames = [f"{right}_{model}" for right in rights for model in ("image", "document")]
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def other_permissions(key):
    """The admin itself, snippets, and for the clinic's admin people and settings."""
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model in get_snippet_models():
        names = [f"{right}_{model._meta.model_name}" for right in SNIPPET_RIGHTS[key]]
        wanted |= Q(content_type__app_label=model._meta.app_label, codename__in=names)
    if key == "admin":
        for app, model in ADMIN_MODELS:
            wanted |= Q(content_type__app_label=app, content_type__model=model)
    return Permission.objects.filter(wanted)
