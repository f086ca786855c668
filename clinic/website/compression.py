"""Sends text compressed."""

import re

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# 5 is as quick as gzip and a tenth smaller; 11, the usual level, is for files that are compressed once.
LEVEL = 5
# Below this the headers cost more than is saved.
SMALLEST = 200

TEXT = re.compile(r"(text/|application/(json|ld\+json|xml|rss\+xml|atom\+xml)\b|image/svg\+xml)")
KNOWS_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


class SmallerText(GZipMiddleware):
    """What is text travels as Brotli, or as gzip to a browser that knows only that. Pictures and PDFs are left alone.

    For the public site only: it has no cookie, form token or secret that the size of an answer could give away.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not may_shrink(response) or not isinstance(response, HttpResponse):
            return response
        if not KNOWS_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            return super().process_response(request, response)
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=LEVEL)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ["Accept-Encoding"])
        # The same words in another form: a strong validator would promise the same bytes.
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
        return response


def may_shrink(response: HttpResponseBase) -> bool:
    """Whether `response` is text, here as a whole, and not small or compressed already."""
    if (
        not isinstance(response, HttpResponse)
        or response.has_header("Content-Encoding")
        or len(response.content) < SMALLEST
    ):
        return False
    return bool(TEXT.match(response.get("Content-Type", "")))
