"""What stands around every page, and the names of the pages it leads to: looked up together, once a request."""

from functools import cache, cached_property

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page, Site, get_page_models

from clinic.visibility import for_visitors


def frame_of(request):
    """The Frame of this request."""
    if not hasattr(request, "clinic_frame"):
        request.clinic_frame = Frame(request)
    return request.clinic_frame


class Frame:
    """The clinic's details, its menu and legal pages, and other pages by id."""

    def __init__(self, request):
        self.request = request
        self.asked, self.found = set(), {}

    @cached_property
    def details(self):
        """With logo, site and `notices` in one query. Wagtail looks for the site on the request, and finds it there."""
        showing = apps.get_model("clinic", "UrgentNotice").objects.showing().values("text")
        model = apps.get_model("clinic", "ClinicDetails")
        known = model.objects.select_related("logo", "site__root_page").annotate(notices=ArraySubquery(showing))[:2]
        if len(known) != 1:  # not set up yet, or several sites: which one it is depends on the address
            return model.for_request(self.request)
        self.request._wagtail_site = known[0].site
        return known[0]

    @property
    def notices(self):
        """The words of the urgent notices of this moment, the one that began last first."""
        known = getattr(self.details, "notices", None)
        if known is None:
            known = apps.get_model("clinic", "UrgentNotice").objects.showing().values_list("text", flat=True)
        return list(known)

    @cached_property
    def site(self):
        return Site.find_for_request(self.request) if self.details is None else self.details.site

    def chosen(self, ids):
        """Pages that staff chose by `ids`, in that order, without those visitors may not read."""
        self.ask(ids)
        return [self.found[pk] for pk in ids if pk in self.found]

    def ask(self, ids):
        """Look these pages up, and with the first of them all that the frame names: ask for many at once."""
        wanted = {*ids, *self.details.legal_ids} - self.asked
        first = not self.asked
        if first or wanted:
            named = Q(pk__in=wanted) | self.in_menu if first else Q(pk__in=wanted)
            pages = for_visitors(Page.objects.filter(named)).annotate(summary=summary()).order_by("path")
            self.found |= {page.pk: page for page in pages}
            self.asked |= {0, *wanted}

    @property
    def in_menu(self):
        home = self.site.root_page
        return Q(path__startswith=home.path, depth=home.depth + 1, show_in_menus=True)

    @property
    def menu(self):
        """Pages under home that are marked for it."""
        self.ask([])
        home = self.site.root_page
        below = [page for page in self.found.values() if page.show_in_menus and page.is_child_of(home)]
        return sorted(below, key=lambda page: page.path)

    @property
    def legal_pages(self):
        """The pages named at the foot, always in the same order."""
        return self.chosen(self.details.legal_ids)


@cache
def summary():
    """The line that a type of page may have under this name, to be shown wherever the page is linked; else empty."""
    types = [model._meta for model in get_page_models()]
    having = [kind for kind in types if any(field.name == "summary" for field in kind.local_fields)]
    return Coalesce(*[F(f"{kind.model_name}__summary") for kind in having], Value(""), Value(""))
