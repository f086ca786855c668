"""Drawings of the clinic: pictures without words, each above a line that says the same."""

import re

import pytest
from django.template.loader import get_template
from wagtail.blocks.struct_block import StructBlockValidationError

from clinic.content.blocks import DrawingBlock


def drawn(shows, lines, caption=""):
    block = DrawingBlock()
    return block, block.to_python({"shows": shows, "lines": lines, "caption": caption})


@pytest.mark.parametrize(("shows", "pictures"), DrawingBlock.PICTURES.items())
def test_every_picture_stands_above_its_line_and_is_another_one(shows, pictures):
    block, value = drawn(shows, [f"Line {number}" for number in range(pictures)])
    html = block.render(value)
    panels = re.findall(r"<li.*?</li>", html, re.DOTALL)
    assert [re.search(r"<p[^>]*>(.*?)</p>", panel)[1] for panel in panels] == [f"Line {n}" for n in range(pictures)]
    assert len({re.search(r"<svg.*</svg>", panel, re.DOTALL)[0] for panel in panels}) == pictures


@pytest.mark.parametrize("shows", DrawingBlock.PICTURES)
def test_the_content_security_policy_lets_all_of_a_drawing_through(shows):
    html = block_html(shows)
    assert "style=" not in html
    assert "<style" not in html
    assert "<image" not in html


def test_all_drawings_can_be_chosen_and_have_a_file():
    assert [key for key, _ in DrawingBlock.SHOWS] == list(DrawingBlock.PICTURES)
    for shows in DrawingBlock.PICTURES:
        assert get_template(f"components/drawings/{shows}.html")


@pytest.mark.parametrize("lines", [["One"], ["One", "Two", "Three", "Four"]])
def test_a_picture_without_a_line_is_refused_in_words(lines):
    block, value = drawn("spread", lines)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert "This drawing has 3 pictures. Write one line for each." in str(
        refused.value.block_errors["lines"].as_json_data()
    )


def test_programs_read_its_lines():
    block, value = drawn("spread", ["One", "Two", "Three"], "A caption")
    assert block.get_api_representation(value) == {
        "shows": "spread",
        "lines": ["One", "Two", "Three"],
        "caption": "A caption",
    }


def block_html(shows):
    block, value = drawn(shows, ["One"] * DrawingBlock.PICTURES[shows], "A caption")
    return block.render(value)
