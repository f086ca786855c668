"""A language that is read from right to left: everything turns round, and nothing is pushed out of the page."""

import pytest
from django.conf import settings as project
from wagtail.models import Locale

from tests import builders as build

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WORDS = "هذه كلمات لتجربة الصفحة فقط وليست ترجمة"
MARK, MENU = ".site-header__home", ".site-menu__link"
ADDRESSES = {"home": "/ar/", "topic": "/ar/faq/does-crps-spread/", "services": "/ar/services/"}


@pytest.fixture
def pages(patient, settings, monkeypatch):
    """`{address: html}` of three pages in Arabic letters, made without a server."""
    # The browser keeps a loop running in this thread; nothing here is asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    Locale.objects.create(language_code="ar")
    source = build.reference("The outcome of complex regional pain syndrome")
    answers = [
        build.statement(WORDS, kind="early", references=[source], why_unsure=WORDS),
        build.steps(WORDS, WORDS, heading=WORDS),
        build.care_card(WORDS, WORDS, heading=WORDS),
        build.table([WORDS, WORDS], [WORDS, WORDS], caption=WORDS),
    ]
    topic = build.topic("Does CRPS spread?", slug="does-crps-spread", questions=[build.question(WORDS, *answers)] * 2)
    build.details(phone="(555) 555-0100", hours="Monday to Friday", address="1 Example Street", email="a@example.org")
    service = build.service(show_in_menus=True)
    build.translated(build.home_page(), language="ar", title=WORDS, introduction=f"<p>{WORDS}</p>")
    build.translated(build.faq_index(), language="ar", title=WORDS)
    build.translated(topic, language="ar", title=WORDS, short_answer=f"<p>{WORDS}</p>")
    build.translated(build.services_page(), language="ar", title=WORDS, introduction=f"<p>{WORDS}</p>")
    build.translated(service, language="ar", title=WORDS, summary=WORDS)
    answers = {address: patient.get(address) for address in ADDRESSES.values()}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    return {address: answer.content.decode() for address, answer in answers.items()}


@pytest.fixture
def reader(browser, pages):
    """A tab that gets those pages, and the styles as they are in the source."""
    context = browser.new_context(base_url="http://clinic.example")

    def answer(route):
        path = route.request.url.removeprefix("http://clinic.example").partition("?")[0]
        if path in pages:
            return route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        file = project.BASE_DIR / "clinic" / path.lstrip("/")
        return route.fulfill(path=file) if path.startswith("/static/") and file.is_file() else route.abort()

    context.route("**/*", answer)
    yield context.new_page()
    context.close()


def test_pages_are_mirrored_and_stay_within_the_screen(reader):
    for name, address in ADDRESSES.items():
        for width in (320, 1280):
            reader.set_viewport_size({"width": width, "height": 800})
            reader.goto(address)
            reader.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            seen = f"{name} at {width}"
            assert reader.locator("html").get_attribute("dir") == "rtl", seen
            assert reader.evaluate("document.documentElement.scrollWidth") <= width, seen
            assert outside(reader) == [], seen
            mark, menu = (reader.locator(part).first.bounding_box() for part in (MARK, MENU))
            assert mark["x"] + mark["width"] > width * 0.8, seen
            assert menu["x"] + menu["width"] > width * 0.6, seen
    reader.goto(ADDRESSES["topic"])
    borders = "(one) => [getComputedStyle(one).borderRightWidth, getComputedStyle(one).borderLeftWidth]"
    at_start, at_end = reader.locator(".statement__text").first.evaluate(borders)
    assert at_end == "0px" and at_start != "0px"
    padding = "(one) => [getComputedStyle(one).paddingRight, getComputedStyle(one).paddingLeft]"
    beside_the_number, at_the_end = reader.locator(".steps__step").first.evaluate(padding)
    assert (float(beside_the_number.rstrip("px")) > 44, at_the_end) == (True, "0px")


def outside(reader):
    """Elements with words that stick out of the window, those that scroll on their own left out."""
    return reader.evaluate(
        """() => {
          const clips = (one) => getComputedStyle(one).clipPath !== "none";
          const clipped = (one) => one && (clips(one) || clipped(one.parentElement));
          return [...document.querySelectorAll("main *, header *, footer *")]
          .filter((one) => !clipped(one) && !one.closest(".table, [hidden], dialog, svg") && one.textContent.trim())
          .filter((one) => { const box = one.getBoundingClientRect();
            return box.width > 2 && (box.left < -1 || box.right > innerWidth + 1); })
          .map((one) => one.className || one.tagName); }"""
    )
