"""ClinicPage, withdrawal and the bin."""

from .bin import Bin, BinnedPage
from .clinic_page import ClinicPage
from .withdrawal import Withdrawal

__all__ = [
    "Bin",
    "BinnedPage",
    "ClinicPage",
    "Withdrawal",
]
