"""The tabs of the form of the clinic's details."""

from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from clinic.content.panels import UnsignedWordsPanel
from clinic.site.forms import ColourInput

TABS = TabbedInterface(
    [
        ObjectList(
            [
                UnsignedWordsPanel(),
                MultiFieldPanel(
                    ["name", "strapline", "conditions", "logo", FieldPanel("colour", widget=ColourInput)],
                    heading="Who we are",
                ),
                MultiFieldPanel(["phone", "emergency_number", "email", "booking_url"], heading="How to reach us"),
                MultiFieldPanel(
                    ["crisis_line_name", "crisis_line_number", "crisis_line_note"],
                    heading="If a patient is in crisis",
                    help_text="Stands in the same place on every page, above the foot, with the emergency number. "
                    "The words around it are fixed. Without a crisis line only the emergency number stands there.",
                ),
                MultiFieldPanel(
                    [
                        "address",
                        "directions",
                        "hours",
                        "when_closed",
                        "payment",
                        "spoken_languages",
                        "jurisdiction",
                    ],
                    heading="Where, when and how",
                    help_text="Search answers questions about these, and the contact page shows them.",
                ),
            ],
            heading="Details",
        ),
        ObjectList(
            [
                UnsignedWordsPanel(),
                FieldPanel("disclaimer"),
                PageChooserPanel("privacy_page"),
                PageChooserPanel("rights_page"),
                PageChooserPanel("accessibility_page"),
                PageChooserPanel("contact_page"),
                PageChooserPanel("urgent_page"),
            ],
            heading="Footer",
        ),
        ObjectList(
            [
                FieldPanel("one_person_signs"),
                FieldPanel("overdue_policy"),
                InlinePanel(
                    "publisher_pages",
                    heading="Pages that need no clinician",
                    label="Page",
                    help_text="Standard pages about the clinic itself, such as who works here: a publisher answers "
                    "for their words. A page with a care card always needs a clinician.",
                ),
            ],
            heading="Reviews",
        ),
        ObjectList(
            [
                UnsignedWordsPanel("in_languages"),
                FieldPanel("still_hold"),
                InlinePanel(
                    "in_languages",
                    heading="In other languages",
                    label="Language",
                    help_text="The words above as readers of another language should see them. What is missing "
                    "here is shown to them in English.",
                ),
            ],
            heading="Other languages",
        ),
    ]
)
