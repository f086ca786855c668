from .details import ClinicDetails, Jurisdiction, OverduePolicy
from .details_translation import DetailsWords
from .notice import UrgentNotice

__all__ = [
    "ClinicDetails",
    "DetailsWords",
    "Jurisdiction",
    "OverduePolicy",
    "UrgentNotice",
]
