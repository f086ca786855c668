"""The number of the clinic is one that patients can call."""

import pytest
from django.core.exceptions import ValidationError

from tests import builders as build

pytestmark = pytest.mark.django_db


def test_a_number_of_a_few_digits_is_refused():
    details = build.details(phone="(555) 555-0100")
    details.phone = "12"
    with pytest.raises(ValidationError, match="too short"):
        details.full_clean()
    details.phone = "555 0100"
    details.full_clean()
