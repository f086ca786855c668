"""Pages lose their signature when a source or a word they show is changed."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from clinic.archive.voiding import void_pages_showing
from faq.models import GlossaryTerm, Reference

receiver(post_save, sender=Reference)(void_pages_showing)
receiver(post_save, sender=GlossaryTerm)(void_pages_showing)
