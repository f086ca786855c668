"""Choices for tired eyes, and listening, as a reader uses them in Chromium."""

import pytest
from playwright.sync_api import expect

TOPIC = "/faq/does-crps-spread/"
# Speech that ends a sentence when the test says so.
SPEECH = """voices => {
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
  const speech = { said: [], getVoices: () => voices, cancel() {}, addEventListener() {},
    speak(utterance) { this.said.push(utterance.text); this.now = utterance } };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
}"""
OWN = '{ lang: "en-US", localService: true }'
SENT_AWAY = '{ lang: "en-US", localService: false }'
OTHER_LANGUAGE = '{ lang: "es-ES", localService: true }'


@pytest.fixture
def phone(browser, clinic):
    context = browser.new_context(base_url=clinic.site, viewport={"width": 320, "height": 800}, color_scheme="light")
    yield context.new_page()
    context.close()


def test_what_a_reader_chooses_holds_on_the_next_page_from_the_first_paint(phone):
    complaints = []
    phone.on("console", lambda message: complaints.append(message.text))
    phone.goto(TOPIC)
    phone.get_by_role("button", name="Reading settings").click()
    for name in ("Largest", "Dark", "High", "Nothing moves"):
        phone.get_by_label(name, exact=True).check()
    small = phone.evaluate(
        """() => [...document.querySelectorAll(".reading-settings :is(button, label)")]
            .filter((one) => one.getBoundingClientRect().height < 44)"""
    )
    assert small == []
    phone.goto("/services/")
    assert phone.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert phone.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.context.cookies() == [] and complaints == []

    phone.get_by_role("button", name="Reading settings").click()
    expect(phone.get_by_label("Dark", exact=True)).to_be_checked()
    phone.get_by_role("button", name="Forget my choices").click()
    assert phone.evaluate("[localStorage.length, document.documentElement.dataset.theme ?? null]") == [0, None]
    phone.get_by_role("button", name="Close reading settings").click()
    expect(phone.get_by_role("button", name="Reading settings")).to_be_focused()
    phone.keyboard.press("Enter")
    phone.get_by_label("Dark", exact=True).focus()
    phone.keyboard.press("Escape")
    expect(phone.get_by_label("Dark", exact=True)).to_be_hidden()
    expect(phone.get_by_role("button", name="Reading settings")).to_be_focused()


def test_without_scripts_there_is_no_control_that_does_nothing(browser, clinic):
    page = browser.new_page(base_url=clinic.site, java_script_enabled=False, color_scheme="dark")
    page.goto(TOPIC)
    assert not page.locator(".reading-settings__open").is_visible()
    assert not page.get_by_role("button", name="Print this page").is_visible()
    assert page.get_by_role("link", name="Leaflet to print").is_visible()
    page.close()


def listening(page, *voices):
    page.add_init_script(f"({SPEECH})([{', '.join(voices)}])")
    page.goto(TOPIC)
    return page.get_by_role("button", name="Listen")


def test_a_page_is_read_aloud_from_title_to_end_with_closed_answers(phone):
    listening(phone, SENT_AWAY, OWN).click()
    expect(phone.get_by_text("Reading aloud.")).to_be_visible()
    top = phone.evaluate("scrollY")
    phone.evaluate("speechSynthesis.now.onend()")
    phone.get_by_role("button", name="Pause").click()
    phone.get_by_role("button", name="Go on").click()
    said = phone.evaluate("speechSynthesis.said")
    assert (
        said[0] == "Does CRPS spread?" and said[1] == said[2] and said[1].strip() == "Not checked by a clinician yet."
    )
    assert phone.locator("[data-read-aloud]").inner_text().startswith(said[1].strip())
    assert phone.evaluate("speechSynthesis.now.voice.localService")

    phone.evaluate("while (document.querySelector('[data-read-aloud]')) speechSynthesis.now.onend()")
    said = phone.evaluate("speechSynthesis.said")
    assert "Will my CRPS spread?" in said and any(one.startswith("Nobody can say for one person.") for one in said)
    assert not [one for one in said if "How we know this" in one or "Print" in one or len(one) > 220]
    assert phone.evaluate("scrollY") == top
    expect(phone.get_by_text("The end.")).to_be_visible()
    expect(phone.get_by_role("button", name="Listen")).to_be_visible()


@pytest.mark.parametrize("voices", [[], [SENT_AWAY], [OTHER_LANGUAGE]], ids=["none", "sent away", "other language"])
def test_without_a_voice_of_its_own_a_device_offers_no_listening(phone, voices):
    expect(listening(phone, *voices)).to_have_count(0)
