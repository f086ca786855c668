"""ClinicPage, withdrawal and the bin."""

from .asked_by_patients import AskedByPatients
from .bin import Bin, BinnedPage
from .clinic_page import ClinicPage
from .withdrawal import Withdrawal

__all__ = [
    "AskedByPatients",
    "Bin",
    "BinnedPage",
    "ClinicPage",
    "Withdrawal",
]
