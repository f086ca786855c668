"""The screen "Import a document": upload, look at it, make a draft. For staff who may add topics."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from faq.importing import uploads
from faq.importing.draft import Refused
from faq.importing.drafting import create
from faq.importing.outline.pictures import NoPictures, Pictures
from faq.importing.preview import shown
from faq.importing.reading.files import ENDINGS, MOST_BYTES, TOO_LARGE
from faq.importing.running import plan_for
from faq.importing.words import safe_name
from faq.models import FaqIndexPage


def pages_to_add_to(user):
    """The pages under which this person may add topics."""
    pages = FaqIndexPage.objects.order_by("pk")
    return [page for page in pages if page.permissions_for_user(user).can_add_subpage()]


def picture_rights():
    """Wagtail's own rule for its library of pictures; the two versions keep it in different places."""
    return CollectionOwnershipPermissionPolicy(get_image_model(), Image, owner_field_name="uploaded_by_user")


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "add")


class DocumentForm(forms.Form):
    document = forms.FileField(
        label="Document",
        allow_empty_file=True,
        error_messages={"required": "Choose a file first."},
        help_text="Word (.docx), a saved web page (.html), Markdown (.md) or plain text (.txt), at most 10 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    under = forms.ModelChoiceField(
        FaqIndexPage.objects.none(), label="Where the topic belongs", empty_label=None, required=True
    )

    def __init__(self, *args, pages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["under"].queryset = FaqIndexPage.objects.filter(pk__in=[page.pk for page in pages])
        self.only_page = pages[0] if len(pages) == 1 else None
        if self.only_page:
            del self.fields["under"]

    def clean_document(self):
        document = self.cleaned_data["document"]
        if document.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE.format(name=safe_name(document.name)))
        return document

    @property
    def index(self):
        return self.only_page or self.cleaned_data["under"]


class ImportMixin(WagtailAdminTemplateMixin):
    """Turns away, as Wagtail does, everybody who may not add topics anywhere."""

    page_title = "Import a document"
    header_icon = "upload"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.pages = pages_to_add_to(request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.pages:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        here = {"url": reverse("import_topic"), "label": "Import a document"}
        return [*self.breadcrumbs_items, here]

    def plan(self, data, name, index):
        """May this person put pictures into the library? If not, the words come without them."""
        may = picture_rights().user_has_permission(self.request.user, "add")
        return plan_for(data, name, index, Pictures() if may else NoPictures())


class UploadView(ImportMixin, FormView):
    form_class = DocumentForm
    template_name = "faq/importing/upload.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"pages": self.pages}

    def form_valid(self, form):
        document = form.cleaned_data["document"]
        data, name = document.read(), safe_name(document.name)
        try:
            self.plan(data, name, form.index)
            token = uploads.keep(data, name, form.index, self.request.user)
        except Refused as refusal:
            form.add_error("document", str(refusal))
            return self.form_invalid(form)
        return redirect("import_topic_preview", token)


class PreviewView(ImportMixin, TemplateView):
    template_name = "faq/importing/preview.html"
    success_url = reverse_lazy("import_topic")

    def dispatch(self, request, *args, **kwargs):
        self.upload = uploads.kept(kwargs["token"], request.user)
        if self.pages and not self.upload:
            messages.warning(request, "This preview is over. Choose the document again.")
            return redirect("import_topic")
        return super().dispatch(request, *args, **kwargs)

    @property
    def index(self):
        page = next((page for page in self.pages if page.pk == self.upload.index), None)
        if page is None:
            raise PermissionDenied
        return page

    def get(self, request, *args, **kwargs):
        return self.with_plan(lambda plan: self.render_to_response(self.get_context_data(plan=plan)))

    def post(self, request, *args, **kwargs):
        return self.with_plan(self.make_draft)

    def with_plan(self, act):
        """What was fine at the upload may be refused now, if rules or rights changed in between."""
        try:
            plan = self.plan(self.upload.data, self.upload.name, self.index)
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("import_topic")
        return act(plan)

    def make_draft(self, plan):
        page = create(plan, self.request.user)
        self.upload.forget()
        if plan.existing:
            messages.warning(self.request, plan.already_here)
        else:
            messages.success(
                self.request, f"“{page.title}” is now a draft. Patients cannot see it until it is published."
            )
        return redirect("wagtailadmin_pages:edit", page.pk)

    def get_context_data(self, plan, **kwargs):
        return super().get_context_data(
            plan=plan, report=plan.report, questions=shown(plan.draft), existing=plan.existing, **kwargs
        )
