"""The clinic's details, their words in other languages, and urgent notices."""

from .details import ClinicDetails, Jurisdiction, OverduePolicy
from .details_translation import DetailsWords
from .former_detail import FormerDetail
from .notice import UrgentNotice
from .publisher_page import PublisherPage

__all__ = [
    "ClinicDetails",
    "DetailsWords",
    "FormerDetail",
    "Jurisdiction",
    "OverduePolicy",
    "PublisherPage",
    "UrgentNotice",
]
