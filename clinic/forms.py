from wagtail.images.forms import BaseImageForm


class ClinicImageForm(BaseImageForm):
    """Wagtail's picture form in the clinic's words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        description = self.fields.get("description")
        if description:
            description.label = "What the picture shows"
            description.help_text = (
                "One sentence, read aloud to people who cannot see it. Needed unless it is only decoration."
            )
