"""Key figures in the admin: listed, edited by one person at a time, chosen in the rich-text editor."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.generic.chooser import ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, IndexView, SnippetViewSet

from clinic.content.models import KeyFigure, SharedText
from clinic.content.optimistic_lock_form import OptimisticLockForm
from clinic.content.source_changes import tell

# In the address of a new text: the id of the one it began with.
COPY_OF = "copy_of"


class SavesWhole:
    """Saved by hand and complete, drafts too: what nobody's page shows goes live with it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.saving_as_draft = self.autosave_enabled = False
        # Written over the last version, words would have no author.
        posted = request.POST.copy()
        posted.pop("overwrite_revision_id", None)
        request.POST = posted  # type: ignore[assignment]


class SharedTextCreateView(SavesWhole, CreateView):
    """A new text, which no page shows yet."""


class SharedTextCopyView(SavesWhole, CopyView):
    """A new text that begins with the words of another, which the address that it is sent to names."""

    def get_add_url(self) -> str:
        return set_query_params(super().get_add_url(), {COPY_OF: self.kwargs[self.pk_url_kwarg]})


class OptimisticLockEditView(SavesWhole, EditView):
    """For models whose form is a OptimisticLockForm: saves one at a time, answers a stale save with 409."""

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

    def form_invalid(self, form: OptimisticLockForm) -> HttpResponse:
        answer = super().form_invalid(form)
        if form.is_stale:
            answer.status_code = 409
        return answer


class SharedTextIndexView(IndexView):
    """With a column, where there is something to say, on what was changed since in the original of a translation."""

    columns: list[Column]

    def get_table(self, object_list: Any) -> Table:
        tell(object_list, self.model)
        if any(text.source_change for text in object_list):
            label = f"{Locale.get_default().language_name} changed"
            self.columns = [*self.columns, Column("source_change", label=label)]
        return super().get_table(object_list)


class KeyFigureChosen(ChosenView):
    """Tells the editor the words to show, not only the name for staff."""

    def get_chosen_response_data(self, item: KeyFigure) -> dict[str, Any]:
        return super().get_chosen_response_data(item) | {"text": item.text}


class KeyFigureChooser(ChooserViewSet):
    """Chooses a figure to put into rich text."""

    model = KeyFigure
    chosen_view_class = KeyFigureChosen
    icon = "order"
    choose_one_text = "Choose a key figure"
    register_widget = False


class KeyFigureViewSet(SnippetViewSet):
    model = KeyFigure
    index_view_class = SharedTextIndexView
    add_view_class = SharedTextCreateView
    copy_view_class = SharedTextCopyView
    edit_view_class = OptimisticLockEditView
    icon = "order"
    menu_label = "Key figures"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "text", "as_of", "check_by"]
    list_filter = ["check_by"]
    list_export = ["name", "value", "unit", "counted_who", "counted_by", "counted_how", "period", "as_of", "check_by"]


key_figure_chooser = KeyFigureChooser("key_figure_chooser")
