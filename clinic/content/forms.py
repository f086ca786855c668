"""The form in which an image is uploaded and described."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

DAMAGED = "This picture cannot be read. Its file may be damaged: save it anew and try again."


def readable(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`to_python` of Wagtail's picture field, which lets a file that breaks off end in an error, made to refuse it."""

    def checked(data: Any) -> Any:
        try:
            return to_python(data)
        except (OSError, SyntaxError, EOFError) as error:
            raise ValidationError(DAMAGED) from error

    return checked


class ClinicImageForm(BaseImageForm):
    """Wagtail's picture form in the clinic's words."""

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
