"""Every address that a process knows, by name, with its route."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.urls import URLResolver, get_resolver
from wagtail.admin.views.mixins import SpreadsheetExportMixin

OUR_ROOMS = ("clinic.", "faq.", "home.")
# Addresses given as a regular expression: one path that each of them takes.
WRITTEN_OUT = {
    "wagtailadmin_pages:revisions_compare": "admin/pages/<page_id>/revisions/compare/earliest...latest/",
    "admin/^.*/$": "admin/no-such-screen/",
    "wagtail_serve": "<public_path>",
}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern. `name` has its namespaces; a pattern without a name is called by its route."""

    name: str
    route: str
    view: object

    @cached_property
    def is_ours(self):
        """Whether the clinic's own code answers it."""
        return self.view_of.__module__.startswith(OUR_ROOMS)

    @property
    def view_of(self):
        return getattr(self.view, "view_class", None) or self.view

    @property
    def exports(self):
        """Whether the view can give its rows away as a file."""
        return isinstance(self.view_of, type) and issubclass(self.view_of, SpreadsheetExportMixin)

    @property
    def namespace(self):
        return self.name.rpartition(":")[0]

    def path(self, values):
        """The path with `values` filled in; a value may be meant for one namespace: "wagtaildocs.pk"."""
        return "/" + ARGUMENT.sub(lambda found: str(self.value(found[1], values)), self.plain_route)

    @property
    def plain_route(self):
        return WRITTEN_OUT.get(self.name, self.route.replace("^", ""))

    def missing(self, values):
        """The arguments for which there is no value."""
        return [name for name in ARGUMENT.findall(self.plain_route) if self.value(name, values) is None]

    def value(self, argument, values):
        keys = (f"{self.name}.{argument}", f"{self.namespace}.{argument}", argument)
        return next((values[key] for key in keys if key in values), None)


def addresses(urlconf):
    return list(walk(get_resolver(urlconf)))


def walk(resolver, route="", namespaces=()):
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from walk(pattern, here, inner)
        else:
            name = ":".join([*namespaces, pattern.name]) if pattern.name else here
            yield Address(name, here, pattern.callback)
