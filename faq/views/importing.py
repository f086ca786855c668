"""The screen "Import a document": upload, look at it, make a draft. For staff who may add topics."""

from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import quote

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
from clinic.staff.large_uploads import OWN_WORDS
from faq.importing import uploads
from faq.importing.draft import Refused
from faq.importing.drafting import create
from faq.importing.folder import AT
from faq.importing.many_documents import Document, Outcome, brought_in
from faq.importing.one_document import plan_for
from faq.importing.outline.pictures import PictureOf, Pictures, no_pictures
from faq.importing.planning import Plan
from faq.importing.preview import safe, shown
from faq.importing.reading.files import ENDINGS, MOST_BYTES, TOO_LARGE
from faq.importing.targets import Topics
from faq.importing.uploads import MOST_AT_ONCE
from faq.importing.words import safe_name
from faq.models import FaqIndexPage, TopicPage
from faq.statements import without_kind

TOO_LARGE_TOGETHER = (
    "A file is larger than 10 MB, or all together are larger than 20 MB. A topic's text is small: take out large "
    "pictures, split the file, or send fewer at once."
)


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


class UnderForm(forms.Form):
    """Where topics belong: asked only where there is a choice. Forms that add fields of their own show it last."""

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
        else:
            self.order_fields([*(name for name in self.fields if name != "under"), "under"])

    @property
    def index(self) -> FaqIndexPage:
        return self.only_page or self.cleaned_data["under"]


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class DocumentsField(forms.FileField):
    """One file or several, as a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list) and data else [data or None]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Choose at most {MOST_AT_ONCE} files at once.")
        return [super(DocumentsField, self).clean(file, initial) for file in files]


class DocumentForm(UnderForm):
    document = DocumentsField(
        label="Documents",
        allow_empty_file=True,
        error_messages={"required": "Choose a file first.", OWN_WORDS: TOO_LARGE_TOGETHER},
        help_text="Word (.docx), a saved web page (.html), Markdown (.md) or plain text (.txt), at most 10 MB each. "
        "Several at once become a draft each.",
        widget=SeveralFiles(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_document(self) -> list[UploadedFile]:
        for document in self.cleaned_data["document"]:
            if document.size > MOST_BYTES:
                raise forms.ValidationError(TOO_LARGE.format(name=safe_name(document.name)))
        return self.cleaned_data["document"]


class ImportMixin(WagtailAdminTemplateMixin, View):
    """Turns away, as Wagtail does, everybody who may not add topics anywhere."""

    page_title = "Import a document"
    header_icon = "upload"
    here = "import_topic"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pages = pages_to_add_to(signed_in(request))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.pages:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse(self.here), "label": self.page_title}]

    def pictures(self) -> PictureOf:
        """May this person put pictures into the library? If not, the words come without them."""
        return Pictures() if picture_rights().user_has_permission(self.request.user, "add") else no_pictures

    def plan(self, data: bytes, name: str, index: FaqIndexPage) -> Plan:
        return plan_for(data, name, index, self.pictures())


class UploadView(ImportMixin, FormView):
    form_class = DocumentForm
    template_name = "faq/importing/upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"pages": self.pages}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = uploads.waiting(signed_in(self.request))
        own = {page.pk for page in self.pages}
        return super().get_context_data(
            waiting=[one for one in waiting if {upload.index for upload in one.uploads} <= own], **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = request.POST.get("remove")
        return super().post(request, *args, **kwargs) if token is None else self.remove(token)

    def remove(self, token: str) -> HttpResponse:
        """One's own alone: the word of somebody else opens nothing."""
        for upload in uploads.kept(token, signed_in(self.request)):
            upload.forget()
        messages.success(self.request, "Removed. No draft was made of it.")
        return redirect("import_topic")

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        """One that cannot be read is said here; of several, beside the others."""
        files = [(document.read(), safe_name(document.name)) for document in form.cleaned_data["document"]]
        try:
            if len(files) == 1:
                self.plan(*files[0], form.index)
            token = uploads.keep_all(files, form.index, signed_in(self.request))
        except Refused as refusal:
            form.add_error("document", str(refusal))
            return self.form_invalid(form)
        return redirect("import_topic_preview", token)


class PreviewView(ImportMixin, TemplateView):
    template_name = "faq/importing/preview.html"
    success_url = reverse_lazy("import_topic")
    uploads: list[uploads.Upload]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.uploads = uploads.kept(kwargs["token"], signed_in(request))
        if self.pages and not self.uploads:
            messages.warning(request, "This preview is over. Choose the document again.")
            return redirect("import_topic")
        return super().dispatch(request, *args, **kwargs)

    @property
    def index(self) -> FaqIndexPage:
        page = next((page for page in self.pages if page.pk == self.uploads[0].index), None)
        if page is None:
            raise PermissionDenied
        return page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if len(self.uploads) > 1:
            return self.several(made=False)
        return self.with_plan(lambda plan: self.render_to_response(self.get_context_data(plan=plan)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.several(made=True) if len(self.uploads) > 1 else self.with_plan(self.make_draft)

    def several(self, *, made: bool) -> HttpResponse:
        """A line about each, before its draft is made or after."""
        user = signed_in(self.request)
        outcomes = list(brought_in(documents_in(self.uploads, self.index, self.pictures), user, dry_run=not made))
        if made:
            for upload in self.uploads:
                upload.forget()
        self.template_name = "faq/importing/several.html"
        said, to_make = what_became(outcomes, made), sum(one.is_to_make for one in outcomes)
        return self.render_to_response(
            super().get_context_data(outcomes=outcomes, made=made, said=said, to_make=to_make)
        )

    def with_plan(self, act: Callable[[Plan], HttpResponse]) -> HttpResponse:
        """What was fine at the upload may be refused now, if rules or rights changed in between."""
        upload = self.uploads[0]
        try:
            plan = self.plan(upload.data, upload.name, self.index)
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("import_topic")
        return act(plan)

    def make_draft(self, plan: Plan) -> HttpResponse:
        page = create(plan, signed_in(self.request))
        self.uploads[0].forget()
        if plan.existing:
            messages.warning(self.request, plan.already_here)
        else:
            said = f"“{page.title}” is now a draft. Patients cannot see it until it is published."
            messages.success(self.request, said, buttons=[*self.next_steps(page)])
        return redirect("wagtailadmin_pages:edit", page.pk)

    def next_steps(self, page: TopicPage) -> Iterator[Any]:
        if without_kind(page.asked):
            yield messages.button(reverse("choose_kinds", args=[page.pk]), "Give statements their kind")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = kwargs["plan"]
        more = {"report": plan.report, "questions": shown(plan.draft), "existing": plan.existing}
        more["short_answer"] = safe(plan.draft.short_answer)
        return super().get_context_data(**kwargs, **more)


def what_became(outcomes: list[Outcome], made: bool) -> dict[str, str]:
    """What stands above the lines, as a block of help: never that there are drafts where none was made."""
    drafts = sum(one.is_to_make or bool(one.page) for one in outcomes)
    if not drafts:
        words = f"No draft {'was' if made else 'can be'} made of these. Beside each stands why."
        return {"status": "warning", "words": words}
    if not made:
        return {"status": "info", "words": "This is how the documents were read. Nothing is in the site yet."}
    words = f"{drafts} of {len(outcomes)} documents became drafts. Patients cannot see them until they are published."
    return {"status": "info", "words": words}


def documents_in(files: list[uploads.Upload], index: FaqIndexPage, pictures: Callable[[], PictureOf]) -> list[Document]:
    """Their names stand for the addresses by which they link to each other."""
    return [
        Document(one.name, one.name, one.file.read_bytes, Topics(index), pictures, f"{AT}{quote(one.name)}")
        for one in files
    ]
