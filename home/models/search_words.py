"""The words that staff keep for search, and how often patients searched which."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from clinic.checks.claims.seed import lines
from clinic.content.invisible import without_invisible
from clinic.content.models import UnsignedWords
from clinic.content.panels import UnsignedWordsPanel
from clinic.content.read_by_clinician import ReadByClinicianForm
from faq.models import TopicPage
from home.search.help_cards import rules
from home.search.language.words import language

ANOTHER_NUMBER = "These words name another number than the button calls, which is {}."
LANGUAGE: dict[str, Any] = {
    "max_length": 20,
    "choices": settings.LANGUAGES,
    "default": settings.LANGUAGE_CODE,
}


class Synonym(models.Model):
    """Words that patients use for the same thing. Search looks for all of them."""

    class Ways(models.TextChoices):
        BOTH = "both", "Both ways: each of these words finds all the others"
        ONE = "one", "One way: the words that are typed also find the others, not the other way round"

    language = models.CharField(**LANGUAGE)
    ways = models.CharField("how", max_length=4, choices=Ways.choices, default=Ways.BOTH)
    typed = models.TextField("words that patients type", help_text="One word or phrase a line, for example: RSD.")
    meaning = models.TextField(
        "words that they mean",
        blank=True,
        help_text="One a line, for example: CRPS. For both ways this may stay empty: the lines above are then enough.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why, for colleagues.")

    panels = [FieldRowPanel(["language", "ways"]), FieldPanel("typed"), FieldPanel("meaning"), FieldPanel("note")]

    class Meta:
        ordering = ["typed"]
        verbose_name = "search synonym"

    def __str__(self) -> str:
        return " = ".join([*lines(self.typed), *lines(self.meaning)])

    def clean(self) -> None:
        super().clean()
        said = [*lines(self.typed), *lines(self.meaning)]
        if len(said) < 2:
            raise ValidationError({"meaning": "Name at least two words that mean the same."})
        if self.ways == self.Ways.ONE and not self.meaning.strip():
            raise ValidationError({"meaning": "Say what the words above mean."})
        empty = [phrase for phrase in said if not language(self.language).stems(phrase)]
        if empty:
            raise ValidationError(
                {"typed": f"Search leaves out “{empty[0]}”, as it is in almost every question. Choose another word."}
            )

    @property
    def group(self) -> tuple[list[str], list[str]]:
        """(phrases that are typed, phrases they stand for)"""
        typed, meaning = list(lines(self.typed)), list(lines(self.meaning))
        return (typed, meaning) if self.ways == self.Ways.ONE else ([*typed, *meaning],) * 2


class PinnedAnswer(models.Model):
    """An answer that staff want first for some words."""

    language = models.CharField(**LANGUAGE)
    typed = models.TextField(
        "words that patients type", help_text="One search a line. The answer comes first when exactly these are typed."
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name="page to show first")
    question = models.CharField(
        max_length=120, blank=True, help_text="To show one question of a topic: copy it here. Empty: the page itself."
    )

    panels = ["language", "typed", "page", "question"]

    class Meta:
        ordering = ["typed"]
        verbose_name = "pinned answer"

    def __str__(self) -> str:
        return f"{', '.join(lines(self.typed))}: {self.page}"

    def clean(self) -> None:
        """Search finds a question by its words, so it is kept as the page has it."""
        super().clean()
        wanted, page = " ".join(self.question.split()), self.page.specific if self.page_id else None
        asked = page.asked if isinstance(page, TopicPage) else []
        own = [without_invisible(child.value["question"]) for child in asked]
        self.question = next((one for one in own if one.casefold() == wanted.casefold()), wanted)
        if page and self.question and self.question not in own:
            raise ValidationError({"question": f"“{page.title}” has no such question. Copy one of its own."})


# Groups of what nobody prescribes, and of words for any medicine.
NOT_PRESCRIBED = ["Alcohol and street drugs", "Medicine in general"]


class Medicine(models.Model):
    """A medicine by all its names, so that search knows one where patients name it."""

    names = models.TextField(
        "names", help_text="One a line, in every language: the generic name first, then brands and everyday names."
    )
    group = models.CharField(max_length=80, blank=True, help_text="For example: Opioids.")
    is_on = models.BooleanField("in use", default=True)

    panels = ["names", FieldRowPanel(["group", "is_on"])]

    class Meta:
        ordering = ["group", "names"]

    def __str__(self) -> str:
        return ", ".join(lines(self.names))

    @classmethod
    def prescribed(cls) -> list[str]:
        """Every name of those that nobody should stop or change by themselves; the claims check asks for them."""
        of_them = cls.objects.filter(is_on=True).exclude(group__in=NOT_PRESCRIBED).values_list("names", flat=True)
        return [name for names in of_them for name in lines(names)]


class SearchCard(UnsignedWords, models.Model):
    """Help that is shown before all results where somebody needs it. Nothing is written down when it is."""

    class Level(models.TextChoices):
        """The most urgent first. All but notices are recognised by meaning too, in every language at once."""

        CRISIS = rules.CRISIS, "Help in a crisis"
        DANGER = rules.DANGER, "Signs of an emergency"
        TODAY = rules.TODAY, "Signs to be seen the same day"
        MEDICINE = rules.MEDICINE, "Ask before you change a medicine"
        NOTICE = "notice", "Good to know"

    name = models.CharField(max_length=80, help_text="For staff.")
    is_on = models.BooleanField("in use", default=True)
    language = models.CharField(**LANGUAGE)
    level = models.CharField("kind", max_length=10, choices=Level.choices)
    typed = models.TextField(
        "words that show it",
        blank=True,
        help_text="One rule a line. It holds when all words of the line are typed, in any order and with any ending; "
        "the name of any medicine counts as the word medicine. Words after a minus must not be there: "
        "stop medicine -side. Help in a crisis, signs of an emergency or of what cannot wait until tomorrow, and "
        "medicines are recognised by their meaning besides: see Settings, Examples to learn from.",
    )
    heading = models.CharField(max_length=80)
    text = models.TextField(help_text="One to three short sentences, each on a line of its own where they are many.")
    signs = models.TextField(
        blank=True,
        help_text="A list under the text, one sign a line; what is nearest to the words that were typed comes first. "
        "For an emergency and for the same day the page on urgent help (Clinic details) takes its place where it is in "
        "the language of the card.",
    )
    phone = models.CharField(
        max_length=40,
        blank=True,
        help_text="Shown as a button to call. Empty: in an emergency the emergency number, else the clinic's own.",
    )
    phone_label = models.CharField("words for the button", max_length=60, blank=True, help_text="Such as: Call 988.")
    second_phone = models.CharField(
        "another number",
        max_length=40,
        blank=True,
        help_text="Shown below the text. For example, in the United States, Poison Help: 1-800-222-1222.",
    )
    second_label = models.CharField(
        "words for the other number", max_length=120, blank=True, help_text="When to call it, and whose it is."
    )

    unsigned_words = ("heading", "text", "signs", "phone_label", "second_label")
    also_told = ("is_on", "level", "typed", "phone", "second_phone")
    may_name_contacts = True
    base_form_class = ReadByClinicianForm
    panels = [
        UnsignedWordsPanel(),
        MultiFieldPanel(["name", FieldRowPanel(["is_on", "language", "level"])], heading="The card"),
        MultiFieldPanel(["typed"], heading="When it is shown"),
        MultiFieldPanel(
            [
                "heading",
                "text",
                "signs",
                FieldRowPanel(["phone", "phone_label"]),
                FieldRowPanel(["second_phone", "second_label"]),
            ],
            heading="What patients read",
        ),
    ]

    class Meta:
        ordering = ["level", "name"]
        verbose_name = "search help card"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def all_words(cls) -> list[str]:
        """Everything that readers see of the cards in use, numbers included."""
        rows = cls.objects.filter(is_on=True).values_list("phone", "second_phone", *cls.unsigned_words)
        return [words for row in rows for words in row]

    def clean(self) -> None:
        super().clean()
        if rules.is_crisis_without_help(self.level, self.phone):
            raise ValidationError({"phone": "A card for a crisis needs a number to call at any hour."})
        for label, phone in (("phone_label", self.phone), ("second_label", self.second_phone)):
            if rules.names_another_number(getattr(self, label), phone):
                raise ValidationError({label: ANOTHER_NUMBER.format(phone)})


class SearchCount(models.Model):
    """How often some words were searched on a day, how much was found, and how often a result was opened or told all.

    `answered`: the answer was certain and stood there in full, so that nothing had to be opened.

    No address, no time of day, no cookie; words that look like somebody's own data are not counted at all.
    """

    day = models.DateField()
    language = models.CharField(max_length=20)
    words = models.CharField(max_length=120)
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.words} on {self.day}"
