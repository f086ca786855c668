"""Sends text compressed."""

import re

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from clinic.website.page_cache.finished_page import LEVEL, form_for
from clinic.website.page_cache.serving import KEEPING

# Below this the headers cost more than is saved.
SMALLEST = 200

TEXT = re.compile(r"(text/|application/(json|ld\+json|xml|rss\+xml|atom\+xml)\b|image/svg\+xml)")


class SmallerText(GZipMiddleware):
    """What is text travels as Brotli, or as gzip to a browser that knows only that. Pictures and PDFs are left alone.

    For the public site only: it has no cookie, form token or secret that the size of an answer could give away.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not may_shrink(response) or not isinstance(response, HttpResponse) or is_packed_later(request, response):
            return response
        if form_for(request.headers.get("Accept-Encoding", "")) != "br":
            return super().process_response(request, response)
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=LEVEL)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ["Accept-Encoding"])
        # The same words in another form: a strong validator would promise the same bytes.
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
        return response


def is_packed_later(request: HttpRequest, response: HttpResponseBase) -> bool:
    """What the memory of pages takes up, it packs once for everybody."""
    return KEEPING in request.META and hasattr(response, "kept_page")


def may_shrink(response: HttpResponseBase) -> bool:
    """Whether `response` is text, here as a whole, and not small or compressed already."""
    if (
        not isinstance(response, HttpResponse)
        or response.has_header("Content-Encoding")
        or len(response.content) < SMALLEST
    ):
        return False
    return bool(TEXT.match(response.get("Content-Type", "")))
