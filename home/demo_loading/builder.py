"""Turns what the demo files say into snippets and pages, put up as staff would put them up."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.images import ImageFile
from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site, TranslatableMixin

from clinic.archive.translating import begin
from clinic.content.models import KeyFigure, UnsignedWords
from clinic.review.bylines import stands
from clinic.review.going_live import publish_initial
from clinic.review.models import Byline
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails, DetailsWords
from faq.models import FaqIndexPage, GlossaryTerm, Reference, RelatedTopic, Subject, TopicPage, TopicService
from home.demo_loading.files import FOLDER, Said
from home.demo_loading.values import Known, of_fields
from home.models import FeaturedTopic, HomePage, ServicePage, ServicesPage, StandardPage

FRONT: dict[str, type[Any]] = {"home": HomePage, "faq": FaqIndexPage, "services": ServicesPage}
# The folders of pages: what one of them is called, its type, and the page above it.
PAGES: dict[str, tuple[str, type[Any], str]] = {
    "services": ("service", ServicePage, "services"),
    "topics": ("topic", TopicPage, "faq"),
    "pages": ("page", StandardPage, "home"),
}
# The files of snippets: what one of them is called, its type, and what makes two of them the same.
SNIPPETS: dict[str, tuple[str, type[Any], list[str]]] = {
    "subjects": ("subject", Subject, ["slug"]),
    "figures": ("figure", KeyFigure, ["name"]),
    "references": ("reference", Reference, ["title", "authors"]),
    "glossary": ("word", GlossaryTerm, ["word"]),
    "pictures": ("picture", get_image_model(), ["title"]),
}
# Lists of other pages: the relation, its model, the field that leads there, and what one of them is called.
LISTS: dict[str, tuple[str, type[Any], str, str]] = {
    "services": ("service_links", TopicService, "service_id", "service"),
    "related": ("related_links", RelatedTopic, "related_id", "topic"),
    "featured": ("featured_links", FeaturedTopic, "topic_id", "topic"),
}
# What a file says of a page besides its fields.
BESIDE = {*LISTS, "order", "translated_by", "change_note"}
# Nobody signs what is made up: such pages say that they were not checked.
UNSIGNED = Signer("The set-up", "")
NOTE = "Example content. No clinician has checked it."


class DemoBuilder:
    """`said` is all that the files say, `fronts` the first pages in English by their name there."""

    def __init__(self, said: Said, fronts: dict[str, Page]) -> None:
        self.said, self.fronts = said, fronts
        self.known = Known()
        self.pages: dict[tuple[str, str], Page] = {}
        self.made: list[Model] = []
        self.filled: list[tuple[Model, Said]] = []
        self.file = ""

    def build(self) -> None:
        """Pages are added empty and filled afterwards, because their texts link to each other."""
        for self.file in SNIPPETS:
            self.make_snippets(*SNIPPETS[self.file], self.said[self.file])
        for folder in PAGES:
            self.add_pages(folder)
        # Before the pages that quote them: a number that changes under a page afterwards is a change of the page.
        self.fill_details()
        for (folder, name), page in self.pages.items():
            self.file = f"{folder}/{name}"
            self.publish(page, name, as_first_published(self.said[folder][name]), self.known)
        self.fill_fronts()
        self.translate("es")
        self.say_more()

    def make_snippets(self, called: str, model: type[Model], alike: list[str], table: dict[str, Said]) -> None:
        """A source or a word the clinic has already is used, not doubled."""
        for name, said in table.items():
            first = {"locale": Locale.get_default()} if issubclass(model, TranslatableMixin) else {}
            same = first | {key: said[key] for key in (["doi"] if said.get("doi") else alike)}
            found = model._default_manager.filter(**same).first()
            self.known[called, name] = (found or self.make(model(**first), said)).pk

    def make(self, thing: Model, said: Said) -> Model:
        """`thing` with the values from a file, checked and saved."""
        for name, value in said.items():
            thing._meta.get_field(name)  # Raises an error where the file says what nothing is called.
            is_file = name == "file"
            setattr(thing, name, ImageFile((FOLDER / "pictures" / value).open("rb"), value) if is_file else value)
        if isinstance(thing, UnsignedWords):
            thing.has_somebody_to_ask = False
        thing.full_clean()
        thing.save()
        self.made.append(thing)
        return thing

    def add_pages(self, folder: str) -> None:
        called, kind, above = PAGES[folder]
        for name, said in sorted(self.said[folder].items(), key=lambda item: item[1].get("order", 0)):
            self.file = f"{folder}/{name}"
            page = kind(title=said["title"], slug=name, live=False)
            self.fronts[above].add_child(instance=page)
            self.pages[folder, name], self.known[called, name] = page, page.pk
            self.made.append(page)

    def publish(self, page: Page, name: str, said: Said, known: Known) -> None:
        """Put `page` up with what the file `name` says."""
        for attribute, value in self.values(page, name, said, known).items():
            setattr(page, attribute, value)
        page.save_revision(clean=False)
        publish_initial(page, UNSIGNED, NOTE)

    def values(self, page: Page, name: str, said: Said, known: Known) -> Said:
        """`{attribute: value}` of all that the file `name` says of `page`."""
        fields = {key: value for key, value in said.items() if key not in BESIDE}
        if "questions" in said:
            fields["questions"] = with_lasting_ids(said["questions"], name)
        lists = {LISTS[key][0]: self.links(key, said[key]) for key in LISTS if key in said}
        return of_fields(type(page), fields, known) | lists

    def links(self, key: str, names: list[str]) -> list[Model]:
        _, link, field, called = LISTS[key]
        return [link(**{field: self.known[called, name], "sort_order": place}) for place, name in enumerate(names)]

    def fill_fronts(self) -> None:
        """What staff have written there stays, and a page that somebody is working on is left alone."""
        self.file = "home"
        for key, page in self.fronts.items():
            page.refresh_from_db()
            if not page.has_unpublished_changes:
                self.fill(page, self.values(page, key, self.said["home"][key], self.known))
                page.save_revision()
                publish_initial(page, UNSIGNED, NOTE)

    def fill_details(self) -> None:
        self.file = "details"
        details = clinic_details()
        self.fill(details, of_fields(ClinicDetails, self.said["details"], self.known))
        details.has_somebody_to_ask = False
        details.full_clean()
        details.save()

    def fill(self, thing: Model, values: Said) -> None:
        """Only the fields that are empty or as they come, and lists of pages that are empty."""
        lists = {key: value for key, value in values.items() if isinstance(value, list)}
        open_lists = [name for name in lists if not getattr(thing, name).exists()]
        open_fields = [name for name in values.keys() - lists if is_as_it_comes(thing, name)]
        for name in (*open_lists, *open_fields):
            setattr(thing, name, values[name])
        self.filled.append((thing, {name: values[name] for name in open_fields}))

    def translate(self, language: str) -> None:
        """Begun as staff begin a translation, then filled."""
        said, locale = self.said[language], Locale.objects.get(language_code=language)
        self.file = f"{language}/site"
        known = self.translate_snippets(said["site"] | {"references": said["references"]}, locale)
        details = DetailsWords.objects.filter(details=clinic_details(), language=language)
        if not details.exists():
            self.make(DetailsWords(details=clinic_details(), language=language), said["site"]["details"])
        fronts = {key: self.begun(page, locale, said["site"][key]) for key, page in self.fronts.items()}
        for folder, name in self.pages:  # In this order, which is that of the services in their list.
            if words := said[folder].get(name):
                self.file = f"{language}/{folder}/{name}"
                page = self.begun(self.pages[folder, name], locale, words)
                self.publish(page, name, words | {"search_description": ""}, known)
        for key, page in fronts.items():
            page.refresh_from_db()
            self.publish(page, key, said["site"][key], known)

    def translate_snippets(self, said: Said, locale: Locale) -> Known:
        """What is known to texts in `locale`: they mark words and name sources that speak their language."""
        known = Known(self.known)
        for file in SNIPPETS.keys() & said.keys():
            called, model, _ = SNIPPETS[file]
            for name, words in said[file].items():
                source = model._default_manager.get(pk=self.known[called, name])
                own = source.get_translation_or_none(locale) or self.make(source.copy_for_translation(locale), words)
                if called in ("word", "reference"):
                    known[called, name] = own.pk
        return known

    def begun(self, page: Page, locale: Locale, said: Said) -> Page:
        """The draft of `page` in `locale`, at its own address and with the name of who translated it."""
        draft = begin(page, locale, None)[-1].specific
        draft.title = draft.draft_title = said["title"]
        draft.slug = said["slug"]
        draft.save(clean=False)
        # No name: that the example was translated by nobody in particular is said in its place.
        stands(draft, Byline.Role.TRANSLATOR, None, said["translated_by"], "", None)
        self.made.append(draft)
        return draft

    def say_more(self) -> None:
        """What topics say since their translations were made, with a note for patients."""
        for name, said in self.said["topics"].items():
            if "change_note" in said:
                self.file = f"topics/{name}"
                page = self.pages["topics", name]
                page.refresh_from_db()
                page.change_note, page.change_matters = said["change_note"], True
                page.change_since = page.live_revision_id
                self.publish(page, name, {"questions": said["questions"]}, self.known)


def as_first_published(said: Said) -> Said:
    """Without what was added later."""
    questions = [
        asked | {"answer": [one for one in asked["answer"] if not one.get("added_later")]}
        for asked in said.get("questions", [])
    ]
    return said | ({"questions": questions} if questions else {})


def with_lasting_ids(questions: list[Said], name: str) -> list[Said]:
    """A question keeps its id, and so its address, from one loading to the next; so does each block of its answer, at
    which remarks are kept.
    """
    return [
        asked
        | {"id": lasting_id(name, place), "answer": [one | {"id": lasting_id(name, place, one)} for one in answer]}
        for place, asked in enumerate(questions)
        for answer in [asked["answer"]]
    ]


def lasting_id(*what: Any) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, what))))


def clinic_details() -> ClinicDetails:
    return ClinicDetails.for_site(Site.objects.get(is_default_site=True))


def is_as_it_comes(thing: Model, name: str) -> bool:
    field: Any = thing._meta.get_field(name)
    return getattr(thing, name) in (None, "", field.get_default())
