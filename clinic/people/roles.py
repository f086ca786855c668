"""Who may do what: four groups, their rights on pages, and their rights on everything else.

Nobody is a superuser: the clinic's admin has rights that can be read on one page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

from clinic.people.models import User

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
# Snippets that only the clinic's admin may change; everybody else may look.
KEPT_BY_ADMINS = {"checks.claimrule", "home.searchcard", "home.medicine", "meaning.example", "meaning.threshold"}
# Snippets that are live when they are saved, and that no clinician signs: a writer proposes them to a publisher.
KEPT_BY_PUBLISHERS = {"faq.subject", "home.pinnedanswer"}
# Snippets with addresses of people from outside: nobody else even looks.
SEEN_BY_ADMINS = {"review.clinician"}
COLLECTION_RIGHTS = {"admin": ["add", "change", "delete"]}
# Besides pages, snippets and files: (app, model) the clinic's admin looks after.
ADMIN_MODELS = [
    ("auth", "group"),
    ("people", "user"),
    ("site", "clinicdetails"),
    ("jobs", "storedmail"),
    ("wagtailcore", "site"),
    ("wagtailcore", "workflow"),
    ("wagtailcore", "task"),
    ("wagtailredirects", "redirect"),
]


URGENT_NOTICES = [("site", f"{right}_urgentnotice") for right in ("view", "add", "change")]

# Acts beyond writing: (app, permission).
SPECIAL_RIGHTS = {
    "reviewer": [("review", "sign_off"), ("pages", "withdraw_urgently")],
    "publisher": URGENT_NOTICES,
    "admin": [
        ("review", "publish_unchecked"),
        ("pages", "delete_for_ever"),
        ("archive", "export_record"),
        *URGENT_NOTICES,
    ],
}

# What the rights mean, for the page "Who may do what".
IN_WORDS = {
    "add_page": "Begin new pages",
    "change_page": "Change drafts",
    "publish_page": "Put approved texts live, schedule them, withdraw them",
    "bulk_delete_page": "Throw drafts away together with those below them",
    "lock_page": "Lock pages against changes",
    "sign_off": "Review texts and approve them",
    "publish_unchecked": "Publish an unchecked text in an emergency, with a reason",
    "withdraw_urgently": "Withdraw a page where it is urgent, with a reason",
    "delete_for_ever": "Delete drafts in the bin for ever",
    "export_record": "Read and download the record of who did what",
    "add_urgentnotice": "Put an urgent notice on every page",
    "change_storedmail": "See what mail is waiting, and send it again",
    "change_user": "Look after people and their roles",
    "change_clinicdetails": "Change the clinic's details and rules",
    "change_claimrule": "Change the rules of the claims check",
    "change_clinician": "Keep the list of clinicians who may be asked to sign by a link",
    "change_keyfigure": "Change key figures",
    "change_reference": "Change references",
    "change_glossaryterm": "Change the words explained in the glossary",
    "change_subject": "Name, describe and order the subjects",
    "change_synonym": "Change the synonyms of search",
    "change_pinnedanswer": "Choose answers that search shows first",
    "change_medicine": "Change the list of medicines that help cards know",
    "change_searchcard": "Change the help cards of search",
    "change_example": "Change the examples that help cards and the claims check learn from",
    "change_threshold": "Set how sure help cards and the claims check have to be",
    "change_redirect": "Look after redirects",
}


@dataclass(frozen=True)
class Role:
    """`key` as in var/logins.json, `name` of the group, `purpose` in one sentence."""

    key: str
    name: str
    purpose: str

    def group(self) -> Group:
        return Group.objects.get(name=self.name)

    def rights(self) -> list[str]:
        """What the group may really do just now, in words, rights given by hand included."""
        group = self.group()
        held = set(group.permissions.values_list("codename", flat=True))
        held |= set(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True))
        return [words for codename, words in IN_WORDS.items() if codename in held]


ROLES = [
    Role("writer", "Writer", "Writes and corrects topics and services; cannot publish."),
    Role("reviewer", "Clinical reviewer", "Reviews what others wrote and approves it; cannot publish."),
    Role("publisher", "Publisher", "Decides when approved texts go live; cannot approve them."),
    Role("admin", "Clinic admin", "Looks after people, settings and everything else."),
]
ADMIN = ROLES[-1]


def purpose_of(group: str) -> str:
    """What the role of this name is for; empty for a group that is none of ours."""
    return next((role.purpose for role in ROLES if role.name == group), "")


def members(key: str) -> QuerySet[User]:
    """Active members of staff with the role `key` ("writer", "reviewer", "publisher" or "admin")."""
    name = next(role.name for role in ROLES if role.key == key)
    return User.objects.filter(is_active=True, groups__name=name).distinct()


def establish_roles() -> None:
    """Create the four groups and give each exactly the rights above. Rights given by hand stay."""
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        grant_files(group, FILE_RIGHTS[role.key], COLLECTION_RIGHTS.get(role.key, []))
        group.permissions.add(*other_permissions(role.key))
    grant_page_rights()


def grant_page_rights() -> None:
    """Rights on every site from its home pages down, one in each language.

    Not on the root: the bin hangs there, and it is nobody's.
    """
    homes = Page.objects.filter(sites_rooted_here__isnull=False).values("translation_key")
    for home in Page.objects.filter(translation_key__in=homes, depth=2):
        for role in ROLES:
            for permission in page_permissions(PAGE_RIGHTS[role.key]):
                GroupPagePermission.objects.get_or_create(group=role.group(), page=home, permission=permission)


def page_permissions(rights: Iterable[str]) -> QuerySet[Permission]:
    codenames = [f"{right}_page" for right in rights]
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)


def grant_files(group: Group, rights: Iterable[str], collection_rights: Iterable[str]) -> None:
    """Pictures and documents, in every collection. Wagtail asks for rights on its own models, not on ours."""
    root = Collection.get_first_root_node()
    codenames = [f"{right}_{model}" for right in rights for model in ("image", "document")]
    codenames += [f"{right}_collection" for right in collection_rights]
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs", "wagtailcore"], codename__in=codenames
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def other_permissions(key: str) -> QuerySet[Permission]:
    """The admin itself, snippets, and for the clinic's admin people and settings."""
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model in get_snippet_models():
        rights = snippet_rights(key, model._meta.label_lower)
        names = [f"{right}_{model._meta.model_name}" for right in rights]
        wanted |= Q(content_type__app_label=model._meta.app_label, codename__in=names)
    for app, codename in SPECIAL_RIGHTS.get(key, []):
        wanted |= Q(content_type__app_label=app, codename=codename)
    if key == "admin":
        for app, model in ADMIN_MODELS:
            wanted |= Q(content_type__app_label=app, content_type__model=model)
    return Permission.objects.filter(wanted)


def snippet_rights(key: str, label: str) -> list[str]:
    if label in KEPT_BY_PUBLISHERS and key in {"writer", "reviewer"}:
        return ["view"]
    if key == "admin" or label not in KEPT_BY_ADMINS | SEEN_BY_ADMINS:
        return SNIPPET_RIGHTS[key]
    return ["view"] if label in KEPT_BY_ADMINS else []


def rights_table() -> list[dict[str, Any]]:
    """Each role with its purpose, its rights in words and the people who hold it."""
    return [
        {
            "key": role.key,
            "name": role.name,
            "purpose": role.purpose,
            "rights": role.rights(),
            "people": role.group().user_set.filter(is_active=True).order_by("username"),
        }
        for role in ROLES
    ]
