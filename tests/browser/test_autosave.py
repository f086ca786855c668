"""What the editor saves by itself: every word that somebody wrote, and nothing of whoever only looked."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import work

# A computer of a ward. With more the test itself has to wait.
SLOWER = 3


@pytest.fixture
def nurse(at_work):
    """A writer's tab; `nurse.sent` is each save that it sends by itself."""
    tab = at_work("writer")
    tab.add_init_script(work.WATCHED)
    tab.sent = []
    tab.on("request", lambda request: tab.sent.append(request) if is_autosave(request) else None)
    return tab


def is_autosave(request):
    return request.method == "POST" and "/edit/" in request.url and "json" in request.headers.get("accept", "")


def open_topic(tab, title):
    tab.goto(f"/admin/topics/?q={title}")
    tab.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    tab.locator("html[data-form-is-watched]").wait_for()


def write(tab, words):
    field = tab.locator("#id_asked_as")
    field.press("Control+End")
    field.press_sequentially(f"\n{words}")


def is_stored_by_itself(tab, words):
    """What a second tab shows once the first has sent the words of its own accord."""
    for _ in range(80):
        if any(words in (request.post_data or "") and request.response() for request in tab.sent):
            break
        tab.wait_for_timeout(250)
    other = tab.context.new_page()
    other.goto(tab.url)
    found = words in other.locator("#id_asked_as").input_value()
    other.close()
    return found


def test_what_is_written_after_a_page_was_taken_back_is_saved(nurse):
    open_topic(nurse, "Does CRPS have stages?")
    address = nurse.url
    with nurse.expect_navigation():
        work.press_submit(nurse)
    nurse.goto(address)
    expect(nurse.get_by_text("waits for the step").first).to_be_visible()
    nurse.locator("[data-w-dropdown-target=toggle]").last.click()
    with nurse.expect_navigation():
        nurse.get_by_role("button", name="Take it back").click()
    expect(nurse.get_by_text(re.compile("You took .* back")).first).to_be_visible()
    assert nurse.locator("#page-edit-form").get_attribute("data-w-unsaved-force-value") == "false"
    write(nurse, "taken back and written on")
    assert is_stored_by_itself(nurse, "taken back and written on")


def test_what_is_written_into_a_form_that_was_refused_is_saved_once_it_is_mended(nurse):
    open_topic(nurse, "Can CRPS be prevented?")
    nurse.get_by_role("tab", name="URL and SEO").click()
    address = nurse.locator("#id_slug").input_value()
    nurse.locator("#id_slug").fill("a-z")
    with nurse.expect_navigation():
        nurse.get_by_role("button", name=re.compile("^Save draft")).first.click()
    expect(nurse.get_by_text("Not done yet").first).to_be_visible()
    nurse.get_by_role("tab", name="URL and SEO").click()
    nurse.locator("#id_slug").fill(address)
    nurse.get_by_role("tab", name="Content").click()
    write(nurse, "mended")
    assert is_stored_by_itself(nurse, "mended")
    write(nurse, "and written on")
    assert is_stored_by_itself(nurse, "and written on")


def test_what_is_written_before_the_page_is_ready_is_saved(nurse):
    open_topic(nurse, "Can CRPS be prevented?")
    nurse.reload()
    write(nurse, "written at once")
    assert is_stored_by_itself(nurse, "written at once")


# The next word comes in the moment before the answer to a save does, however fast that is.
LAST_MOMENT = """
const send = window.fetch;
let words = ' and the last word';
window.fetch = async (...asked) => {
  const answer = await send(...asked);
  if (asked[1]?.method?.toLowerCase() === 'post' && String(asked[0]).includes('/edit/') && words) {
    document.execCommand('insertText', false, words);
    words = '';
  }
  return answer;
};
"""


def test_what_is_written_while_a_save_is_on_its_way_is_saved_however_fast_that_was(nurse):
    nurse.add_init_script(LAST_MOMENT)
    open_topic(nurse, "Sleep and CRPS")
    write(nurse, "the first word")
    assert is_stored_by_itself(nurse, "the first word and the last word")
    nurse.wait_for_timeout(3000)
    assert len(nurse.sent) == 2


def test_whoever_only_looks_saves_nothing_on_a_slow_computer_either(nurse):
    slow = nurse.context.new_cdp_session(nurse)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    open_topic(nurse, "Why does CRPS spread?")
    nurse.mouse.move(500, 500)
    for _ in range(8):
        nurse.mouse.wheel(0, 900)
        nurse.wait_for_timeout(300)
    # Longer than the editor takes to notice a change and to send it.
    nurse.wait_for_timeout(3000)
    assert nurse.sent == []
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def test_whoever_opens_a_tab_as_soon_as_the_page_is_there_saves_nothing(nurse):
    open_topic(nurse, "Does CRPS have stages?")
    nurse.reload(wait_until="domcontentloaded")
    for name in ("URL and SEO", "Content"):
        nurse.get_by_role("tab", name=name).click()
    nurse.locator("html[data-form-is-watched]").wait_for()
    nurse.get_by_role("tab", name="URL and SEO").click()
    # As above.
    nurse.wait_for_timeout(3000)
    assert nurse.sent == []


def test_a_question_added_by_a_press_alone_is_saved(nurse):
    open_topic(nurse, "Does CRPS have stages?")
    nurse.reload(wait_until="domcontentloaded")
    with nurse.expect_request(is_autosave):
        nurse.locator("[id$=questions-section]").get_by_title("Duplicate").first.click()
