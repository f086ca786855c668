"""Which of the clinic's details are words, and have others in another language."""

# Fields of ClinicDetails. Names, numbers and links are the same for everybody.
WORDS = (
    "strapline",
    "hours",
    "when_closed",
    "directions",
    "payment",
    "spoken_languages",
    "disclaimer",
    "crisis_line_name",
    "crisis_line_note",
)
