"""Key figures in the admin: listed, edited by one person at a time, chosen in the rich-text editor."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic.chooser import ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from clinic.content.models import KeyFigure
from clinic.content.optimistic_lock_form import OptimisticLockForm


class OptimisticLockEditView(EditView):
    """For models whose form is a OptimisticLockForm: saves one at a time, answers a stale save with 409."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not str(self.kwargs["pk"]).isdecimal():
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            list(self.model.objects.select_for_update(no_key=True).filter(pk=self.kwargs["pk"]).values_list("pk"))
            return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: OptimisticLockForm) -> HttpResponse:
        answer = super().form_invalid(form)
        if form.is_stale:
            answer.status_code = 409
        return answer


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
    edit_view_class = OptimisticLockEditView
    icon = "order"
    menu_label = "Key figures"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "text", "as_of", "check_by"]
    list_filter = ["check_by"]
    list_export = ["name", "value", "unit", "counted_who", "counted_by", "counted_how", "period", "as_of", "check_by"]


key_figure_chooser = KeyFigureChooser("key_figure_chooser")
