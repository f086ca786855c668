"""What a person may do with an old site: which pages to add, and whether pictures and files come along."""

from dataclasses import dataclass

from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from clinic.people.models import User
from faq.importing.targets import Target
from faq.models import FaqIndexPage
from faq.views.importing import picture_rights
from home.site_import.targets import targets_under


@dataclass(frozen=True)
class Rights:
    """What may go into the libraries."""

    pictures: bool = True
    files: bool = True


def rights_of(user: User | None) -> Rights:
    """Nobody stands for the person at the terminal of the server, who may do everything."""
    if user is None:
        return Rights()
    files = CollectionOwnershipPermissionPolicy(get_document_model(), Document, owner_field_name="uploaded_by_user")
    return Rights(picture_rights().user_has_permission(user, "add"), files.user_has_permission(user, "add"))


def places_for(user: User | None, index: FaqIndexPage) -> dict[str, Target]:
    """By what a page becomes: where this person may add such a page."""
    return {
        becomes: target
        for becomes, target in targets_under(index).items()
        if user is None or target.parent.permissions_for_user(user).can_add_subpage()
    }
