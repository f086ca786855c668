"""A file whose form is refused for something else, such as its description, need not be chosen again."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadedfile import UploadedFile as File
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.models import UploadedFile

KEPT = "kept_file"
# Whoever has not come back to a form by then has given it up.
LONGEST = timedelta(days=1)


class KeepsUpload(BaseCollectionMemberForm):
    """Names the file by the row in which Wagtail keeps what waits for its words."""

    data: QueryDict | dict[str, Any]

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if "file" in self.fields:
            self.fields[KEPT] = forms.IntegerField(required=False, widget=forms.HiddenInput)
            if not self.files.get(self.add_prefix("file")):
                self.take_kept()

    @property
    def whose(self) -> dict[str, Any]:
        """What the rows of this person for this kind of file have in common."""
        kind = ContentType.objects.get_for_model(self._meta.model)
        return {"uploaded_by_user": self.user, "for_content_type": kind}

    def kept_row(self) -> UploadedFile | None:
        said = self.data.get(self.add_prefix(KEPT)) or ""
        is_number = said.isdecimal() and len(said) < 10
        return UploadedFile.objects.filter(pk=said, **self.whose).first() if is_number else None

    def take_kept(self) -> None:
        """As if the file had been chosen again."""
        row = self.kept_row()
        if row and row.file.storage.exists(row.file.name):
            file = SimpleUploadedFile(PurePath(row.file.name).name, row.file.read())
            self.files = MultiValueDict({self.add_prefix("file"): [file]})

    def hidden_fields(self) -> list[forms.BoundField]:
        """Only a form that is shown again keeps its file: Wagtail's screen for many keeps them itself."""
        self.keep_file()
        return super().hidden_fields()

    def keep_file(self) -> None:
        file = self.files.get(self.add_prefix("file"))
        if KEPT not in self.fields or not file or not self.errors or "file" in self.errors:
            return
        row = self.kept_row() or self.row_with(file)
        data = self.data.copy()
        data[self.add_prefix(KEPT)] = str(row.pk)
        self.data = data
        self.fields["file"].required = False
        self["file"].help_text = f"“{file.name}” is kept. Choose a file only to take another one instead."

    def row_with(self, file: File) -> UploadedFile:
        file.seek(0)
        return UploadedFile.objects.create(file=file, **self.whose)

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if KEPT in self.fields and (row := self.kept_row()):
            forget(row)
        return saved


def forget(row: UploadedFile) -> None:
    row.file.delete(save=False)
    row.delete()


def forget_old() -> None:
    """What nobody came back to, here or on Wagtail's screen for many."""
    for row in UploadedFile.objects.order_by("pk").iterator():
        storage, name = row.file.storage, row.file.name
        if not storage.exists(name) or storage.get_modified_time(name) < timezone.now() - LONGEST:
            forget(row)
