"""The screen "Import a document": upload, look at it, make a draft. For staff who may add topics."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from clinic.people.models import User
from faq.importing import uploads
from faq.importing.draft import Refused
from faq.importing.drafting import create
from faq.importing.outline.pictures import Pictures, no_pictures
from faq.importing.planning import Plan
from faq.importing.preview import safe, shown
from faq.importing.reading.files import ENDINGS, MOST_BYTES, TOO_LARGE
from faq.importing.running import plan_for
from faq.importing.words import safe_name
from faq.labelling import without_kind
from faq.models import FaqIndexPage, TopicPage


def pages_to_add_to(user: User) -> list[FaqIndexPage]:
    """The pages under which this person may add topics."""
    pages = FaqIndexPage.objects.order_by("pk")
    return [page for page in pages if page.permissions_for_user(user).can_add_subpage()]


def signed_in(request: HttpRequest) -> User:
    """Who is at the screen: nobody comes this far without an account."""
    return cast(User, request.user)


def picture_rights() -> CollectionOwnershipPermissionPolicy:
    """Wagtail's own rule for its library of pictures; the two versions keep it in different places."""
    return CollectionOwnershipPermissionPolicy(get_image_model(), Image, owner_field_name="uploaded_by_user")


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "add")


class DocumentForm(forms.Form):
    document = forms.FileField(
        label="Document",
        allow_empty_file=True,
        error_messages={"required": "Choose a file first."},
        help_text="Word (.docx), a saved web page (.html), Markdown (.md) or plain text (.txt), at most 10 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    under: Any = forms.ModelChoiceField(
        FaqIndexPage.objects.none(), label="Where the topic belongs", empty_label=None, required=True
    )

    def __init__(self, *args: Any, pages: list[FaqIndexPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under: Any = self.fields["under"]
        under.queryset = FaqIndexPage.objects.filter(pk__in=[page.pk for page in pages])
        self.only_page = pages[0] if len(pages) == 1 else None
        if self.only_page:
            del self.fields["under"]

    def clean_document(self) -> UploadedFile:
        document = self.cleaned_data["document"]
        if document.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE.format(name=safe_name(document.name)))
        return document

    @property
    def index(self) -> FaqIndexPage:
        return self.only_page or self.cleaned_data["under"]


class ImportMixin(WagtailAdminTemplateMixin, View):
    """Turns away, as Wagtail does, everybody who may not add topics anywhere."""

    page_title = "Import a document"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pages = pages_to_add_to(signed_in(request))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.pages:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("import_topic"), "label": "Import a document"}
        return [*self.breadcrumbs_items, here]

    def plan(self, data: bytes, name: str, index: FaqIndexPage) -> Plan:
        """May this person put pictures into the library? If not, the words come without them."""
        may = picture_rights().user_has_permission(self.request.user, "add")
        return plan_for(data, name, index, Pictures() if may else no_pictures)


class UploadView(ImportMixin, FormView):
    form_class = DocumentForm
    template_name = "faq/importing/upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"pages": self.pages}

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        document = form.cleaned_data["document"]
        data, name = document.read(), safe_name(document.name)
        try:
            self.plan(data, name, form.index)
            token = uploads.keep(data, name, form.index, signed_in(self.request))
        except Refused as refusal:
            form.add_error("document", str(refusal))
            return self.form_invalid(form)
        return redirect("import_topic_preview", token)


class PreviewView(ImportMixin, TemplateView):
    template_name = "faq/importing/preview.html"
    success_url = reverse_lazy("import_topic")
    upload: uploads.Upload

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        upload = uploads.kept(kwargs["token"], signed_in(request))
        if self.pages and not upload:
            messages.warning(request, "This preview is over. Choose the document again.")
            return redirect("import_topic")
        if upload:
            self.upload = upload
        return super().dispatch(request, *args, **kwargs)

    @property
    def index(self) -> FaqIndexPage:
        page = next((page for page in self.pages if page.pk == self.upload.index), None)
        if page is None:
            raise PermissionDenied
        return page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.with_plan(lambda plan: self.render_to_response(self.get_context_data(plan=plan)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.with_plan(self.make_draft)

    def with_plan(self, act: Callable[[Plan], HttpResponse]) -> HttpResponse:
        """What was fine at the upload may be refused now, if rules or rights changed in between."""
        try:
            plan = self.plan(self.upload.data, self.upload.name, self.index)
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("import_topic")
        return act(plan)

    def make_draft(self, plan: Plan) -> HttpResponse:
        page = create(plan, signed_in(self.request))
        self.upload.forget()
        if plan.existing:
            messages.warning(self.request, plan.already_here)
        else:
            said = f"“{page.title}” is now a draft. Patients cannot see it until it is published."
            messages.success(self.request, said, buttons=[*self.next_steps(page)])
        return redirect("wagtailadmin_pages:edit", page.pk)

    def next_steps(self, page: TopicPage) -> Iterator[Any]:
        if without_kind(page):
            yield messages.button(reverse("label_statements", args=[page.pk]), "Give statements their kind")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = kwargs["plan"]
        more = {"report": plan.report, "questions": shown(plan.draft), "existing": plan.existing}
        more["short_answer"] = safe(plan.draft.short_answer)
        return super().get_context_data(**kwargs, **more)
