from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from clinic.models import ClinicDetails, UrgentNotice
from clinic.visibility import for_visitors


def clinic(request):
    """What the frame of every page shows: `clinic_details`, the `menu` (pages under home marked for it) and the
    `urgent_notices` of this moment.

    All are lazy: admin pages, which show none, pay nothing.
    """
    return {
        "clinic_details": SimpleLazyObject(lambda: ClinicDetails.for_request(request)),
        "menu": SimpleLazyObject(lambda: menu_of(Site.find_for_request(request))),
        "urgent_notices": SimpleLazyObject(lambda: list(UrgentNotice.objects.showing())),
    }


def menu_of(site):
    return list(for_visitors(site.root_page.get_children().in_menu())) if site else []
