"""The screen on which a website is given: a zip, a WordPress export or an address. Below, the imports there were."""

from pathlib import PurePath
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn

from clinic.staff.large_uploads import OWN_WORDS
from faq.importing.words import safe_name
from faq.models import FaqIndexPage
from faq.views.importing import ImportMixin, UnderForm, signed_in
from home.site_import.keeping import keep_upload
from home.site_import.models import SiteImport
from home.site_import.tasks import later

MEGABYTE = 1024 * 1024
MOST_BYTES = 200 * MEGABYTE
MOST_SHOWN = 50
TOO_LARGE = "{name} is larger than 200 MB. Leave out films, or give the address instead."
ENDINGS = {"site": (".zip", ".xml"), "uploads": (".zip",)}


class SiteForm(UnderForm):
    site = forms.FileField(
        label="A file",
        required=False,
        help_text="A .zip of saved pages, or the .xml that WordPress exports. At most 200 MB.",
        error_messages={OWN_WORDS: TOO_LARGE.format(name="A file")},
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS["site"])}),
    )
    uploads = forms.FileField(
        label="The pictures and files of WordPress",
        required=False,
        help_text="A .zip of its folder wp-content/uploads, beside the .xml. At most 200 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS["uploads"])}),
    )
    address = forms.URLField(
        label="Or an address",
        required=False,
        assume_scheme="https",
        help_text="Its first page or its sitemap, such as https://www.old-clinic.example. Its pages are fetched "
        "slowly, one at a time, as its robots.txt allows.",
    )
    base_url = forms.URLField(
        label="The address of the old site",
        required=False,
        assume_scheme="https",
        help_text="Only for a file, where the saved pages do not say it themselves.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("site")) == bool(cleaned.get("address")) and not self.errors:
            raise forms.ValidationError("Choose a file or write an address: one of the two.")
        return cleaned

    def clean_site(self) -> UploadedFile | None:
        return fit(self.cleaned_data["site"], ENDINGS["site"])

    def clean_uploads(self) -> UploadedFile | None:
        return fit(self.cleaned_data["uploads"], ENDINGS["uploads"])


def fit(file: UploadedFile | None, endings: tuple[str, ...]) -> UploadedFile | None:
    if file is None:
        return None
    name = safe_name(file.name or "")
    if PurePath(name).suffix.lower() not in endings:
        raise forms.ValidationError(f"“{name}” is not a file of this kind: {' or '.join(endings)}.")
    if (file.size or 0) > MOST_BYTES:
        raise forms.ValidationError(TOO_LARGE.format(name=f"“{name}”"))
    return file


class GiveSiteView(ImportMixin, FormView):
    form_class = SiteForm
    template_name = "home/site_import/give.html"
    page_title = "Import a website"
    header_icon = "site"
    here = "import_site"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"pages": self.pages}

    @transaction.atomic
    def form_valid(self, form: SiteForm) -> HttpResponse:
        given = form.cleaned_data
        name = safe_name(given["site"].name) if given["site"] else given["address"].split("://", 1)[-1].rstrip("/")
        site = SiteImport.objects.create(
            given=given["address"],
            name=name[:200],
            base_url=given["base_url"],
            index=form.index,
            user=signed_in(self.request),
        )
        if given["site"]:
            site.given = keep_upload(site, given["site"], "given")
            site.media = keep_upload(site, given["uploads"], "uploads") if given["uploads"] else ""
            site.save()
        later(site)
        return redirect("import_site_one", site.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, table=self.table())

    def table(self) -> Table | None:
        found = SiteImport.objects.filter(index__in=[page.pk for page in self.pages]).order_by("-pk")
        columns = [
            TitleColumn("name", label="Website", get_url=lambda site: reverse("import_site_one", args=[site.pk])),
            Column("stage", label="How far", accessor="how_far"),
            Column("user", label="By whom"),
            DateColumn("began_at", label="Begun"),
        ]
        rows = list(found.select_related("user")[:MOST_SHOWN])
        return Table(columns, rows, template_name="wagtailadmin/tables/table.html") if rows else None


def index_of(site: SiteImport) -> FaqIndexPage:
    return cast(FaqIndexPage, site.index.specific)
