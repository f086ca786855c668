"""Every block reaches readers on the page, as Markdown, as JSON and as plain words; the system checks say so."""

import pytest
from django.core.checks import run_checks
from wagtail import blocks

from clinic.content.blocks import ProseBlock, SafeStreamBlock, SafeStructBlock
from clinic.system_checks import every_block_is_told_everywhere
from faq.models import TopicPage


class Told(SafeStructBlock):
    words = ProseBlock()

    class Meta:
        template = "blocks/steps.html"


class Coded(Told):
    words = blocks.RichTextBlock()


class Unread(Told):
    words = blocks.RawHTMLBlock()

    def get_api_representation(self, value, context=None):
        return {}


def found_in(monkeypatch, stream):
    monkeypatch.setattr(TopicPage.questions.field, "stream_block", stream)
    return [(error.id, error.msg.rpartition(" has no ")[2]) for error in every_block_is_told_everywhere(None)]


def test_the_clinics_own_blocks_have_all():
    assert [found for found in run_checks() if found.id == "clinic.E004"] == []


@pytest.mark.parametrize(
    ("name", "block", "missing"),
    [
        ("steps", Told(), []),
        ("slides", Told(), ["Markdown."]),
        ("steps", Told(template="blocks/slides.html"), ["HTML."]),
        ("steps", Coded(), ["JSON."]),
        ("steps", Unread(), ["plain words."]),
        ("slides", blocks.RichTextBlock(), ["HTML.", "Markdown.", "JSON."]),
    ],
)
def test_a_block_that_lacks_one_is_found(monkeypatch, name, block, missing):
    found = found_in(monkeypatch, SafeStreamBlock([(name, block)]))
    assert found == [("clinic.E004", what) for what in missing]


def test_a_block_deep_inside_is_found_too(monkeypatch):
    inner = SafeStreamBlock([("slides", Told())])
    outer = Told([("inside", inner)])
    assert found_in(monkeypatch, SafeStreamBlock([("steps", outer)])) == [("clinic.E004", "Markdown.")]
