"""What a draft becomes: a page of some type, and the values of its fields. Topics here; other types say their own."""

from collections.abc import Callable, Sequence
from typing import Any

from wagtail.models import Page

from clinic.people.models import User
from faq.importing.draft import Draft, Picture
from faq.importing.report import Report, report_on, to_do, unlabelled
from faq.importing.stream import places_in, stream_of
from faq.models import FaqIndexPage, TopicPage, TopicService

ImageId = Callable[[Picture], int]


class Target:
    """Pages of type `model` below `parent`."""

    model: type[Page]

    def __init__(self, parent: Page) -> None:
        self.parent = parent

    def values(self, draft: Draft, image_id: ImageId) -> dict[str, Any]:
        """`{field: raw value}`; `image_id(picture)` gives an image's key."""
        raise NotImplementedError

    def places(self, draft: Draft) -> dict[str, str]:
        """`{name of a place in the document: place on the page}`: none where headings are no blocks of their own."""
        return {}

    def report(self, draft: Draft, name: str, services: Sequence[Page]) -> Report:
        raise NotImplementedError

    def begun(self, draft: Draft, user: User | None) -> Page:
        """A new page without the values of its fields."""
        return self.model(
            title=draft.title, asked_as=draft.asked_as, owner=user, live=False, has_unpublished_changes=True
        )

    def relate(self, page: Page, services: Sequence[Page]) -> None:
        """Give the page its rows in other tables. `services` are those that its links lead to."""

    @property
    def pages(self) -> Any:
        """Those that are there already."""
        return self.model._default_manager.child_of(self.parent).order_by("pk")


class Topics(Target):
    model = TopicPage

    def __init__(self, parent: FaqIndexPage) -> None:
        super().__init__(parent)

    def values(self, draft: Draft, image_id: ImageId) -> dict[str, Any]:
        return {"short_answer": draft.short_answer, "questions": stream_of(draft, image_id)}

    def places(self, draft: Draft) -> dict[str, str]:
        return places_in(draft)

    def report(self, draft: Draft, name: str, services: Sequence[Page]) -> Report:
        return report_on(draft, name, to_do(draft, services), unlabelled(draft))

    def begun(self, draft: Draft, user: User | None) -> Page:
        page = super().begun(draft, user)
        page.author = user
        return page

    def relate(self, page: Page, services: Sequence[Page]) -> None:
        page.service_links = [TopicService(service=to, sort_order=place) for place, to in enumerate(services)]
