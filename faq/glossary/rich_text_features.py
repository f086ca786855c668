"""What the library adds to the rich text editor: marking a word that the glossary explains."""

from typing import Any

from django.urls import reverse_lazy
from wagtail.admin.rich_text.converters.editor_html import LinkTypeRule
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from clinic.content.key_figure_in_text import EditorHtmlAttributes
from faq.glossary import word_in_text


class ExplainFeature(EntityFeature):
    """The mark itself, and below the field the words that could be marked."""

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        options.setdefault("controls", []).append({"type": word_in_text.ENTITY_TYPE})


def glossary_term(features: FeatureRegistry) -> None:
    features.register_link_type(word_in_text.GlossaryHandler)
    entity = {
        "type": word_in_text.ENTITY_TYPE,
        "icon": "openquote",
        "description": "Explain a word",
        "attributes": ["id"],
        "chooserUrls": {"chooser": reverse_lazy("glossary_chooser:choose")},
    }
    media = {"js": ["wagtailadmin/js/chooser-modal.js", "faq/glossary.js"], "css": {"all": ["faq/glossary.css"]}}
    features.register_editor_plugin("draftail", "glossary-term", ExplainFeature(entity, **media))
    features.register_converter_rule(
        "contentstate",
        "glossary-term",
        {
            "from_database_format": {
                f'a[linktype="{word_in_text.LINK_TYPE}"]': word_in_text.GlossaryElement(word_in_text.ENTITY_TYPE)
            },
            "to_database_format": {"entity_decorators": {word_in_text.ENTITY_TYPE: word_in_text.to_database}},
        },
    )
    features.register_converter_rule(
        "editorhtml", "glossary-term", [LinkTypeRule(word_in_text.LINK_TYPE, EditorHtmlAttributes)]
    )
