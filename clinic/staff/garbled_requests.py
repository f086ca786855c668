"""Requests that no form of the admin makes: refused in one sentence, where Wagtail would fail half-way."""

import logging
import re
from collections.abc import Callable
from traceback import walk_tb
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextAreaAdapter
from wagtail.admin.telepath import register

from clinic.content.invisible import without_invisible
from clinic.website.bad_input import can_be_read

GARBLED = "This form did not arrive whole. Go back, where what you wrote still is, and send it again."
TOO_MANY_WORDS = "That is too much to search for. Go back and search for a few words."
NO_SUCH = "This address names something that cannot be. Go back and choose again."
# A search for hundreds of words nests as deep.
MOST_WORDS = 50
# What the editor of rich text raises over what it did not write itself.
UNREADABLE = (ExporterException, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)

# What a view of Wagtail's raises over a number that is none, a row that is not there, a field that did not come.
FELL_OVER = (ObjectDoesNotExist, NoReverseMatch, ValueError, KeyError, AttributeError, TypeError)
LONGEST_IN_LOG = 100
ROOMS = ("clinic", "faq", "home", "wagtail")

log = logging.getLogger(__name__)

# Shown as 7, looked for as "007": what is linked like this would change without anybody hearing of it.
ODD_ID = re.compile(r'<(?:a|embed) [^>]*\bid="(?![1-9][0-9]*")')


class GarbledForm(Exception):
    pass


class RefuseGarbled:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = what_is_wrong(request)
        return refused(refusal) if refusal else self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> Any:
        """The form for a copy sends it to another address; sent here it would be written over the original."""
        found = request.resolver_match
        is_copy = found and found.url_name == "copy" and found.namespace.startswith("wagtailsnippets_")
        return refused(GARBLED) if is_copy and request.method == "POST" else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        garbled = isinstance(exception, GarbledForm | MultiValueDictKeyError) and request.method == "POST"
        if not garbled and (settings.DEBUG or not failed_in_wagtail(exception)):
            return None
        if not garbled:
            log.warning("%s at %s", type(exception).__name__, request.path[:LONGEST_IN_LOG])
        return refused(GARBLED if request.method == "POST" else NO_SUCH)


def failed_in_wagtail(exception: Exception) -> bool:
    """Whether Wagtail fell over what was sent: it trusts that an address and a form are what its screens made."""
    rooms = [name for frame, _ in walk_tb(exception.__traceback__) if (name := room_of(frame)) in ROOMS]
    return isinstance(exception, FELL_OVER) and rooms[-1:] == ["wagtail"]


def room_of(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def refused(why: str) -> HttpResponse:
    return HttpResponseBadRequest(why, content_type="text/plain; charset=utf-8")


def what_is_wrong(request: HttpRequest) -> str:
    if len(request.GET.get("q", "").split()) > MOST_WORDS:
        return TOO_MANY_WORDS
    if "/bulk/" in request.path and not all(map(is_choice, request.GET.getlist("id"))):
        return NO_SUCH
    if request.method == "POST" and not (can_be_read(request) and blocks_are_counted(request)):
        return GARBLED
    return ""


def blocks_are_counted(request: HttpRequest) -> bool:
    """How many blocks a field has, and their order: small numbers, and no more blocks than fields came.

    Of what did not come in full, because its sender went away, none are.
    """
    try:
        fields = request.POST
    except UnreadablePostError:
        return False
    numbers = [str(value) for name, value in fields.items() if name.endswith(("-count", "-order"))]
    return all(is_number(number) and int(number) <= len(fields) for number in numbers)


def is_choice(words: str) -> bool:
    """The id of a thing, or all that a list shows."""
    return words == "all" or is_number(words)


def is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) < 20


class RichTextOfOurs(DraftailRichTextArea):
    """The editor of rich text, which takes back only what it could have written itself, and what can be seen of it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            written = super().value_from_datadict(data, files, name)
        except UNREADABLE as error:
            raise GarbledForm from error
        if ODD_ID.search(written or ""):
            raise GarbledForm
        return without_invisible(written) if written else written


class LateEditor(DraftailRichTextAreaAdapter):
    """In a stream the editor of a text is made when somebody comes near it (late-editors.js)."""

    js_constructor = "clinic.widgets.LateRichText"

    def get_media(self, widget: RichTextOfOurs) -> Media:
        return super().get_media(widget) + Media(js=["clinic/js/late-editors.js"])


register(LateEditor(), RichTextOfOurs)
