from django.apps import AppConfig
from django.db.models.signals import post_save


class FaqConfig(AppConfig):
    """The library: topics, their questions, the evidence."""

    name = "faq"
    verbose_name = "Topics"

    def ready(self):
        from clinic.archive.voiding import void_pages_showing

        for model in ("Reference", "GlossaryTerm"):
            post_save.connect(void_pages_showing, sender=self.get_model(model))
