"""There is one site: details, notices, search and roles are those of one clinic. Words taken away are on record."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Site

from clinic.site.models import DetailsWords

ONE_SITE = "One site is all this software supports so far. Use another installation for another clinic."


@receiver(pre_save, sender=Site)
def refuse_a_second(instance: Site, **kwargs: Any) -> None:
    if instance._state.adding and Site.objects.exists():
        raise ValidationError(ONE_SITE)


@receiver(post_delete, sender=DetailsWords)
def words_taken_away(instance: DetailsWords, **kwargs: Any) -> None:
    """Readers of that language see the words of the first one from now on."""
    told = [f"{instance.label_of_words(name)}: “{said}” was taken away." for name, said in instance.said.items()]
    log(instance.details, "clinic.words_changed", data={"why": " ".join(told)})
