"""Jobs of the style guide with the keys alone: a sentence corrected and sent, a number changed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import work

# Along a list, or through a form.
MOST_TABS = 80
CALL_BACK = """
from wagtail.models import WorkflowState
for sent in WorkflowState.objects.active().filter(content_type__model="keyfigure"):
    sent.cancel()
"""


@pytest.fixture
def keys(at_work):
    tab = at_work("writer")
    tab.add_init_script(work.WATCHED)
    tab.goto("/admin/")
    return Keys(tab)


class Keys:
    """A tab with nothing but its keyboard."""

    def __init__(self, tab):
        self.tab, self.press = tab, tab.keyboard.press

    def reach(self, control, key="Tab"):
        expect(control).to_be_attached()
        for _ in range(MOST_TABS):
            if control.evaluate("one => one === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{key} did not come to {control} in {MOST_TABS} steps.")

    def open(self, control):
        self.reach(control)
        self.press("Enter")

    def write(self, control, words):
        self.reach(control)
        self.press("Control+End")
        self.tab.keyboard.type(words)

    def to_the_menu(self, name):
        self.open(self.tab.get_by_role("navigation").get_by_role("link", name=name, exact=True))

    def editor(self, section):
        return self.tab.locator(f"[id$={section}-section] [contenteditable=true]").first

    def send(self):
        self.press("Control+Alt+s")
        expect(self.tab.get_by_role("button", name="Send for clinical review")).to_be_focused()
        self.press("Enter")


def test_a_sentence_is_corrected_and_sent(keys):
    keys.to_the_menu("Topics")
    keys.reach(keys.tab.get_by_role("main").get_by_role("textbox").first)
    keys.tab.keyboard.type("amputation")
    keys.open(keys.tab.get_by_role("main").get_by_role("link", name="Can amputation help CRPS?", exact=True))
    keys.tab.locator("html[data-form-is-watched]").wait_for()
    keys.write(keys.editor("short_answer"), " Ask us.")
    keys.send()
    expect(keys.tab.get_by_text("was sent for clinical review")).to_be_visible()


@pytest.fixture
def called_back(clinic):
    """What is sent does not wait for approval in other tests of the same clinic."""
    yield
    clinic.manage("shell", "--verbosity=0", "-c", CALL_BACK)


@pytest.mark.usefixtures("called_back")
def test_a_number_is_changed_and_sent(keys):
    keys.open(keys.tab.get_by_role("navigation").get_by_role("button", name="Shared texts"))
    keys.to_the_menu("Key figures")
    keys.open(keys.tab.get_by_role("main").get_by_role("link", name=re.compile("People we have cared for")).first)
    value = keys.tab.get_by_label("Value")
    keys.reach(value)
    keys.press("Control+A")
    keys.tab.keyboard.type("about 870")
    keys.send()
    expect(keys.tab.get_by_role("heading", name=re.compile("Where patients will read it"))).to_be_visible()
