"""What every page of the clinic can do."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import Exists, Manager, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from clinic.archive.editions import keep, name_publisher
from clinic.archive.models import Translation
from clinic.archive.models.translation_lag import TranslationStatus
from clinic.archive.shared_texts.voiding import void_if_overtaken
from clinic.archive.translated_numbers import numbers_unlike_the_original
from clinic.checks.proofread import Proofread
from clinic.content.models import KeyFigure
from clinic.content.prose import expanded, linked_pages, rich_texts, words_of
from clinic.content.safe_blocks import unknown_blocks
from clinic.content.streams import images, leaves
from clinic.content.translated_figures import in_words_of
from clinic.content.unknown_blocks import refusal
from clinic.pages.forms import ClinicCopyForm, ClinicPageForm
from clinic.pages.models.machine_readable import MachineReadable
from clinic.pages.permissions import ClinicPagePermissions
from clinic.pages.side_views import SideView
from clinic.pages.staying_up import why_it_stays_up
from clinic.people.models import User
from clinic.review.approving import supersede
from clinic.review.publishing_gate import changes_what_patients_read, require_sign_off
from clinic.review.review_status import review_status
from clinic.site.site_context import SiteContext
from clinic.site.visibility import chosen_for_visitors, restrictions_on_the_way


class ClinicPage(Proofread, MachineReadable, models.Model):
    """What every page of the clinic can do. A mixin that goes *before* Wagtail's Page, or the gates are not reached.

    Publishing is refused while anything required is missing; saving a draft never is.
    """

    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="page owner",
        help_text="Gets the reminders when the page is to be reviewed again. Empty: whoever began it.",
    )

    # The hash of the words patients read, kept when they went live: finds the review that stands for them.
    live_hash = models.CharField(max_length=64, blank=True, editable=False)

    # A copy, or a translation, is not held by whoever holds what it was begun with.
    exclude_fields_in_copy: ClassVar[list[str]] = ["locked", "locked_at", "locked_by"]
    review_within = 36  # Months, within which a page of this type must be checked again.

    searching_checks = [*Proofread.searching_checks, numbers_unlike_the_original]
    base_form_class = ClinicPageForm
    copy_form_class = ClinicCopyForm
    is_medical = True  # Always approved by a clinician, whatever the clinic's details say.

    # Addresses beside pages of this type that lead somewhere else, so that no page there would ever be found.
    reserved_slugs: ClassVar[frozenset[str]] = frozenset()
    # Nobody can log in on the public site: a page that only some may read would be one that nobody can.
    private_page_options: ClassVar[list[str]] = []

    # Other ways to read a page of this type: {last part of the address: clinic.pages.side_views.SideView}.
    side_views: ClassVar[dict[str, SideView]] = {}

    class Meta:
        abstract = True

    # Reading ---------------------------------------------------------------------------------------------------

    @classmethod
    def for_visit(cls) -> PageQuerySet:
        """Pages of this type with what a visit needs to know of them, `is_private` among it."""
        pages = cls.objects.annotate(is_private=Exists(restrictions_on_the_way()))
        if translation.get_language() == settings.LANGUAGE_CODE:
            return pages
        return pages.annotate(found_translation=Translation.objects.to_tell())

    @property
    def translated(self) -> TranslationStatus | None:
        """What visitors are told of a translation: who made it, and since when it lags; None for any other page."""
        found = getattr(self, "found_translation", None)
        return found and TranslationStatus(**found)

    def get_view_restrictions(self) -> Iterable[PageViewRestriction]:
        """None for a page a visitor was let through to: that was found out on the way there."""
        return [] if getattr(self, "is_private", None) is False else super().get_view_restrictions()

    @property
    def breadcrumbs(self) -> list[Page]:
        """The way here from the home page, this page left out."""
        known = getattr(self, "way", None)
        if known is not None:
            return known
        return list(self.get_ancestors().filter(depth__gt=1)) if self.path and self.depth > 2 else []

    @property
    def words_so_far(self) -> Any:
        """What patients read of it; where they read nothing yet, its newest draft: its row may be older."""
        return self if self.live else self.get_latest_revision_as_object()

    def in_locale(self, locale: Locale) -> dict[str, Any]:
        """`{field: value}` that a copy of this page in another language begins with, where it differs."""
        return {}

    def lead_in(self, locale: Locale) -> None:
        """Makes what it leads to what stands in another language, where there is such. Saves nothing."""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Leads to the side views too."""
        if self.live and len(path_components) == 1 and path_components[0] in self.side_views:
            side = path_components[0]
            SiteContext.of(request).beyond = dict.fromkeys(dict(settings.LANGUAGES), f"{side}/")
            return RouteResult(self, kwargs={"side": side})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, side: str = "", **kwargs: Any) -> str:
        return self.side_views[side].template if side else super().get_template(request, *args, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.get_template(request, side=mode_name if mode_name in self.side_views else "")

    @property
    def short_url(self) -> str:
        """An address short enough to be typed from paper. It stays when the page is renamed or moved."""
        return f"{settings.SITE_URL}{reverse('short_address', args=[self.pk])}" if self.pk else ""

    def named_pages(self) -> list[int]:
        """Ids of pages that this one names besides the links in its text."""
        return []

    def chosen_ids(self, found: str, rows: Manager[Any] | QuerySet[Any], key: str) -> list[int]:
        """Ids of linked pages: what for_visit() has put on the page as `found`, else `key` of each of `rows`."""
        known = getattr(self, found, None)
        return [getattr(row, key) for row in rows.all()] if known is None else known

    def pictures(self) -> list[Any]:
        """All pictures on this page."""
        return [found for field, stream in self.streams() for found in images(field.stream_block, stream)]

    def put_figures_in_words(self, language: str) -> None:
        """Key figures that frame a statement learn together how they are said in another language."""
        if language == settings.LANGUAGE_CODE:
            return
        values = [value for field, stream in self.streams() for _, value in leaves(field.stream_block, stream)]
        figures = [value for value in values if isinstance(value, KeyFigure)]
        shown = in_words_of(language, figures) if figures else {}
        for figure in figures:
            figure.shown = shown.get(figure.pk)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `prose`: every rich text of the page. Its links, figures and pictures are looked up together."""
        site_context, sources = SiteContext.of(request), rich_texts(self)
        site_context.ask([*self.named_pages(), *linked_pages(sources)])
        prefetch_related_objects([*filter(None, [site_context.details.logo, *self.pictures()])], "renditions")
        self.put_figures_in_words(site_context.language)
        context = super().get_context(request, *args, **kwargs)
        context["prose"] = expanded(sources, site_context.found)
        context["checked"] = review_status(self)
        return context

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Beside its form a page can be seen as patients will, on screen and on paper."""
        return [*super().preview_modes, *((slug, side.label) for slug, side in self.side_views.items())]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """In the language of the page, whatever the admin speaks. Made here, before that is over."""
        with translation.override(self.locale.language_code):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response

    @property
    def searchable_body(self) -> str:
        """All words of the page as plain text, key figures included."""
        with translation.override(self.locale.language_code):
            return words_of(self)

    def also_shown(self) -> Iterator[tuple[str, str]]:
        """Yield `(label, HTML)` of what readers see besides the fields of the page; kept with each edition."""
        yield from ()

    def ways_on(self) -> list[Page]:
        """Pages a visitor may go to instead once this one is withdrawn, the best first."""
        return chosen_for_visitors([self.get_parent().pk], Page.objects)

    # Publishing ------------------------------------------------------------------------------------------------

    def permissions_for_user(self, user: User) -> ClinicPagePermissions:
        return ClinicPagePermissions(user, self)

    def clean(self) -> None:
        super().clean()
        if self.slug in self.reserved_slugs:
            raise ValidationError({"slug": f"“{self.slug}” is an address of the site itself. Choose another."})

    def check_publishable(self) -> None:
        """Raise ValidationError, in words for staff, while something is missing or these words are not signed off."""
        self.check_complete()
        require_sign_off(self)

    def check_complete(self) -> None:
        """Raise ValidationError, in words for staff, while something a live page needs is missing."""
        self.full_clean()
        self.clean_streams()

    def clean_streams(self, despite_unknown_blocks: bool = False) -> None:
        """Model validation never looks into StreamFields; this does.

        `despite_unknown_blocks`: leave alone what the code no longer has. Patients do not see it; it stays as stored.
        """
        errors: dict[str, str] = {}
        for field, stream in self.streams():
            if unknown := unknown_blocks(stream):
                errors |= {} if despite_unknown_blocks else {field.name: refusal(unknown)}
                continue
            try:
                field.stream_block.clean(stream)
            except ValidationError:
                errors[field.name] = f"Something is still missing under “{field.verbose_name}”."
        if errors:
            raise ValidationError(errors)

    def streams(self) -> list[tuple[StreamField, StreamValue]]:
        """Each StreamField of this page with its value."""
        fields = [field for field in self._meta.get_fields() if isinstance(field, StreamField)]
        return [(field, getattr(self, field.name)) for field in fields]

    def why_it_cannot_be_saved(self) -> str:
        """In words for staff, while it holds blocks that the code no longer has; else empty."""
        unknown = [found for _, stream in self.streams() for found in unknown_blocks(stream)]
        return refusal(unknown) if unknown else ""

    def reasons_not_to_publish(self) -> list[str]:
        """What `check_publishable` objects to, one sentence each with the field's name; empty when nothing."""
        try:
            self.check_publishable()
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
            return [f"{self.label_of(field)}{message}" for field, messages in found.items() for message in messages]
        return []

    def label_of(self, field: str) -> str:
        name = getattr(self._meta.get_field(field), "verbose_name", "") if field != NON_FIELD_ERRORS else ""
        return f"{capfirst(name)}: " if name else ""

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """The one door to the live site: forms, workflow, schedule and scripts all come through here."""
        revision.as_object().check_publishable()
        published = super().publish(revision, *args, **kwargs)
        if user := kwargs.get("user"):
            name_publisher(self, revision, user)
        return published

    def unpublish(self, set_expired: bool = False, **kwargs: Any) -> Any:
        """Raises ValidationError where a page may not come down by itself on its day."""
        if set_expired and (said := why_it_stays_up(self)):
            raise ValidationError(said)
        return super().unpublish(set_expired=set_expired, **kwargs)

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        news = clean and self.live and not kwargs.get("update_fields") and self.pass_the_gate()
        with transaction.atomic():
            saved = super().save(clean=clean, **kwargs)  # type: ignore[call-arg]
            if news:
                keep(self, self.live_hash)
                supersede(self, self.live_hash)
                void_if_overtaken(self)
        return saved

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A draft says nothing of what is live: publishing the same words again keeps which they are."""
        page: Self = super().with_content_json(content)
        page.live_hash = self.live_hash
        return page

    def pass_the_gate(self) -> bool:
        """Every path to the live site ends in save(): Wagtail's editor, copies, workflows and scripts alike.

        Says whether patients will read other words than before.
        """
        self.clean_streams(despite_unknown_blocks=True)
        if news := changes_what_patients_read(self):
            self.live_hash = require_sign_off(self)
        return news
