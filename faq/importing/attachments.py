"""Files behind the links of a document: kept in the document library, each once, and linked from there."""

import hashlib
import re
from html import escape

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from clinic.content.models import ClinicDocument
from clinic.people.models import User
from faq.importing.draft import Attachment, Draft
from faq.importing.words import safe_name, shortened

LONGEST_TITLE = 200
PDF = b"%PDF-"


def is_kept(data: bytes) -> bool:
    """The library takes PDFs alone."""
    return data.startswith(PDF)


def hash_of(attachment: Attachment) -> str:
    """As Wagtail stores it with a document."""
    return hashlib.sha1(attachment.data, usedforsecurity=False).hexdigest()


def missing(draft: Draft) -> dict[str, Attachment]:
    """Those that are not in the library yet."""
    return {href: one for href, one in draft.attached.items() if one.document is None}


def link_known(draft: Draft) -> None:
    """Link to those that are in the library already."""
    wanted = {href: hash_of(one) for href, one in missing(draft).items()}
    if wanted:
        found = ClinicDocument.objects.filter(file_hash__in=wanted.values()).order_by("-pk")
        known = dict(found.values_list("file_hash", "pk"))
        link(draft, {href: known[file_hash] for href, file_hash in wanted.items() if file_hash in known})


def keep_attachments(draft: Draft, user: User | None, saved: list[FieldFile]) -> None:
    """Put the rest into the library. `saved` collects the files that go again if anything fails."""
    kept: dict[str, int] = {}
    for one in missing(draft).values():
        if hash_of(one) not in kept:
            document = ClinicDocument(title=shortened(one.title or one.name, LONGEST_TITLE), uploaded_by_user=user)
            document.file = ContentFile(one.data, name=safe_name(one.name))
            document.save()
            saved.append(document.file)
            kept[hash_of(one)] = document.pk
    link(draft, {href: kept[hash_of(one)] for href, one in missing(draft).items()})


def link(draft: Draft, ids: dict[str, int]) -> None:
    """Turn links to these addresses into links to documents, in place."""

    def turned(html: str) -> str:
        for href, key in ids.items():
            html = re.sub(rf'<a href="{re.escape(escape(href))}">', f'<a linktype="document" id="{key}">', html)
        return html

    draft.rewrite(turned)
    for href, key in ids.items():
        draft.attached[href].document = key
