"""Key figures in the admin: listed, edited by one person at a time, chosen in the rich-text editor."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, LocaleColumn, Table
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, IndexView, SnippetViewSet

from clinic.content.alphabet import as_people_sort
from clinic.content.changed_meanwhile import BoundToVersion
from clinic.content.lock_against_twins import OneAtATime
from clinic.content.models import KeyFigure, SharedText
from clinic.content.original_changes import tell
from clinic.content.other_languages import other_languages

# In the address of a new text: the id of the one it began with.
COPY_OF = "copy_of"
NUMBER = re.compile("[0-9]{1,9}")
BEGUN = "It has been begun in {} already"


class SavesWhole:
    """Saved by hand and complete, drafts too: what nobody's page shows goes live with it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.saving_as_draft = self.autosave_enabled = False
        # Written over the last version, words would have no author.
        posted = request.POST.copy()
        posted.pop("overwrite_revision_id", None)
        request.POST = posted  # type: ignore[assignment]


class SharedTextCreateView(OneAtATime, SavesWhole, CreateView):
    """A new text, which no page shows yet; `?locale=es&of=3`: the text 3 in Spanish, begun with its words."""

    @cached_property
    def source(self) -> SharedText | None:
        number = self.request.GET.get("of", "")
        return self.model._default_manager.filter(pk=number).first() if NUMBER.fullmatch(number) else None

    @property
    def begun_already(self) -> SharedText | None:
        return self.source and self.source.get_translation_or_none(self.locale)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if known := self.begun_already:
            messages.info(request, BEGUN.format(known.locale.language_name))
            return redirect(known.snippet_viewset.get_url_name("edit"), known.pk)
        return super().get(request, *args, **kwargs)

    def get_initial_form_instance(self) -> SharedText | None:
        return self.source.begun_in(self.locale) if self.source else super().get_initial_form_instance()

    def is_valid(self, form: WagtailAdminModelForm) -> bool:
        if known := self.begun_already:
            form.add_error(None, f"{BEGUN.format(known.locale.language_name)}: “{known}”. Yours is not saved.")
        return super().is_valid(form)

    def get_add_url(self) -> str:
        address: str = super().get_add_url()
        return set_query_params(address, {"of": self.source.pk, COPY_OF: self.source.pk}) if self.source else address


class SharedTextCopyView(OneAtATime, SavesWhole, CopyView):
    """A new text that begins with the words of another, which the address that it is sent to names."""

    def get_add_url(self) -> str:
        return set_query_params(super().get_add_url(), {COPY_OF: self.kwargs[self.pk_url_kwarg]})


class BoundEditView(BoundToVersion, EditView):
    pass


class ClinicSnippetViewSet(SnippetViewSet):
    """Of a snippet that is live when it is saved."""

    edit_view_class = BoundEditView


class SharedTextEditView(SavesWhole, BoundEditView):
    """Of the newest version, which may wait to be approved."""

    has_to_say = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not str(self.kwargs["pk"]).isdecimal():
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            for row in self.model.objects.select_for_update(no_key=True, of=("self",)).filter(pk=self.kwargs["pk"]):
                if isinstance(row, SharedText):
                    row.keep_first_version()
            return super().dispatch(request, *args, **kwargs)

    def submit_action(self) -> None:
        """Sent already by a colleague, since this form was opened: what is in review is what was saved now."""
        self.workflow_state = state = self.object.current_workflow_state
        if state is None or state.status != state.STATUS_IN_PROGRESS:
            super().submit_action()


class LanguagesColumn(Column):
    """Which other languages there are, and the way to begin one. SharedTextIndexView knows it for all rows at once."""

    cell_template_name = "clinic/listings/languages_cell.html"


class AlphabeticalIndex:
    """Before Wagtail's view of a list: its texts stand in the order in which people look for them.

    Search cannot sort by that; it has the best first.
    """

    is_searching: bool

    def order_queryset(self, queryset: Any) -> Any:
        ordered = super().order_queryset(queryset)  # type: ignore[misc]
        return ordered if self.is_searching else as_people_sort(ordered)


class AlphabeticalIndexView(AlphabeticalIndex, IndexView):
    pass


class AlphabeticalChooser:
    """Before Wagtail's views of a chooser: the same there."""

    def apply_object_list_ordering(self, objects: Any) -> Any:
        return as_people_sort(super().apply_object_list_ordering(objects))  # type: ignore[misc]


class SharedTextChooseView(AlphabeticalChooser, ChooseView):
    pass


class SharedTextChooseResultsView(AlphabeticalChooser, ChooseResultsView):
    pass


class SharedTextIndexView(AlphabeticalIndexView):
    """With columns on other languages and, where there is something to say, on what was changed in the original of a
    translation since."""

    columns: list[Column]

    def get_table(self, object_list: Any) -> Table:
        languages = other_languages(object_list, self.request.user)
        column = LanguagesColumn("languages", label="Other languages", accessor=lambda text: languages.get(text.pk, []))
        if any(languages.values()):
            self.columns = [*self.columns, column]
        tell(object_list, self.model)
        if any(text.original_change for text in object_list):
            label = f"{Locale.get_default().language_name} changed"
            self.columns = [*self.columns, Column("original_change", label=label)]
        return super().get_table(object_list)


class NobodyPublishes(ModelPermissionPolicy):
    """Of a shared text: approving it puts it live, so Wagtail's right to publish is nobody's, whatever a group says."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "publish" and super().user_has_permission(user, action)


class SharedTextViewSet(SnippetViewSet):
    """Screens of a shared text."""

    index_view_class = SharedTextIndexView
    add_view_class = SharedTextCreateView
    copy_view_class = SharedTextCopyView
    edit_view_class = SharedTextEditView

    @cached_property
    def permission_policy(self) -> NobodyPublishes:
        return NobodyPublishes(self.model)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """The ticks of a group: no right that would do nothing."""
        return super().get_permissions_to_register().exclude(codename__startswith="publish_")


class KeyFigureChosen(ChosenView):
    """Tells the editor the words to show, not only the name for staff."""

    def get_chosen_response_data(self, item: KeyFigure) -> dict[str, Any]:
        return super().get_chosen_response_data(item) | {"text": item.text}


class KeyFigureChooser(ChooserViewSet):
    """Chooses a figure to put into rich text."""

    model = KeyFigure
    choose_view_class = SharedTextChooseView
    choose_results_view_class = SharedTextChooseResultsView
    chosen_view_class = KeyFigureChosen
    icon = "order"
    choose_one_text = "Choose a key figure"
    register_widget = False


class KeyFigureViewSet(SharedTextViewSet):
    model = KeyFigure
    icon = "order"
    menu_label = "Key figures"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", LocaleColumn(label="Language", sort_key=None), "text", "as_of", "check_by"]
    list_filter = ["check_by"]
    list_export = ["name", "value", "unit", "counted_who", "counted_by", "counted_how", "period", "as_of", "check_by"]


key_figure_chooser = KeyFigureChooser("key_figure_chooser")
