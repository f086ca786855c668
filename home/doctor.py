"""What the doctor looks at of search: whether it finds what is published, and as it is now."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from clinic.ops.diagnosis import examines
from home.models import SearchText
from home.search.index.texts import FOUND
from home.search.index.writer import needs_writing

AGAIN = "python manage.py rebuild_search."


@examines("search")
def index() -> Iterator[str]:
    if needs_writing():
        yield f"The search index is missing or of another version: {AGAIN}"
        return
    own = SearchText.objects.filter(page=OuterRef("pk"), live_hash=OuterRef("live_hash"))
    behind = sum(kind.objects.live().exclude(Exists(own)).count() for kind in FOUND)
    if behind:
        yield f"Published pages that search does not know as they are now: {behind}. Write its index anew: {AGAIN}"
