"""The demo in Spanish: pages begun as staff begin a translation, filled, and put up signed or unchecked."""

from copy import copy

from wagtail.models import Locale, Site

from clinic.archive.models import Translation
from clinic.archive.translating import begin, name_translator
from clinic.content.models import KeyFigure
from clinic.site.models import ClinicDetails, DetailsWords
from faq.models import GlossaryTerm, Subject
from home.demo_content import ledger, pages
from home.demo_content.snippets import found_or_made

LANGUAGE = "es"
COPIED = ("name", "as_of", "check_by")


def add(demo, drafts, maker, fronts, snippets):
    """`fronts` are the English first pages by their key in site.toml, `snippets` the English
    (subjects, figures, terms).
    """
    site, locale = demo.spanish, Locale.objects.get(language_code=LANGUAGE)
    *shared, terms = snippets
    add_snippets(site, locale, *shared)
    maker = explaining_with(maker, add_terms(site["glossary"], locale, terms))
    add_details(site["details"])
    own = {key: begun(page, locale, site[key]) for key, page in fronts.items()}
    for one in demo.spanish_topics:
        add_topic(begun(drafts["topic", one.name], locale, vars(one)), one, maker)
    # The page above last: the demo is taken away in this order.
    for key in ("faq", "services", "home"):
        fill_front(own[key], site[key], maker)


def begun(page, locale, words):
    """The draft of `page` in Spanish at its own address, with the name of who translated it."""
    draft = begin(page, locale, None)[-1].specific
    draft.title = draft.draft_title = words["title"]
    draft.slug = words["slug"]
    draft.save(clean=False)
    name_translator(Translation.objects.get(page=draft.pk), words["translated_by"], None)
    return draft


def add_topic(page, topic, maker):
    page.asked_as = "\n".join(topic.asked_as)
    page.short_answer = maker.rich(topic.short_answer)
    page.search_description = ""
    page.questions = maker.questions(topic)
    unchecked = topic.state == "unchecked"
    pages.publish(page, sign=pages.publish_unchecked if unchecked else pages.sign_and_publish)


def fill_front(page, words, maker):
    page.refresh_from_db()
    page.introduction = maker.rich(words["introduction"])
    if "headline" in words:
        page.headline = words["headline"]
    pages.publish(page)


def add_snippets(site, locale, subjects, figures):
    for name, words in site["subjects"].items():
        own = Subject(locale=locale, sort_order=subjects[name].sort_order, **shared_with(subjects[name]), **words)
        found_or_made(own, ["translation_key", "locale"], "es/site.toml")
    for name, words in site["figures"].items():
        copied = {field: getattr(figures[name], field) for field in COPIED}
        own = KeyFigure(locale=locale, **shared_with(figures[name]), **copied, **words)
        found_or_made(own, ["translation_key", "locale"], "es/site.toml")


def add_terms(table, locale, terms):
    """`{name: GlossaryTerm}`, those of the words that a Spanish topic marks."""
    return {
        name: found_or_made(
            GlossaryTerm(locale=locale, **shared_with(terms[name]), **words),
            ["translation_key", "locale"],
            "es/site.toml",
        )
        for name, words in table.items()
    }


def explaining_with(maker, terms):
    """A BlockMaker like `maker` that marks words with `terms`."""
    own = copy(maker)
    own.terms = maker.terms | {name: term.pk for name, term in terms.items()}
    return own


def shared_with(source):
    return {"translation_key": source.translation_key}


def add_details(words):
    """The clinic's own words in Spanish, where nobody has written any."""
    details = ClinicDetails.for_site(Site.objects.get(is_default_site=True))
    if not details.in_languages.filter(language=LANGUAGE).exists():
        ledger.note_made(DetailsWords.objects.create(details=details, language=LANGUAGE, **words))
