"""The clinic's one switch for a practice of one."""

from clinic.site.models import ClinicDetails


def one_person_signs() -> bool:
    """Whether the same person may write, approve and publish here."""
    return ClinicDetails.objects.filter(one_person_signs=True).exists()
