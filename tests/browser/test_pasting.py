"""Pasting into the editor: cleaned before it is there, said in one line, taken back in one step, never lost."""

from playwright.sync_api import expect

from tests.browser.work import begin_topic

PASTE = """(field, [html, text]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', text);
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}"""
DOSE = (
    "Take <del>300</del><ins>100</ins> mg of 10<sup>9</sup><ol start='3'><li>Sit</li></ol><a href='tel:+1555'>Call</a>"
)


def test_a_paste_is_cleaned_named_and_taken_back(at_work):
    tab = at_work("writer")
    begin_topic(tab)
    place = tab.locator("[id$=short_answer-section]")
    answer, title = place.get_by_role("textbox"), tab.locator("#id_title")
    answer.click()
    tab.keyboard.type("Before. ")
    answer.evaluate(PASTE, [DOSE, "Take 300100 mg of 109"])
    expect(place.get_by_role("status")).to_contain_text("Left out: struck-out words: “300”.")
    assert answer.inner_text().split("\n") == ["Before. Take 100 mg of 109", "3. Sit", "Call"]
    expect(answer.locator("a[href='tel:+1555']")).to_have_text("Call")
    expect(answer.locator("[style*=super]")).to_have_text("9")
    place.get_by_role("button", name="Undo this paste").click()
    expect(answer).to_have_text("Before.")
    answer.evaluate(PASTE, [DOSE, "x"])
    expect(answer).to_contain_text("100 mg")
    tab.keyboard.press("Control+z")
    expect(answer).to_have_text("Before.")
    title.click()
    title.evaluate(PASTE, ["10<sup>9</sup>", "109"])
    expect(title).to_have_value("10⁹")
    tab.route("**/admin/paste/", lambda route: route.abort())
    answer.click()
    answer.evaluate(PASTE, [DOSE, "Bare words"])
    expect(place.get_by_role("status").last).to_contain_text("only the words were pasted")
    expect(answer).to_contain_text("Bare words")


def test_what_stands_on_lines_of_its_own_is_not_glued_to_a_sentence(at_work):
    tab = at_work("writer")
    begin_topic(tab)
    place = tab.locator("[id$=short_answer-section]")
    answer = place.get_by_role("textbox")

    def pasted_into(typed, html, back=0):
        answer.click()
        tab.keyboard.press("Control+a")
        tab.keyboard.press("Delete")
        tab.keyboard.type(typed)
        for _ in range(back):
            tab.keyboard.press("ArrowLeft")
        answer.evaluate(PASTE, [html, "x"])
        expect(answer).to_contain_text("Why?")
        return answer.inner_text().split("\n")

    assert pasted_into("It hurts.", "<h2>Why?</h2><p>It is worn.</p>") == ["It hurts.", "Why?", "It is worn."]
    assert pasted_into("One. Two.", "<h2>Why?</h2>", back=5) == ["One.", "Why?", " Two."]
    assert pasted_into("It hurts.", "<p>Why?</p><p>Wear.</p>") == ["It hurts.", "Why?", "Wear."]
    assert pasted_into("It hurts. ", "<p>Why?</p><p>Wear.</p>") == ["It hurts. Why?", "Wear."]
