"""Where the system chooses the colours (high contrast in Windows), a button still looks like one: it has an edge."""

import pytest

PAGES = ["/faq/when-to-get-urgent-help/", "/search/?q=suicide", "/search/suggest-a-question/", "/contact/", "/faq/a-z/"]
# What stands out by its ground where colours are ours.
FILLED = """() => [...document.querySelectorAll("a, button, summary")].forEach((one) => {
    const [ground, behind] = [one, document.body].map((box) => getComputedStyle(box).backgroundColor)
    one.dataset.filled = !/^rgba.*, 0\\)$/.test(ground) && ground !== behind })"""
WITHOUT_EDGE = """() => [...document.querySelectorAll("[data-filled=true]")].filter((one) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(one)
    return borderTopStyle === "none" || parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor
  }).map((one) => one.innerText)"""


@pytest.mark.parametrize("address", PAGES)
def test_every_button_keeps_an_edge(visitor, address):
    visitor.goto(address)
    visitor.evaluate(FILLED)
    assert visitor.locator("[data-filled=true]").count()
    visitor.emulate_media(forced_colors="active")
    assert visitor.evaluate(WITHOUT_EDGE) == []
