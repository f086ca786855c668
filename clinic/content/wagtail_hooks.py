"""Key figures in the admin and in the rich text editor."""

from django.db.models import DateTimeField
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.rich_text.converters.editor_html import EmbedTypeRule
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.rich_text.editors.draftail import features as draftail
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from clinic.content import links_to_places, rich_text
from clinic.content.forms import readable
from clinic.content.local_times import ClinicTime
from clinic.content.viewsets import KeyFigureChooser, KeyFigureViewSet, key_figure_chooser

register_snippet(KeyFigureViewSet)
register_form_field_override(DateTimeField, override={"form_class": ClinicTime, "widget": AdminDateTimeInput})

# The picture of a member of staff, for which Wagtail has no setting.
portrait = AvatarPreferencesForm.base_fields["avatar"]
portrait.to_python = readable(portrait.to_python)


@hooks.register("insert_global_admin_js")
def dates_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("clinic/js/dates.js"))


@hooks.register("register_admin_viewset")
def register_key_figure_chooser() -> KeyFigureChooser:
    return key_figure_chooser


@hooks.register("register_rich_text_features")
def register_key_figure(features: FeatureRegistry) -> None:
    features.register_embed_type(rich_text.KeyFigureHandler)
    entity = {
        "type": rich_text.ENTITY_TYPE,
        "icon": "order",
        "description": "Key figure",
        "attributes": ["id"],
        "chooserUrls": {"chooser": reverse_lazy("key_figure_chooser:choose")},
    }
    scripts = ["wagtailadmin/js/chooser-modal.js", "clinic/js/key-figure.js"]
    features.register_editor_plugin("draftail", "key-figure", draftail.EntityFeature(entity, js=scripts))
    features.register_converter_rule(
        "contentstate",
        "key-figure",
        {
            "from_database_format": {f'embed[embedtype="{rich_text.EMBED_TYPE}"]': rich_text.KeyFigureElement()},
            "to_database_format": {"entity_decorators": {rich_text.ENTITY_TYPE: rich_text.to_database}},
        },
    )
    rule = EmbedTypeRule(rich_text.EMBED_TYPE, rich_text.EditorHtmlAttributes)
    features.register_converter_rule("editorhtml", "key-figure", [rule])


@hooks.register("register_rich_text_features", order=10)
def register_places_on_pages(features: FeatureRegistry) -> None:
    """After Wagtail's own links, whose place these take."""
    features.register_link_type(links_to_places.PlaceLinkHandler)
    from_database = {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': links_to_places.PlaceLinkElement("LINK"),
    }
    to_database = {"entity_decorators": {"LINK": links_to_places.to_database}}
    rules = {"from_database_format": from_database, "to_database_format": to_database}
    features.register_converter_rule("contentstate", "link", rules)
