"""Any page as Markdown, at its address with `.md`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Page

from clinic.website.page_cache.serving import may_be_kept
from clinic.website.page_routing import route, words_of
from clinic.website.seo.markdown import tidy


def markdown_address(page: Page, request: HttpRequest | None = None) -> str:
    """The full address of the page as Markdown: "https://clinic.example/faq/does-crps-spread.md"."""
    return f"{page.get_full_url(request).rstrip('/')}.md"


@require_safe
def as_markdown(request: HttpRequest, path: str) -> HttpResponse:
    """`/faq/does-crps-spread.md`: what stands at /faq/does-crps-spread/, once more as Markdown, found the same way."""
    page, args, kwargs = route(request, path)
    if any(args) or kwargs or not page.markdown_template:
        raise Http404
    context = page.get_context(request) | page.markdown_context()
    text = tidy(render_to_string(page.markdown_template, context, request))
    response = HttpResponse(
        f"{text}\n",
        content_type="text/markdown; charset=utf-8",
        headers={"Link": f'<{page.get_full_url(request)}>; rel="canonical"', "X-Robots-Tag": "noindex"},
    )
    return may_be_kept(response, words_of(page)) if "//" not in request.path else response
