from django.templatetags.static import static
from django.urls import include, path, reverse, reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.editor_html import EmbedTypeRule
from wagtail.admin.rich_text.editors.draftail import features as draftail
from wagtail.snippets.models import register_snippet

from clinic import bulk, change_notes, listings, rich_text, sidebar, visibility
from clinic.claims_report import ClaimsReport, ReportItem
from clinic.findings_screen import page_findings
from clinic.languages import hooks as languages
from clinic.links import hooks as links
from clinic.mail.screens import MailReport, PermittedItem, decide
from clinic.notices import screens as notices
from clinic.publishing import hooks as publishing
from clinic.publishing import menu
from clinic.record import hooks as record
from clinic.scheduling import hooks as scheduling
from clinic.style_guide import style_guide
from clinic.viewsets import ClaimRuleViewSet, KeyFigureViewSet, key_figure_chooser
from clinic.withdrawing import hooks as withdrawing

register_snippet(KeyFigureViewSet)
register_snippet(ClaimRuleViewSet)
# Before Wagtail's own answer to what is private.
hooks.register("before_serve_page", visibility.hide_page, order=-1)
hooks.register("before_serve_document", visibility.hide_document, order=-1)
hooks.register("before_bulk_action", bulk.check_all_first)
hooks.register("construct_page_chooser_queryset", listings.listed_together)
hooks.register("register_admin_viewset", lambda: notices.notice_viewset)
hooks.register("register_log_actions", notices.register_actions)
hooks.register("register_log_actions", change_notes.register_actions)
sidebar.pack_plainly()
withdrawing.register()
record.register()
links.register()
languages.register()
hooks.register("before_publish_page", publishing.publish_on_our_screen)
hooks.register("construct_page_action_menu", menu.arrange)
hooks.register("register_log_actions", publishing.register_actions)
hooks.register("register_log_actions", scheduling.register_actions)


@hooks.register("register_admin_viewset")
def register_key_figure_chooser():
    return key_figure_chooser


@hooks.register("register_rich_text_features")
def register_key_figure(features):
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


@hooks.register("register_admin_urls")
def findings_urls():
    return [
        path("claims/", ClaimsReport.as_view(), name="clinic_claims"),
        path("claims/results/", ClaimsReport.as_view(results_only=True), name="clinic_claims_results"),
        path("claims/page/<int:page_id>/", page_findings, name="page_findings"),
    ]


@hooks.register("register_reports_menu_item")
def claims_menu_item():
    return ReportItem("Claims and checks", reverse("clinic_claims"), icon_name="clipboard-list", order=10)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("clinic/css/admin.css"))


@hooks.register("insert_editor_js")
def keep_last_words():
    return format_html('<script src="{}"></script>', static("clinic/js/keep-last-words.js"))


@hooks.register("insert_editor_js")
def newer_version():
    return format_html('<script src="{}"></script>', static("clinic/js/newer-version.js"))


@hooks.register("register_admin_urls")
def publishing_urls():
    return [path("", include("clinic.publishing.admin_urls"))]


@hooks.register("register_settings_menu_item")
def who_may_do_what():
    return MenuItem("Who may do what", reverse("clinic_who_may"), icon_name="group", order=50)


@hooks.register("register_admin_urls")
def mail_urls():
    return [
        path("reports/mail/", MailReport.as_view(), name="clinic_mail"),
        path("reports/mail/results/", MailReport.as_view(results_only=True), name="clinic_mail_results"),
        path("reports/mail/decide/", decide, name="clinic_mail_decide"),
    ]


@hooks.register("register_reports_menu_item")
def mail_menu_item():
    return PermittedItem("Mail", reverse("clinic_mail"), "clinic.view_storedmail", icon_name="mail", order=800)


@hooks.register("register_admin_urls")
def style_guide_urls():
    return [path("help/writing/", style_guide, name="clinic_style_guide")]


@hooks.register("register_help_menu_item")
def style_guide_item():
    return MenuItem("Writing for patients", reverse("clinic_style_guide"), icon_name="openquote", order=10)


@hooks.register("register_settings_menu_item")
def hand_over():
    return PermittedItem("Hand pages over", reverse("clinic_hand_over"), "clinic.change_user", icon_name="group")
