"""The clinic's colour is chosen from the browser's picker, or written as # and six signs."""

from playwright.sync_api import expect


def test_picker_and_text_follow_each_other(at_work):
    tab = at_work("admin")
    tab.goto("/admin/settings/site/clinicdetails/")
    written, picker = tab.locator("#id_colour"), tab.get_by_label("Choose the colour")
    expect(written).to_have_value("")
    picker.fill("#0b5563")
    expect(written).to_have_value("#0b5563")
    written.fill("#7a1f4b")
    expect(picker).to_have_value("#7a1f4b")
    written.fill("")
    expect(picker).not_to_have_value("#7a1f4b")
