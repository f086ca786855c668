from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class KeptAside(models.Model):
    """A draft that could not be saved because somebody else's was newer, until the two are put together.

    `mine` is that draft as a revision of its own. `base` is what both grew from; None when it was overwritten since.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="kept_aside")
    mine = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"Draft of {self.page.get_admin_display_title()} kept aside"
