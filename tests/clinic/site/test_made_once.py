"""A component that is made once says the same wherever it stands, and what is so now."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import FilterExpression, Node, Token, TokenType, Variable
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from clinic.site.templatetags.made_once import THE_SAME
from clinic.site.until_content_changes import VERSION
from tests import builders as build

TEMPLATES = Path(settings.BASE_DIR, "templates")
USES = re.compile(r'{% made_once "([^"]+)"([^%]*)%}')
# Of the box to search in, where nothing was searched for, and of a choice whose label nothing else has.
MAY_BE_MISSING = {"name", "field_id", "label", "query", "hint", "of"}
NAMED_BY = ("loopvars", "extra_context", "asvar", "target_var", "countervar", "variable")


def parts(thing):
    """What a part of a template is made of, itself first."""
    yield thing
    inside = ()
    if isinstance(thing, FilterExpression):
        inside = [thing.var, *(argument for _, arguments in thing.filters for _, argument in arguments)]
    elif isinstance(thing, Node | TokenBase):
        inside = [value for name, value in vars(thing).items() if name not in ("origin", "token")]
    elif isinstance(thing, dict):
        inside = thing.values()
    elif isinstance(thing, list | tuple):
        inside = thing
    for one in inside:
        yield from parts(one)


def names_asked(component):
    """The names that a component, with those it includes, looks up and does not give itself."""
    asked, own = set(), {"forloop"}
    for part in parts(engines["django"].engine.get_template(component).nodelist):
        if isinstance(part, Variable) and part.lookups:
            asked.add(part.lookups[0])
        if isinstance(part, Token) and part.token_type == TokenType.VAR:  # inside of blocktranslate
            asked.add(re.split(r"[|.]", part.contents)[0])
        if isinstance(part, IncludeNode):
            asked |= names_asked(part.template.var) - set(part.extra_context)
        elif isinstance(part, Node):
            for given in (getattr(part, name, None) for name in NAMED_BY):
                own |= {given} if isinstance(given, str) else set(given or ())
    return asked - own


def test_it_asks_for_nothing_but_what_it_is_given_and_what_is_the_same_on_all_pages():
    uses = {use for file in TEMPLATES.rglob("*.html") for use in USES.findall(file.read_text())}
    given = {component: set() for component, _ in uses}
    for component, arguments in uses:
        given[component] |= set(re.findall(r"(\w+)=", arguments))
    missing = {one: names_asked(one) - known - MAY_BE_MISSING - set(THE_SAME) for one, known in given.items()}
    assert {one: names for one, names in missing.items() if names} == {}
    assert "checked" in names_asked("components/not_checked_words.html")
    assert len(uses) > 20


def shown(component, version, **given):
    request = RequestFactory().get("/")
    request.META[VERSION] = version
    arguments = " ".join(f"{name}={name}" for name in given)
    return engines["django"].from_string(f'{{% made_once "{component}" {arguments} %}}').render(given, request)


@pytest.mark.django_db
def test_it_is_made_anew_when_the_content_is_another():
    source, component = build.reference("How hands swell"), "components/source_line.html"
    first = shown(component, "one", reference=source)
    source.title = "How feet swell"
    assert shown(component, "one", reference=source) == first
    assert "feet" in shown(component, "two", reference=source)
    source.title = "How knees swell"
    assert "knees" in shown(component, "", reference=source)


@pytest.mark.django_db
def test_words_and_html_with_the_same_letters_are_two():
    words = "<b>Call</b>"
    assert words in shown("components/reach_us.html", "three", title=mark_safe(words))
    assert words not in shown("components/reach_us.html", "three", title=words)
