"""The forms in which images and documents are uploaded and described."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from clinic.content.deletion_guard import named, places
from clinic.content.kept_uploads import KeepsUpload
from clinic.content.pictures import DAMAGED, Unusable, kept, named_right


def readable(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`to_python` of Wagtail's picture field, given a picture that can be kept, or none: says why in one sentence."""

    def checked(data: Any) -> Any:
        try:
            if isinstance(data, UploadedFile) and (data.size or 0) <= settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
                make_fit(data)
            return to_python(data)
        except Unusable as why:
            raise ValidationError(str(why)) from why
        except (SyntaxError, EOFError) as error:
            raise ValidationError(DAMAGED) from error

    return checked


def make_fit(file: UploadedFile) -> None:
    """Written over the file that came: some of Wagtail's views keep that one, not what the field made of it."""
    file.seek(0)
    picture = kept(file.read(), settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    file.name = named_right(file.name or "", picture.kind)
    file.seek(0)
    file.truncate()
    file.write(picture.data)
    file.seek(0)
    file.size = len(picture.data)


class SaysWhereShown(KeepsUpload):
    """Names the pages that a new file would change, and keeps it from people who may only change what is unused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_by = places(self.instance) if self.instance.pk else []
        if self.shown_by and "file" in self.fields:
            self.fields["file"].help_text = (
                f"Shown by {named(self.shown_by)}. A new file is read there at once, and nobody has approved it: "
                "these pages say so until they are reviewed again."
            )

    def clean(self) -> dict[str, Any]:
        """Wagtail lets people change what they uploaded, whatever their role."""
        cleaned = super().clean()
        policy = self.permission_policy
        roles = CollectionPermissionPolicy(policy.model, auth_model=policy.auth_model)
        if (
            self.shown_by
            and self.user
            and not roles.user_has_permission_for_instance(self.user, "change", self.instance)
        ):
            raise ValidationError(f"This is shown by {named(self.shown_by)}. Ask a publisher to change it.")
        return cleaned


class ClinicDocumentForm(SaysWhereShown, BaseDocumentForm):
    """Wagtail's form for documents, which says where they are shown."""


class ClinicImageForm(SaysWhereShown, BaseImageForm):
    """Wagtail's picture form in the clinic's words."""

    class Media:
        js = ("clinic/js/upright-preview.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file, description = self.fields.get("file"), self.fields.get("description")
        if file:
            file.to_python = readable(file.to_python)
        if description:
            description.label = "What the picture shows"
            description.help_text = (
                "One sentence, read aloud to people who cannot see it. Needed unless it is only decoration."
            )
