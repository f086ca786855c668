from django.utils.functional import SimpleLazyObject

from clinic.frame import frame_of


def clinic(request):
    """What the frame of every page shows: `clinic_details`, the `menu` (pages under home marked for it), the
    `legal_pages` of its foot and the `urgent_notices` of this moment.

    All are lazy: admin pages, which show none, pay nothing.
    """
    return {
        "clinic_details": SimpleLazyObject(lambda: frame_of(request).details),
        "menu": SimpleLazyObject(lambda: frame_of(request).menu),
        "legal_pages": SimpleLazyObject(lambda: frame_of(request).legal_pages),
        "urgent_notices": SimpleLazyObject(lambda: frame_of(request).notices),
    }
