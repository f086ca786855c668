from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def keep_last_words():
    return format_html('<script src="{}"></script>', static("clinic/js/keep-last-words.js"))


@hooks.register("insert_editor_js")
def newer_version():
    return format_html('<script src="{}"></script>', static("clinic/js/newer-version.js"))
