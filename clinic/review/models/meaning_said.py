"""Whether a change is one of meaning or of wording only, as somebody said before it went live."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class MeaningSaid(models.Model):
    """What somebody answered before a draft went live: whether it changes what the text means, or only its wording."""

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    # The draft may be changed after that; the answer was about these words.
    content_hash = models.CharField(max_length=64)
    only_wording = models.BooleanField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return "only the wording" if self.only_wording else "the meaning"


def only_wording(revision_id: int | None, words: str) -> bool:
    """Whether somebody said that this draft with these words changes no meaning. Where nobody was asked, it may."""
    said = MeaningSaid.objects.filter(revision=revision_id, content_hash=words, only_wording=True)
    return revision_id is not None and said.exists()
