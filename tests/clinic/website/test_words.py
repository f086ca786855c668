"""Every word that patients read is marked for translation, and has a Spanish translation that is compiled."""

import re
from html.parser import HTMLParser

import polib
import pytest
from django.template.base import Lexer, TokenType

from tests import words

# Names that are the same in every language.
NAMES = {"DOI", "PubMed", "PMID", "Markdown"}
READ_ALOUD = {"alt", "aria-label", "title", "placeholder", "aria-roledescription", "value"}
# Tags whose quoted words are shown: {% include "…" with title="…" %}.
SHOWN = re.compile(r"\b(?:title|label|hint|name_shown|what|heading_words|note)=(?!_\()\"([^\"]+)\"")


class Words(HTMLParser):
    """Collects the words of HTML that a reader sees or hears."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if value and name in READ_ALOUD]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        self.found += [] if self.silent else [data]


def unmarked(source):
    """Words in a template that are not marked for translation."""
    html, shown, inside = "", [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = name == "blocktranslate" or (inside and name != "endblocktranslate")
            shown += SHOWN.findall(token.contents)
        elif token.token_type == TokenType.TEXT and not inside:
            html += token.contents
        elif token.token_type == TokenType.VAR:
            html += "x" if html.endswith(("<", "</")) else ""  # an element whose name is filled in
            shown += re.findall(r'default:"([A-Z][^"]+)"', token.contents)
    reader = Words()
    reader.feed(html)
    found = [word for text in [*reader.found, *shown] for word in re.findall(r"[^\W\d_]{2,}", text)]
    return [word for word in found if word not in NAMES]


@pytest.mark.parametrize(("name", "path"), [*words.readers_templates()], ids=lambda value: str(value))
def test_no_template_of_readers_holds_words_that_are_not_marked(name, path):
    if path.suffix == ".html":
        assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(("name", "path"), [*words.readers_templates()], ids=lambda value: str(value))
def test_dates_are_written_as_the_language_writes_them(name, path):
    assert not re.findall(r'date:"[^"]*[FMN] ?[^"]*"', path.read_text().replace('date:"DATE_FORMAT"', ""))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Call us</p>", ["Call", "us"]),
        ('<p>{% translate "Call us" %}</p>', []),
        ("{% blocktranslate trimmed %}<p>Call</p>{% endblocktranslate %} now", ["now"]),
        ('<img alt="A hand">', ["hand"]),
        ('{% include "x.html" with title="How to book" %}', ["How", "to", "book"]),
        ('{% include "x.html" with title=_("How to book") %}', []),
        ('{{ label|default:"Search" }}', ["Search"]),
        ("{# A note #}{% if a == 'early' %}<svg><path d='M4 4'/></svg>{% endif %}", []),
    ],
)
def test_unmarked_words_are_found_wherever_they_hide(source, found):
    assert unmarked(source) == found


@pytest.mark.parametrize("language", words.languages())
def test_all_that_is_marked_has_a_finished_translation(language):
    catalogue = polib.pofile(str(words.catalogue(language)))
    assert {words.key_of(entry) for entry in catalogue} == words.marked(), "Run `make words`."
    assert [entry.msgid for entry in catalogue if not words.is_translated(entry)] == []


@pytest.mark.parametrize("language", words.languages())
def test_what_is_filled_in_later_is_the_same_in_the_translation(language):
    holes = re.compile(r"%\(\w+\)s")
    for entry in polib.pofile(str(words.catalogue(language))):
        for form, said in (entry.msgstr_plural or {0: entry.msgstr}).items():
            source = entry.msgid_plural if form else entry.msgid
            assert set(holes.findall(said)) == set(holes.findall(source)), entry.msgid


@pytest.mark.parametrize("language", words.languages())
def test_the_compiled_catalogue_is_that_of_the_written_one(language):
    written = words.catalogue(language)
    compiled = words.compiled(polib.pofile(str(written)))
    assert written.with_suffix(".mo").read_bytes() == compiled, "Run `make words`."
