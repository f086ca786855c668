"""Panels that any editing form may use. They read `self.instance` and import no models."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.admin.panels import Panel

from clinic.content.deletion_guard import places
from clinic.content.other_languages import other_languages


class UsedInPanel(Panel):
    """Lists every page whose text contains this object."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/used_in.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"used_in": places(self.instance)}


class OriginalChangePanel(Panel):
    """Says in a translation of a shared text what was changed in its original since."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/original_change.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None and self.instance.original_change is not None


class OtherLanguagesPanel(Panel):
    """Leads to a shared text in other languages, and begins it in those in which it is missing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/other_languages.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            languages = other_languages([self.instance], self.request.user)[self.instance.pk]
            is_missing = any(not language.is_there for language in languages)
            told = {"languages": languages, "is_missing": is_missing, "name": str(self.instance)}
            return super().get_context_data(parent_context) | told


class OverdueFiguresPanel(Panel):
    """Warns while writing that a key figure in this page is past its day of checking."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/overdue_figures.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.figures)

        @property
        def figures(self) -> list[Any]:
            return [figure for figure in self.instance.key_figures if figure.is_overdue]

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"figures": self.figures}


class UnsignedWordsPanel(Panel):
    """Above words that nobody signs: that it is so, what the claims check says of them, and once something was refused
    the question of ReadByClinicianForm. `relation`: of rows."""

    def __init__(self, relation: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.relation = relation

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"relation": self.relation}

    def get_form_options(self) -> dict[str, Any]:
        """It shows the question itself; what no panel names would stand below the form."""
        return super().get_form_options() | {"fields": ["read_by_clinician"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/unsigned_words.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            asks = self.form.asks_for_clinician(self.panel.relation)
            more = {
                "quoted": getattr(self.instance, "quoted_in_pages", ""),
                "claims": [*self.claims()],
                "question": self.form["read_by_clinician"],
                "asks": asks,
            }
            return super().get_context_data(parent_context) | more | {"asks_here": asks and self.is_first_to_ask()}

        def is_first_to_ask(self) -> bool:
            """A form with several tabs asks once: of two answers only the last would count."""
            first = self.form.__dict__.setdefault("asked_in", self.prefix)
            return bool(first == self.prefix)

        def claims(self) -> Iterator[tuple[str, str]]:
            relation = self.panel.relation
            for holder in getattr(self.instance, relation).all() if relation else [self.instance]:
                for name in holder.unsigned_words:
                    yield from ((holder.label_of_words(name), said) for _, said in holder.claims(name))
