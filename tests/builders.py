"""Things of the clinic, each with sensible contents so that a test names only what it is about."""

import datetime
import io
import uuid

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from modelsearch.signal_handlers import post_save_signal_handler
from PIL import Image
from wagtail.models import Locale, ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save

from clinic.archive.translating import begin
from clinic.content.models import ClinicImage, KeyFigure
from clinic.review import bylines
from clinic.review.approving import AlreadyApproved, sign_off
from clinic.review.content_hash import content_hash
from clinic.review.due_dates import months_after
from clinic.review.models import Clinician, Review
from clinic.review.newest_words import NewestWords
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails
from faq.models import FaqIndexPage, GlossaryTerm, Reference, RelatedTopic, Subject, TopicPage, TopicService
from home.demo_loading import indexing
from home.models import HomePage, ServicePage, ServicesPage, StandardPage
from tests import quick_pages
from tests.cast import member

TODAY = datetime.date.today()


def home_page():
    return HomePage.objects.get(locale__language_code="en")


def faq_index():
    return FaqIndexPage.objects.get(locale__language_code="en")


def services_page():
    return ServicesPage.objects.get(locale__language_code="en")


def details(**fields):
    """The clinic details, with these fields changed and saved."""
    found = ClinicDetails.for_site(home_page().get_site())
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def subject(name="What CRPS is", **fields):
    """The first of that name: once it is translated there is one for each language."""
    found = Subject.objects.filter(slug=slugify(name)).order_by("pk").first()
    return found or Subject.objects.create(slug=slugify(name), name=name, **fields)


def reference(title="The outcome of complex regional pain syndrome", **fields):
    defaults = {"authors": "Bean D, Johnson M, Kydd R", "year": 2014, "design": Reference.Design.SYSTEMATIC_REVIEW}
    defaults |= {"seen": Reference.Seen.ABSTRACT}
    made = Reference(title=title, **defaults | fields)
    made.full_clean()
    made.save()
    return made


def figure(name="Patients seen so far", **fields):
    defaults = {
        "value": "about 800",
        "unit": "people",
        "counted_who": "Everyone with CRPS who had a first visit here.",
        "counted_by": "The records team",
        "counted_how": "From appointment records.",
        "as_of": TODAY - datetime.timedelta(days=90),
        "check_by": TODAY + datetime.timedelta(days=275),
    }
    return KeyFigure.objects.create(name=name, **defaults | fields)


def inline(key_figure):
    """A key figure inside rich text, in database format."""
    return f'<embed embedtype="key-figure" id="{key_figure.pk}"/>'


def term(word="allodynia", **fields):
    """An entry of the glossary."""
    defaults = {"meaning": "Pain from a touch that should not hurt."}
    return GlossaryTerm.objects.create(word=word, **defaults | fields)


def marked(entry, words=""):
    """A word inside rich text that is marked with its entry in the glossary, in database format."""
    return f'<a linktype="glossary" id="{entry.pk}">{words or entry.word}</a>'


def locale(code="es"):
    return Locale.objects.get_or_create(language_code=code)[0]


def image(title="A hand", description="A hand resting on a cushion", colour="teal", size=(900, 600), **fields):
    return ClinicImage.objects.create(title=title, description=description, file=picture_file(colour, size), **fields)


def picture_file(colour="teal", size=(900, 600), name="hand.png"):
    drawn = io.BytesIO()
    Image.new("RGB", size, colour).save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name=name)


def lost(thing):
    """Gone from the database although something shows it: past the guard, which asks the index."""
    ReferenceIndex.get_references_to(thing).delete()
    thing.delete()


def topic_leading_to(document, **changes):
    """A topic with a link to this document."""
    words = f'<p><a linktype="document" id="{document.pk}">Exercises</a></p>'
    return topic("Exercises", questions=[question("Which?", statement(words))], **changes)


def pdf_file(words=b"", name="leaflet.pdf"):
    return ContentFile(b"%PDF-1.4 " + words, name=name)


# Blocks, in the raw form a StreamField is stored in -----------------------------------------------------------------


def block(kind, value, id=None):
    return {"type": kind, "value": value, "id": id or str(uuid.uuid4())}


def statement(text="CRPS is a condition that causes lasting pain.", kind="plain", **fields):
    """A statement; `text` without tags becomes one paragraph."""
    html = text if text.startswith("<") else f"<p>{text}</p>"
    references = [block("item", found.pk) for found in fields.pop("references", [])]
    return block("statement", {"kind": kind, "text": html, "references": references, **fields})


def question(asked="What is CRPS?", *parts, id=None, **fields):
    return block("question", {"question": asked, "answer": list(parts) or [statement()], **fields}, id)


def picture(of, caption=""):
    chosen = {"image": of.pk, "decorative": False, "alt_text": of.description}
    return block("picture", {"image": chosen, "caption": caption})


def steps(*texts, heading=""):
    return block("steps", {"heading": heading, "steps": [block("item", f"<p>{text}</p>") for text in texts]})


def care_card(*signs, level="urgent", heading="", action=""):
    items = [block("item", sign) for sign in signs]
    return block("care_card", {"level": level, "heading": heading, "items": items, "action": action})


def table(headings, *rows, caption=""):
    columns = [{"type": "text", "heading": heading} for heading in headings]
    return block("table", {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": caption})


def video(title="A first visit", url="https://video.example/first-visit"):
    return block("video", {"title": title, "url": url, "minutes": 3, "transcript": "<p>You are met at the door.</p>"})


# Pages --------------------------------------------------------------------------------------------------------------


def under(parent, page, live=True):
    """Adds `page` below `parent` as the editor would: saved as a draft, then published where asked.

    It is indexed once, not at each of five saves: a quarter of the time that making a page takes.
    """
    page.live = False
    with indexing.postponed(type(page)):
        parent.add_child(instance=page)
        revision = page.save_revision(log_action=False, clean=False)
        if live and not page.go_live_at:
            quick_pages.put_live(revision, check_by(page))
        elif live:
            signed(page)
            revision.publish(log_action=False)
    page.refresh_from_db()
    post_save_signal_handler(page)
    update_reference_index_on_save(page)
    return page


def changed(page, **fields):
    """`page` with these fields changed, signed and live."""
    newest = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(newest, name, value)
    newest.save_revision(log_action=False, clean=False)
    put_live(newest)
    return newest


def put_live(page):
    """The newest draft of `page`, signed and published."""
    page.refresh_from_db()
    signed(page)
    page.get_latest_revision().publish(log_action=False)


def signed(page, **decision):
    """The newest words of `page`, signed off by the reviewer of the cast, once; returns the Review."""
    newest = page.get_latest_revision_as_object()
    said = {"next_due": check_by(newest)} | decision
    try:
        return sign_off(page, seen(page), Signer.of_user(member("reviewer")), said)
    except AlreadyApproved:
        return Review.objects.of(page).permitting().approving().for_words(content_hash(newest)).first()


def clinician(name="Dr Maya Ortiz", **fields):
    """Somebody in the register of clinicians without an account, for whom the reviewer of the cast vouches."""
    defaults = {"title": "pain consultant, MD", "registration": "MD 12345", "email": "ortiz@hospital.example"}
    defaults |= {"vouched_by": member("reviewer"), "until": TODAY + datetime.timedelta(days=365)}
    defaults |= {"confirmed_at": timezone.now()}
    found = Clinician(name=name, **defaults | fields)
    found.full_clean()
    found.save()
    return found


def seen(page):
    """What a form carries that shows the newest words of `page`."""
    return NewestWords.of(type(page).objects.get(pk=page.pk)).seen


def check_by(page):
    """The last day on which a page that is signed today must be checked again."""
    return months_after(TODAY, page.review_within)


def topic(title="What is CRPS?", live=True, services=None, related=(), **fields):
    """A topic that may be published; `services=[]` makes one that may not."""
    defaults = {
        "slug": slugify(title),
        "subject": subject(),
        "short_answer": "<p>CRPS is a condition that causes lasting pain, usually in one arm or leg.</p>",
        "questions": [question()],
    }
    made = TopicPage(title=title, **defaults | fields)
    linked = [services_page()] if services is None else services
    made.service_links = [TopicService(service=to, sort_order=place) for place, to in enumerate(linked)]
    made.related_links = [RelatedTopic(related=to, sort_order=place) for place, to in enumerate(related)]
    made = under(faq_index(), made, live)
    if made.author:
        bylines.ask(made, "writer", made.author, by=made.author)
    return made


def service(title="Pain education course", live=True, **fields):
    prose = {
        name: f"<p>About {name.replace('_', ' ')}.</p>"
        for name in (
            ["what_it_is", "who_for", "who_not_for", "what_happens", "how_long"]
            + ["other_options", "not_known", "questions_to_ask", "how_to_book"]
        )
    }
    defaults = {
        "slug": slugify(title),
        "summary": "Four evenings in a small group.",
        "benefits": [statement("Some people feel less afraid of moving.")],
        "harms": [statement("It can be tiring.")],
    }
    return under(services_page(), ServicePage(title=title, **prose | defaults | fields), live)


def standard(title="About us", live=True, **fields):
    defaults = {"slug": slugify(title), "body": [block("text", "<p>We look after people with CRPS.</p>")]}
    return under(home_page(), StandardPage(title=title, **defaults | fields), live)


# Other languages ----------------------------------------------------------------------------------------------------


def translated(page, live=True, language="es", **fields):
    """`page` in another language, begun as staff do, with these fields in it."""
    copy = begin(page, Locale.objects.get(language_code=language), member("writer"))[-1].specific
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    copy.save_revision(log_action=False, clean=False)
    if live:
        put_live(copy)
    copy.refresh_from_db()
    return copy


def spanish(subject, name="Qué es", **fields):
    """The same subject in Spanish."""
    found = subject.on_shelves_of(Locale.objects.get(language_code="es"))
    for field, value in {"name": name, "slug": slugify(name), **fields}.items():
        setattr(found, field, value)
    found.save()
    return found
