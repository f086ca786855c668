"""The screen that says who may do what."""

from django.http import HttpResponse
from django.shortcuts import render

from clinic.people.requests import StaffRequest
from clinic.people.roles import rights_table
from clinic.site.models import ClinicDetails


def who_may_do_what(request: StaffRequest) -> HttpResponse:
    """The roles, their rights and who holds them."""
    rules = {"one_person_signs": ClinicDetails.for_request(request).one_person_signs}
    return render(request, "clinic/who_may.html", rules | {"roles": rights_table()})
