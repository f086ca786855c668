"""The clinic's details: names, numbers and links, written once and shown everywhere."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from clinic.content.models import UnsignedWords
from clinic.site.details_panels import TABS
from clinic.site.forms import ClinicDetailsForm
from clinic.site.models.details_translation import DetailsWords
from clinic.site.models.former_detail import FormerDetail, Typed
from clinic.site.theme import can_be_read, darker_that_can_be_read
from clinic.site.words_of_details import WORDS

phone_number = RegexValidator(
    r"^[+(]?[0-9][0-9 ().\-/]{1,28}$", "Write the number with digits, spaces and + ( ) - only, such as (555) 555-0100."
)

# Of a clinic's own number; those of an ambulance and of a crisis line are shorter.
FEWEST_DIGITS = 5
# Numbers that are the same in the whole country. Nothing is filled in: staff call the line once before they name it.
KNOWN_CRISIS_LINES = (
    "United States and Canada: 988. United Kingdom and Ireland: 116 123 (Samaritans). Australia: 13 11 14 (Lifeline). "
    "New Zealand: 1737. Call it once yourself before you save."
)


# Holds the place of a name.
NO_NAME_YET = "Our clinic"
UNREADABLE = "Words in this colour, or on it, could not be read by everybody: it is too light. {} can be read."


class Jurisdiction(models.TextChoices):
    """Where a clinic is, as far as its rules for claims differ."""

    UNKNOWN = "", "Somewhere else"
    AU = "AU", "Australia"
    CA = "CA", "Canada"
    EU = "EU", "European Union"
    IE = "IE", "Ireland"
    NZ = "NZ", "New Zealand"
    GB = "GB", "United Kingdom"
    US = "US", "United States"


def page_link(label: str, help_text: str) -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        help_text=help_text,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class OverduePolicy(models.TextChoices):
    """What happens to a page whose next check is past due."""

    NOTICE = "notice", "Say so on the page"
    NOINDEX = "noindex", "Say so, and ask search engines to leave the page out"
    UNPUBLISH = "unpublish", "Take the page down"


@register_setting(icon="home", order=100)
class ClinicDetails(UnsignedWords, ClusterableModel, BaseSiteSetting):
    """Names, numbers and links of the clinic, written once and shown everywhere, error pages included."""

    select_related = ["logo"]
    # Said above the form, in the words that stand beside each field that approved pages tell.
    quoted_in_pages = (
        "Where approved pages tell one of them, that is said beside it: their approvals need to be given again."
    )
    unsigned_words = ("name", *WORDS, "address")
    may_name_contacts = True
    base_form_class = ClinicDetailsForm
    # Said by whoever saves: what is behind in other languages says the same as the words of the first after all.
    translations_still_hold = False

    name = models.CharField("name of the clinic", max_length=100, default=NO_NAME_YET)
    strapline = models.CharField("tagline", max_length=120, blank=True, help_text="Shown beside the name.")
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    colour = models.CharField(
        "colour of links and buttons",
        max_length=7,
        blank=True,
        validators=[RegexValidator("^#[0-9a-fA-F]{6}$", "Write it as # and six signs, such as #0b5563.")],
        help_text="Such as #0b5563. Header, links, buttons and tinted boxes follow it. Colours that say how urgent "
        "something is do not, nor do dark screens, screens of more contrast, and paper. Empty: ours.",
    )
    phone = models.CharField(max_length=30, blank=True, validators=[phone_number])
    emergency_number = models.CharField(
        max_length=30, default="911", validators=[phone_number], help_text="What patients call when life is in danger."
    )
    crisis_line_name = models.CharField(
        "name of the crisis line", max_length=80, blank=True, help_text="For example: 988 Suicide & Crisis Lifeline."
    )
    crisis_line_number = models.CharField(
        "number of the crisis line", max_length=30, blank=True, validators=[phone_number], help_text=KNOWN_CRISIS_LINES
    )
    crisis_line_note = models.CharField(
        "when and how to reach it",
        max_length=160,
        blank=True,
        help_text="One short sentence. For example: Call or text, day or night. It is free.",
    )
    email = models.EmailField("e-mail address", blank=True)
    conditions = models.TextField(
        "what the clinic treats",
        blank=True,
        help_text="The name of the condition, then its other names and short forms in every language of the site, one "
        "a line. Search engines are told those that a page uses.",
    )
    address = models.TextField(blank=True, help_text="One line each, as on an envelope.")
    hours = models.TextField(
        "opening hours", blank=True, help_text="One line each, for example: Monday to Friday, 8 am to 5 pm."
    )
    when_closed = models.CharField(
        "when you are closed",
        max_length=200,
        blank=True,
        help_text="Where somebody who must be seen the same day goes then. Stands on every card that says “Call us "
        "today”. For example: When we are closed, go to an urgent care clinic or an emergency room.",
    )
    directions = models.TextField(
        "directions and parking",
        blank=True,
        help_text="How to get here by bus, train and car, where to park, and how to come in without steps.",
    )
    payment = models.TextField(
        "insurance and cost", blank=True, help_text="Which insurance you take, what a visit costs, and whom to ask."
    )
    spoken_languages = models.TextField(
        "languages you speak", blank=True, help_text="Interpreters too. For example: English and Spanish."
    )
    jurisdiction = models.CharField(
        "country whose rules hold",
        max_length=2,
        choices=Jurisdiction.choices,
        blank=True,
        default=Jurisdiction.UNKNOWN,
        help_text="Some claims are forbidden in one country and not in another. The claims check goes by this.",
    )
    booking_url = models.URLField(
        "booking link", blank=True, help_text="The page where patients book. Nothing about the patient is added to it."
    )
    privacy_page = page_link("privacy notice", "Linked in the footer of every page.")
    rights_page = page_link("notice of privacy practices", "The notice that US law (HIPAA) asks a clinic to post.")
    accessibility_page = page_link("accessibility statement", "Linked in the footer of every page.")
    contact_page = page_link("contact page", "Linked in the footer of every page.")
    urgent_page = page_link("page on urgent help", "Search leads here first when somebody types signs of an emergency.")
    disclaimer = models.TextField(
        blank=True,
        default="This information supports what your own clinician tells you. It does not replace it.",
        help_text="Shown under every topic and service.",
    )

    one_person_signs = models.BooleanField(
        "two roles, one person",
        default=False,
        help_text="For a practice of one: publishers and admins may then approve texts too, also those they wrote. The "
        "page and the record say so.",
    )
    overdue_policy = models.CharField(
        "when a review is overdue",
        max_length=20,
        choices=OverduePolicy.choices,
        default=OverduePolicy.NOTICE,
        help_text="In every case the page says plainly that its check is overdue.",
    )

    edit_handler = TABS

    class Meta:
        verbose_name = "Clinic details"
        verbose_name_plural = "Clinic details"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.phone and sum(sign.isdigit() for sign in self.phone) < FEWEST_DIGITS:
            raise ValidationError({"phone": "This number is too short for patients to call it."})
        if self.crisis_line_number and not self.crisis_line_name:
            raise ValidationError({"crisis_line_name": "Say whose number it is: patients want to know who answers."})
        if not self.crisis_line_number and (self.crisis_line_name or self.crisis_line_note):
            raise ValidationError({"crisis_line_number": "Give the number too, or leave all three empty."})
        self.colour = self.colour.lower()
        if self.has_own_colour and not can_be_read(self.colour):
            raise ValidationError({"colour": UNREADABLE.format(darker_that_can_be_read(self.colour))})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """`replaced` is then what this saving has changed of what may be typed somewhere."""
        before = type(self)._base_manager.filter(pk=self.pk).values(*Typed.values, *WORDS).first() or {}
        in_languages = [*DetailsWords.objects.filter(details=self.pk)]
        super().save(*args, **kwargs)
        changed = [name for name in WORDS if before and before[name] != getattr(self, name)]
        DetailsWords.objects.note(in_languages, changed, self.translations_still_hold)
        typed = {field: value for field, value in before.items() if field in Typed.values and value != NO_NAME_YET}
        self.replaced = FormerDetail.objects.note(typed, {field: getattr(self, field) for field in Typed.values})

    @property
    def has_own_colour(self) -> bool:
        return re.fullmatch("#[0-9a-f]{6}", self.colour) is not None

    @property
    def names_of_condition(self) -> list[str]:
        """The names of what the clinic treats, the main one first."""
        return [line.strip() for line in self.conditions.splitlines() if line.strip()]

    @property
    def legal_ids(self) -> list[int]:
        """Ids of the pages named at the foot, always in the same order."""
        ids = [self.privacy_page_id, self.rights_page_id, self.accessibility_page_id, self.contact_page_id]
        return list(filter(None, ids))

    def words_shown(self) -> list[str]:
        """All that readers see of it in any language and staff write as sentences."""
        own = [getattr(self, name) for name in WORDS if name not in ("spoken_languages", "crisis_line_name")]
        return [*own, *(words for row in self.in_languages.all() for words in row.said.values())]

    def words_in(self, language: str) -> dict[str, str]:
        """`{field: text}` of what staff wrote for readers of `language`; empty for the first language."""
        return next((row.said for row in self.in_languages.all() if row.language == language), {})
