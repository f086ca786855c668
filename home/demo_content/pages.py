"""From plain values to pages.

Every page is added first, as an empty draft, and filled afterwards: texts link to each other by page id.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.review.actions import put_up
from clinic.review.due_dates import months_after
from clinic.review.signers import Signer
from faq.models import RelatedTopic, TopicPage, TopicService
from home.demo_content import ledger
from home.demo_content.reading import Mistake
from home.models import ServicePage, StandardPage

MADE_UP = Signer("Dr Lena Brandt (made up)", "MD, pain doctor")
PARTS = [
    "what_it_is",
    "who_for",
    "who_not_for",
    "what_happens",
    "how_long",
    "other_options",
    "not_known",
    "questions_to_ask",
    "how_to_book",
]


def add_drafts(demo, home, faq, services):
    """One empty draft for each page: `{(kind, name): page}`."""
    drafts = {("service", one.name): draft(services, ServicePage, one) for one in demo.services}
    drafts |= {("topic", one.name): draft(faq, TopicPage, one) for one in demo.topics}
    drafts |= {("page", one.name): draft(home, StandardPage, one) for one in demo.pages}
    return drafts


def draft(parent, page_type, one):
    page = page_type(title=one.title, slug=one.name, live=False)
    parent.add_child(instance=page)
    return page


def fill_service(page, service, maker):
    page.summary = service.summary.strip()
    for part in PARTS:
        setattr(page, part, maker.rich(getattr(service, part)))
    page.benefits = maker.stream(service.benefits)
    page.harms = maker.stream(service.harms)
    publish(page)


def fill_topic(page, topic, maker, drafts, subjects, people):
    page.subject = subjects[topic.subject]
    page.author = people[topic.author]
    page.asked_as = "\n".join(topic.asked_as)
    page.short_answer = maker.rich(topic.short_answer)
    page.questions = maker.questions(topic.as_first_published)
    page.about_treatment = topic.about_treatment
    page.service_links = [
        TopicService(service_id=drafts["service", name].pk, sort_order=place)
        for place, name in enumerate(topic.services)
    ]
    page.related_links = [
        RelatedTopic(related=drafts["topic", name], sort_order=place) for place, name in enumerate(topic.related)
    ]
    publish(page, is_finished=not topic.change_note)


def add_later(page, topic, maker):
    """What the topic says since after its first publication, with a note for patients."""
    page.refresh_from_db()
    page.questions = maker.questions(topic)
    page.change_note, page.change_matters, page.change_since = topic.change_note, True, page.live_revision_id
    publish(page)


def fill_standard(page, standard, maker):
    page.introduction = maker.rich(standard.introduction)
    page.body = maker.stream(standard.body)
    page.show_in_menus = standard.in_menu
    publish(page)


def sign_and_publish(page):
    """Signed by somebody made up, so that the example shows what a signed page looks like."""
    due = months_after(timezone.localdate(), page.review_window[1])
    put_up(page, MADE_UP, "Example content. No clinician has checked it.", due)


def publish_unchecked(page):
    """Up without a signature, which the page says."""
    put_up(page, Signer("The set-up", ""), "Example content. No clinician has checked it.")


def publish(page, is_finished=True, sign=sign_and_publish):
    """Put the page on the site and, once nothing follows, note that the demo made it."""
    try:
        page.save_revision(clean=False)
        sign(page)
    except ValidationError as error:
        raise Mistake(f"{page.slug}.toml: {'; '.join(error.messages)}") from error
    if is_finished:
        ledger.note_made(page)
