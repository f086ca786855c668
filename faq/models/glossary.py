"""The glossary: words with their meanings."""

from collections.abc import Iterable
from string import ascii_uppercase
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject, Lower
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from clinic.checks.claims.seed import lines
from clinic.checks.text.sentences import sentences, visible
from clinic.content.alphabet import order_of
from clinic.content.models.shared_text import SharedText
from clinic.content.panels import OriginalChangePanel, OtherLanguagesPanel, UsedInPanel
from faq.glossary.marks import marked_in

MEANING_SENTENCES = 2
# Words that begin with a digit or a sign are found under this heading.
OTHER = "0-9"
# What a reader needs of an entry.
READ = ("id", "locale_id", "word", "stands_for", "meaning", "also_called", "say_it")


class GlossaryQuerySet(models.QuerySet["GlossaryTerm"]):
    def marked_in(
        self, prose: dict[str, str], locale_id: int, known: Iterable["GlossaryTerm"] = ()
    ) -> dict[int, "GlossaryTerm"]:
        """`{id: GlossaryTerm}` of the entries marked in `prose` ({source: HTML}), in reading order.

        Entries of another language are left out: readers would not understand them. `known` are entries that need
        not be looked up; one query for the others, if there are any.
        """
        ids = marked_in(prose.values())
        found = {term.pk: term for term in known if term.locale_id == locale_id}
        new = [pk for pk in ids if pk not in found]
        found |= self.filter(locale=locale_id).in_bulk(new) if new else {}
        return {pk: found[pk] for pk in ids if pk in found}

    def live(self) -> "GlossaryQuerySet":
        """Those that patients may read."""
        return self.filter(live=True)

    def as_objects(self) -> QuerySet["GlossaryTerm", dict[str, Any]]:
        """Rows as JSON objects, to be fetched inside another query; `GlossaryTerm(**found)` makes an entry of one."""
        return self.values(found=JSONObject(**{name: name for name in READ}))

    def used_by_page(self) -> "GlossaryQuerySet":
        """For a subquery: the entries that the outer page marks, as the reference index knows them."""
        types = ContentType.objects.get_for_models(Page, GlossaryTerm)
        uses = ReferenceIndex.objects.filter(
            base_content_type=types[Page],
            object_id=Cast(OuterRef(OuterRef("pk")), models.CharField()),
            to_content_type=types[GlossaryTerm],
        )
        return self.filter(pk__in=uses.values(pk=Cast("to_object_id", models.BigIntegerField())))


class GlossaryTerm(SharedText):
    """A word that needs explaining, with its meaning in plain words: written once, shown wherever staff mark it."""

    word = models.CharField(max_length=80, help_text="As it stands in a sentence, for example: allodynia. Or: MRI.")
    stands_for = models.CharField(
        "short for",
        max_length=150,
        blank=True,
        help_text="Only for letters such as MRI: the words they stand for. Readers see them at the first use.",
    )
    meaning = models.TextField(
        max_length=300,
        help_text="What it is, in one or two short sentences a tired reader understands. Not what helps against it.",
    )
    also_called = models.TextField("also called", blank=True, help_text="Other words for the same thing, one a line.")
    say_it = models.CharField(
        "say it like",
        max_length=100,
        blank=True,
        help_text="In plain letters, the loud part in capitals, for example: al-oh-DIN-ee-uh.",
    )

    panels = [
        OriginalChangePanel(),
        MultiFieldPanel([FieldRowPanel(["word", "stands_for"]), "meaning"], heading="The word and what it means"),
        MultiFieldPanel(["say_it", "also_called"], heading="How it is said, and its other names"),
        UsedInPanel(heading="Used in"),
        OtherLanguagesPanel(heading="In other languages"),
    ]
    search_fields = [
        index.SearchField("word"),
        index.SearchField("stands_for"),
        index.SearchField("also_called"),
        index.SearchField("meaning"),
        index.AutocompleteField("word"),
        index.AutocompleteField("stands_for"),
        index.AutocompleteField("also_called"),
        *(index.FilterField(name) for name in ("locale", "word", "stands_for", "meaning")),
    ]

    objects = GlossaryQuerySet.as_manager()
    is_listed = True

    class Meta(SharedText.Meta):
        ordering = ["word"]
        verbose_name = "glossary word"
        constraints = [
            models.UniqueConstraint(
                Lower("word"),
                "locale",
                name="one_glossary_entry_a_word",
                violation_error_message="This word is in the glossary already.",
            )
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        super().clean()
        for field in ("word", "stands_for", "say_it"):
            setattr(self, field, visible(getattr(self, field)))
        self.meaning = visible(self.meaning)
        self.also_called = "\n".join(map(visible, lines(self.also_called)))
        number = len(sentences(self.meaning))
        if number > MEANING_SENTENCES:
            raise ValidationError(
                {"meaning": f"Shorten the meaning to {MEANING_SENTENCES} sentences. It has {number}."}
            )
        self.refuse_twins()

    def refuse_twins(self) -> None:
        """One word, one entry: otherwise nobody knows which meaning readers will be shown."""
        taken = self.taken_words()
        own = {"word": [self.word], "stands_for": [self.stands_for], "also_called": self.other_names}
        errors = {
            field: f"“{word}” is in the glossary already. See the entry “{taken[word.casefold()]}”."
            for field, words in own.items()
            for word in words
            if word.casefold() in taken
        }
        if errors:
            raise ValidationError(errors)

    def taken_words(self) -> dict[str, "GlossaryTerm"]:
        """`{word: the entry that has it}`, words in small letters: those of all other entries of this language."""
        locale = self.locale_id or self.get_default_locale().pk
        others = GlossaryTerm.objects.filter(locale=locale).exclude(pk=self.pk)
        return {word.casefold(): term for term in others for word in term.all_words}

    @property
    def other_names(self) -> list[str]:
        """What it is also called, one name each."""
        return list(lines(self.also_called))

    @property
    def all_words(self) -> list[str]:
        """Every word and name for it, each once: the word itself, what it is short for, what it is also called."""
        return [*dict.fromkeys(filter(None, [self.word, self.stands_for, *self.other_names]))]

    def words_shown(self) -> list[str]:
        """All that readers see of it."""
        return [self.word, self.stands_for, self.meaning, self.say_it, *self.other_names]

    @property
    def letter(self) -> str:
        """The heading it stands under from A to Z; accents do not count."""
        first = order_of(self.word)[:1].upper()
        return first if first in ascii_uppercase else OTHER

    @property
    def anchor(self) -> str:
        """Where the list of all words has it: stays when the word is written otherwise."""
        return f"word-{self.pk}"
