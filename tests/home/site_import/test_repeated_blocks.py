"""What stands on many pages of a site is found once and taken out of each; what a page itself says stays."""

import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from faq.importing.outline.links import key_of
from home.site_import.sources.opening import source_of
from home.site_import.sources.repeated import Repeated, repeated_blocks
from tests.home.site_import.checking import Brought, missing_from
from tests.home.site_import.old_sites import handmade_site, wordpress_site, write_folder


@pytest.mark.parametrize("made", [wordpress_site, handmade_site])
def test_all_that_surrounds_the_pages_goes_and_all_that_they_say_stays(made, tmp_path):
    site = made()
    brought = Brought(source_of(write_folder(site, tmp_path)))
    repeated = repeated_blocks(page.data for page in brought.pages.values() if page.kind_there != "archive")
    for address, page in list(brought.pages.items()):
        brought.pages[address] = replace(page, data=repeated.taken_out(page.data)[0])
        brought.by_key[key_of(address)] = brought.pages[address]
    assert missing_from(brought, site) == []
    left = [
        words
        for address in site.truths
        for words in site.furniture
        if words in brought.soup(brought.page(address)).text
    ]
    assert left == []


def page(inside, title="A page"):
    return f"<html><head><title>{title}</title></head><body>{inside}</body></html>".encode()


def own(number):
    return f"<h1>Page {number}</h1><p>Words number {number} that stand only here.</p>"


def left(block, on=10, of=10, before=own, after=""):
    """The text of the last page that has the block, after it was looked at with the others."""
    pages = [page(before(number) + (block if number >= of - on else "") + after) for number in range(of)]
    data, _ = repeated_blocks(pages).taken_out(pages[-1])
    return " ".join(BeautifulSoup(data, "html.parser").body.get_text(" ").split())


MENU = "<div><a href=a>About the clinic</a> <a href=b>Our services</a></div>"


def test_what_stands_on_all_pages_goes():
    assert left("<div><p>Call the clinic today.</p></div>") == "Page 9 Words number 9 that stand only here."


def test_what_stands_on_two_pages_stays_even_if_there_are_no_more():
    assert "Call the clinic" in left("<p>Call the clinic today.</p>", on=2, of=2)


def test_links_go_when_they_are_on_some_pages_and_prose_when_it_is_on_most():
    assert "Our services" not in left(MENU, on=3, of=12)
    assert "Call the clinic" in left("<p>Call the clinic when a fever comes.</p>", on=3, of=12)


def test_each_is_named_once_for_the_whole_site_with_its_pages():
    pages = [page(f"<div><h3>Opening</h3><p>Monday to Friday.</p></div>{own(number)}{MENU}") for number in range(8)]
    repeated = repeated_blocks(pages)
    assert [(block.words, block.pages) for block in repeated.blocks] == [
        ("About the clinic Our services", 8),
        ("Opening Monday to Friday.", 8),
    ]
    _, taken = repeated.taken_out(pages[0])
    assert [block.words for block in taken] == ["Opening Monday to Friday.", "About the clinic Our services"]


@pytest.mark.parametrize(
    "question",
    ["<h2>How do I reach you on day {}?</h2>", "<h3>Day {}</h3>", "<p><b>Whom do I ask on day {}?</b></p>",
     "<details open><summary>What about day {}?</summary>", "<dl><dt>And day {}?</dt>", "<p>Is day {} a good day?</p>"],
)  # fmt: skip
def test_an_answer_stays_with_its_question_however_often_it_is_given(question):
    words = left("<p>Please ring the desk.</p>", before=lambda number: own(number) + question.format(number))
    assert words.endswith("Please ring the desk.")


def test_a_question_with_its_answer_on_half_of_the_pages_stays_and_on_all_of_them_goes():
    block = "<section><h2>May I bring my dog along?</h2><p>Guide dogs only.</p></section>"
    assert "Guide dogs only." in left(block, on=6, of=12)
    assert "Guide dogs only." not in left(block, on=12, of=12)


def test_a_page_that_would_say_nothing_any_more_keeps_its_words():
    pages = [page(f"<div>Call the clinic today.</div>{own(number)}") for number in range(9)]
    last = page("<h1>When we are closed</h1><div>Call the clinic today.</div>")
    assert repeated_blocks([*pages, last]).taken_out(last) == (last, [])


def test_a_logo_on_every_page_goes_and_a_picture_of_one_page_stays():
    logo = "<a href=/><img src='{}images/logo.gif' alt='Elm'></a>"
    pages = [page(f"{logo.format('../' * (n % 2))}{own(n)}<img src=room-{n}.jpg>") for n in range(6)]
    soup = BeautifulSoup(repeated_blocks(pages).taken_out(pages[2])[0], "html.parser")
    assert [image["src"] for image in soup.find_all("img")] == ["room-2.jpg"]


def test_a_line_of_a_list_that_several_pages_share_stays():
    assert "Physical therapy" in left("<ul><li>Physical therapy with us</li><li>Only on page 9</li></ul>", on=1)
    assert "Physical therapy" in left(
        "", before=lambda n: own(n) + f"<ul><li>Physical therapy with us</li><li>Number {n}</li></ul>"
    )


def test_letters_of_any_encoding_stay_and_a_page_without_blocks_keeps_its_bytes():
    pages = [
        f"<meta charset=iso-8859-1>{own(n)}<p>Zoë’s café {n}</p><div>Call the clinic.</div>".encode("cp1252")
        for n in range(5)
    ]
    repeated = repeated_blocks(pages)
    data, taken = repeated.taken_out(pages[0])
    assert ("Zoë’s café 0" in data.decode("utf-8-sig"), len(taken)) == (True, 1)
    other = "<p>Zoë’s own page</p>".encode("cp1252")
    assert repeated.taken_out(other) == (other, [])


def test_a_page_with_letters_that_cannot_be_read_is_left_to_be_refused():
    pages = [page(own(number) + MENU) for number in range(5)]
    bad = page(own(9) + MENU) + b"\x86"
    assert repeated_blocks([*pages, bad]).taken_out(bad) == (bad, [])


def test_what_was_found_can_be_kept_and_used_again():
    pages = [page(own(number) + MENU) for number in range(5)]
    repeated = repeated_blocks(pages)
    again = Repeated(tuple(repeated.blocks))
    assert again.taken_out(pages[0]) == repeated.taken_out(pages[0])


def test_pages_made_to_hang_their_readers_are_passed_over():
    bad = page("<div>" * 100_000)
    start = time.process_time()
    repeated = repeated_blocks([bad, page("<p>" * 50_000), page("<b " * 50_000)])
    assert repeated.taken_out(bad) == (bad, [])
    assert time.process_time() - start < 20
