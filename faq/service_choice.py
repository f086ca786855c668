"""Choosing the services a topic leads to: a list of the few that the clinic has, those of the topic's language."""

from typing import Any

from django import forms
from django.db.models import Case, Q, When
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

SERVICES = Q(content_type__app_label="home", content_type__model__in=["servicepage", "servicespage"])


def services_for(locale: Locale, chosen: int | None) -> PageQuerySet:
    """The clinic's services in that language, first; those that the first language alone has; and the one `chosen`."""
    services = Page.objects.filter(SERVICES).filter(Q(live=True) | Q(first_published_at=None))
    own = services.filter(locale=locale).values("pk")
    known = services.filter(locale=locale).values("translation_key")
    others = services.filter(locale=Locale.get_default()).exclude(translation_key__in=known).values("pk")
    found = Page.objects.filter(Q(pk__in=own) | Q(pk__in=others) | Q(pk=chosen)).select_related("locale")
    is_foreign = Case(When(locale=locale, then=0), default=1)
    return found.order_by(is_foreign, "title")


class ServiceLinkForm(WagtailAdminModelForm):
    """`page_locale`: the language of the topic; None for a topic of which nothing is known yet."""

    def __init__(self, *args: Any, page_locale: Locale | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        if page_locale:
            field.queryset = services_for(page_locale, self.instance.service_id)
        field.label_from_instance = lambda service: named(service, page_locale)


def named(service: Page, locale: Locale | None) -> str:
    """With the language in which readers find it, where that is another than the topic's."""
    marks = [] if locale in (None, service.locale) else [service.locale.language_name]
    marks += [] if service.live else ["draft"]
    return f"{service.title} ({', '.join(marks)})" if marks else service.title


class ServicesPanel(InlinePanel):
    """Rows of a list to choose from."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows |= {"form": ServiceLinkForm, "widgets": {"service": forms.Select}, "inherit_kwargs": ["page_locale"]}
        return options
