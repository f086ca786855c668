"""The sizes of pictures that were made for pages, where no web server in front gives them out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve


def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """404 also for a name that no disk can hold."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    except OSError:
        raise Http404 from None
