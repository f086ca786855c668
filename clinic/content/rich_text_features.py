"""What the rich text editor offers besides Wagtail's own: the key figure, and links to places on pages.

Which of all features a field has is in clinic.settings.rich_text.
"""

from django.urls import reverse_lazy
from wagtail.admin.rich_text.converters.editor_html import EmbedTypeRule
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from clinic.content import key_figure_in_text, links_to_places


def key_figure(features: FeatureRegistry) -> None:
    features.register_embed_type(key_figure_in_text.KeyFigureHandler)
    entity = {
        "type": key_figure_in_text.ENTITY_TYPE,
        "icon": "order",
        "description": "Key figure",
        "attributes": ["id"],
        "chooserUrls": {"chooser": reverse_lazy("key_figure_chooser:choose")},
    }
    scripts = ["wagtailadmin/js/chooser-modal.js", "clinic/js/key-figure.js"]
    features.register_editor_plugin("draftail", "key-figure", EntityFeature(entity, js=scripts))
    features.register_converter_rule(
        "contentstate",
        "key-figure",
        {
            "from_database_format": {
                f'embed[embedtype="{key_figure_in_text.EMBED_TYPE}"]': key_figure_in_text.KeyFigureElement()
            },
            "to_database_format": {
                "entity_decorators": {key_figure_in_text.ENTITY_TYPE: key_figure_in_text.to_database}
            },
        },
    )
    rule = EmbedTypeRule(key_figure_in_text.EMBED_TYPE, key_figure_in_text.EditorHtmlAttributes)
    features.register_converter_rule("editorhtml", "key-figure", [rule])


def places_on_pages(features: FeatureRegistry) -> None:
    """After Wagtail's own links, whose place these take."""
    features.register_link_type(links_to_places.PlaceLinkHandler)
    from_database = {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': links_to_places.PlaceLinkElement("LINK"),
    }
    to_database = {"entity_decorators": {"LINK": links_to_places.to_database}}
    rules = {"from_database_format": from_database, "to_database_format": to_database}
    features.register_converter_rule("contentstate", "link", rules)
