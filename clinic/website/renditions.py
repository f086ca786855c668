"""The sizes of pictures that were made for pages, where no web server in front gives them out."""

from posixpath import normpath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date
from django.views.static import serve, was_modified_since

from clinic.content.models.media import MARKED


def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """404 also for a name that no disk can hold, and for sizes of before 1.1.0, whose names can be guessed."""
    if not MARKED.search(path):
        raise Http404
    try:
        if isinstance(default_storage, FileSystemStorage):
            return serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
        return from_elsewhere(request, f"images/{path}")
    except OSError:
        raise Http404 from None


def from_elsewhere(request: HttpRequest, name: str) -> HttpResponseBase:
    if normpath(name) != name:  # `images/../original_images/…` leads to what is not shown
        raise Http404
    changed = int(default_storage.get_modified_time(name).timestamp())
    if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
        return HttpResponseNotModified()
    return FileResponse(default_storage.open(name), headers={"Last-Modified": http_date(changed)})
