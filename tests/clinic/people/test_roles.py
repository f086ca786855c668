"""Four roles, each with exactly its rights."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Workflow

from clinic.people.roles import ADMIN_MODELS, IN_WORDS, ROLES, SPECIAL_RIGHTS
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db

YES, NO = True, False


def opens(client, address):
    """Whether this address opens for the person; Wagtail answers a refusal with a way back to the first screen."""
    return client.get(address).status_code == 200


ADDRESSES = {
    "first screen": lambda: "/admin/",
    "begin a topic": lambda: f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/",
    "edit a topic": lambda: f"/admin/pages/{build.topic(live=False).pk}/edit/",
    "add a reference": lambda: "/admin/snippets/faq/reference/add/",
    "change a reference": lambda: f"/admin/snippets/faq/reference/edit/{build.reference().pk}/",
    "delete a reference": lambda: f"/admin/snippets/faq/reference/delete/{build.reference().pk}/",
    "delete a key figure": lambda: f"/admin/snippets/content/keyfigure/delete/{build.figure().pk}/",
    "add a picture": lambda: "/admin/images/add/",
    "delete a picture": lambda: f"/admin/images/{build.image().pk}/delete/",
    "add a document": lambda: "/admin/documents/add/",
    "clinic details": lambda: f"/admin/settings/site/clinicdetails/{build.home_page().get_site().pk}/",
    "people": lambda: "/admin/users/",
    "roles": lambda: "/admin/groups/",
    "redirects": lambda: "/admin/redirects/",
    "workflows": lambda: "/admin/workflows/list/",
    "collections": lambda: "/admin/collections/",
}
#                        writer reviewer publisher admin
RIGHTS = {
    "first screen": (YES, YES, YES, YES),
    "begin a topic": (YES, NO, YES, YES),
    "edit a topic": (YES, YES, YES, YES),
    "add a reference": (YES, YES, YES, YES),
    "change a reference": (YES, YES, YES, YES),
    "delete a reference": (NO, NO, NO, YES),
    "delete a key figure": (NO, NO, NO, YES),
    "add a picture": (YES, NO, YES, YES),
    "delete a picture": (NO, NO, YES, YES),  # Wagtail: whoever may change a file may delete it
    "add a document": (YES, NO, YES, YES),
    "clinic details": (NO, NO, NO, YES),
    "people": (NO, NO, NO, YES),
    "roles": (NO, NO, NO, YES),
    "redirects": (NO, NO, NO, YES),
    "workflows": (NO, NO, NO, YES),
    "collections": (NO, NO, NO, YES),
}
CAST = ["writer", "reviewer", "publisher", "admin"]


def test_all_rights_are_tested():
    assert RIGHTS.keys() == ADDRESSES.keys()
    assert [role.key for role in ROLES] == CAST


@pytest.mark.parametrize("act", RIGHTS)
def test_a_role_opens_what_is_its_own_and_nothing_else(act, staff):
    address = ADDRESSES[act]()
    assert tuple(opens(staff(role), address) for role in CAST) == RIGHTS[act]


def test_nobody_of_the_cast_is_a_superuser():
    assert not any(member(role).is_superuser for role in CAST)


def test_someone_without_a_role_is_kept_out(anyone):
    stranger = member("writer")
    stranger.groups.clear()
    anyone.force_login(stranger)
    assert anyone.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/admin/login/")


def test_wagtails_own_groups_and_workflow_are_gone():
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}
    assert not Workflow.objects.filter(name="Moderators approval").exists()


def test_rights_reach_every_page():
    publisher = member("publisher")
    build.topic()
    assert all(page.permissions_for_user(publisher).can_edit() for page in Page.objects.filter(depth__gt=1))


def test_every_right_that_is_named_exists():
    """A right of a model that has moved or been renamed would silently be nobody's."""
    for app, model in ADMIN_MODELS:
        assert ContentType.objects.filter(app_label=app, model=model).exists(), model
    for app, codename in {right for rights in SPECIAL_RIGHTS.values() for right in rights}:
        assert Permission.objects.filter(content_type__app_label=app, codename=codename).exists(), codename
    assert set(IN_WORDS) <= set(Permission.objects.values_list("codename", flat=True))
