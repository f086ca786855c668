"""The rules of the house for what patients see: one component = one file = one root class; colours in one place."""

import re

import pytest
from django.conf import settings
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock
from wagtail.fields import StreamField

from clinic.site.theme import EDGE_PAIRS, TEXT_PAIRS, contrast
from faq.models import TopicPage
from faq.statement_kinds import LABELLED
from home.models import ServicePage, StandardPage

STATIC = settings.BASE_DIR / "clinic/static/clinic"
CSS = STATIC / "css"
TEMPLATES = settings.BASE_DIR / "templates"
COMPONENTS = sorted((CSS / "components").glob("*.css"))
STYLESHEET = (CSS / "clinic.css").read_text()
PARTS = [CSS / name for name in re.findall(r'^@import "([^"]+)" layer\([a-z]+\);$', STYLESHEET, re.MULTILINE)]
PUBLIC_TEMPLATES = [
    path for folder in ("", "blocks", "components", "faq", "home") for path in (TEMPLATES / folder).glob("*.html")
] + [TEMPLATES / "clinic/reviewing/sign_by_link.html"]

LARGEST_COMPONENT = 60
RAW_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|\b(?:white|black|red)\b(?!-)", re.IGNORECASE
)
# Where the reader asked for more contrast, text needs 7 (WCAG 1.4.6) and edges 4.5.


def without_comments(css):
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def root_class(component):
    return component.stem


# Files --------------------------------------------------------------------------------------------------------------


def test_the_stylesheet_holds_nothing_but_layers_and_parts():
    lines = [line for line in without_comments(STYLESHEET).splitlines() if line.strip()]
    assert lines[0] == "@layer reset, tokens, base, layout, components, print;"
    assert len(lines) == 1 + len(PARTS)


def test_every_component_is_in_the_stylesheet_once():
    assert [part for part in PARTS if part.parent.name == "components"] == COMPONENTS


@pytest.mark.parametrize("component", COMPONENTS, ids=root_class)
def test_a_component_is_short(component):
    assert len(component.read_text().splitlines()) <= LARGEST_COMPONENT


@pytest.mark.parametrize("component", COMPONENTS, ids=root_class)
def test_a_component_styles_its_own_class_only(component):
    """Each selector begins at the root class, or names it as the place where something else stands."""
    root = re.compile(rf"^\.{re.escape(root_class(component))}(?![a-z]|-(?!-))")
    for selector in selectors(component.read_text()):
        assert root.match(selector), f"{selector} does not begin with .{root_class(component)}"


@pytest.mark.parametrize("component", COMPONENTS, ids=root_class)
def test_a_component_is_used_by_a_template(component):
    used = re.compile(rf'class="[^"]*\b{re.escape(root_class(component))}(?![\w-])')
    assert any(used.search(template.read_text()) for template in PUBLIC_TEMPLATES)


@pytest.mark.parametrize("part", PARTS, ids=root_class)
def test_raw_colours_are_in_the_tokens_only(part):
    if part.name != "tokens.css":
        values = re.sub(r'url\("[^"]+"\)', "", without_comments(part.read_text()))
        assert not RAW_COLOUR.findall(values)


def test_every_token_that_is_used_exists():
    defined = set(re.findall(r"(--[\w-]+):", "".join(part.read_text() for part in PARTS)))
    used = set(re.findall(r"var\((--[\w-]+)\)", "".join(part.read_text() for part in PARTS)))
    assert used <= defined


@pytest.mark.parametrize("template", PUBLIC_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_has_no_style_or_script_of_its_own_and_nothing_from_elsewhere(template):
    html = template.read_text().replace('<script type="application/ld+json">', "")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<iframe|javascript:", html)
    assert not re.search(r'<(?:script|img|link|source)[^>]*\s(?:src|href|srcset)="(?:https?:)?//', html)


def selectors(css):
    """Every selector in `css`, those inside @media too, one by one."""
    plain = re.sub(r"@[a-z-]+[^{};]*\{", "", without_comments(css))
    heads = re.findall(r"([^{}]+)\{", plain)
    return [selector.strip() for head in heads for selector in head.split(",") if selector.strip()]


# Blocks -------------------------------------------------------------------------------------------------------------


def stream_blocks(block):
    """The named blocks of a stream and of the streams inside it."""
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, BaseStreamBlock):
            yield name, child
        if isinstance(child, BaseStreamBlock | BaseStructBlock):
            yield from stream_blocks(child)
        elif isinstance(child, ListBlock):
            yield from stream_blocks(child.child_block)


def all_stream_blocks():
    found = {}
    for model in (TopicPage, ServicePage, StandardPage):
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found.update(stream_blocks(field.stream_block))
    return found


@pytest.mark.parametrize("name", sorted(all_stream_blocks()))
def test_every_block_has_a_template_of_its_own_name(name):
    template = all_stream_blocks()[name].meta.template
    assert template == f"blocks/{name}.html"
    assert (TEMPLATES / template).exists()


@pytest.mark.parametrize("kind", LABELLED, ids=lambda kind: kind.key)
def test_every_kind_has_its_exact_words_an_icon_and_an_explanation(kind):
    component = TEMPLATES / "components"
    assert kind.label in (component / "kind_label.html").read_text()
    assert f'name == "{kind.key}"' in (component / "icon.html").read_text()
    assert f'kind_guide.html" kind="{kind.key}"' in (TEMPLATES / "faq/how_we_know.html").read_text()


def test_every_kind_has_a_line_of_its_own_pattern():
    ground = (CSS / "components/ground.css").read_text()
    rules = re.findall(r"([^{}]+)\{([^{}]+)\}", without_comments(ground).split("@media")[0])
    lines = {}
    for selector, rule in rules:
        (kind,) = re.findall(r'data-kind="(\w+)"', selector) or ["established"]
        lines.setdefault(kind, []).extend(re.findall(r"\b(?:solid|dashed|dotted|double|transparent)\b", rule))
    assert lines.pop("plain") == ["transparent"]
    assert lines.keys() == {kind.key for kind in LABELLED}
    assert len({tuple(line) for line in lines.values()}) == len(LABELLED)
    # The bracket has three sides.
    assert "::before" in ground and "border-inline-end: 0" in ground


# Colours ------------------------------------------------------------------------------------------------------------


def tokens():
    return without_comments((CSS / "tokens.css").read_text())


def plain_colours():
    """The first block: what browsers without light-dark() get. `{"page": "#fcfbf8", …}`"""
    return dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]{6});", tokens().split("@media")[0]))


THEMES = ["light", "dark", "light high", "dark high"]


def theme(name):
    """The colours of one theme. Tokens without light-dark() are the same in light and dark."""
    number = 1 if name.startswith("dark") else 0
    colours = plain_colours() | of_family("color", number)
    return colours | (more_contrast(number, colours) if name.endswith("high") else {})


def of_family(family, number):
    """`{"page": "#fcfbf8", …}` of the tokens --color-… or --high-…: 0 light, 1 dark."""
    single = dict(re.findall(rf"--{family}-([\w-]+): (#[0-9a-f]{{6}});", tokens().split("@media")[0]))
    pairs = re.findall(rf"--{family}-([\w-]+): light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\);", tokens())
    return single | {name: both[number] for name, *both in pairs}


def more_contrast(number, colours):
    """What the colours become for readers who want more contrast."""
    high = of_family("high", number)
    named = re.findall(r"--color-([\w-]+): var\(--(high|color)-([\w-]+)\);", higher()[0])
    return {name: (high if family == "high" else colours)[of] for name, family, of in named}


def higher():
    """The declarations for more contrast: by the device's wish, and by the reader's choice."""
    asked = re.search(r":root:not\(\[data-contrast=\"normal\"\]\) \{(.*?)\}", tokens(), re.DOTALL)[1]
    chosen = re.search(r":root\[data-contrast=\"more\"\] \{(.*?)\}", tokens(), re.DOTALL)[1]
    return [re.sub(r"\s+", " ", block).strip() for block in (asked, chosen)]


def test_contrast_is_measured_rightly():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(name, text, ground):
    colours = theme(name)
    assert contrast(colours[text], colours[ground]) >= (7 if name.endswith("high") else 4.5)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_can_be_seen(name, edge, ground):
    colours = theme(name)
    assert contrast(colours[edge], colours[ground]) >= (4.5 if name.endswith("high") else 3)


@pytest.mark.parametrize("name", THEMES)
def test_the_search_field_on_the_deep_band_can_be_seen_by_its_filling_or_its_edge(name):
    colours = theme(name)
    assert max(contrast(colours[part], colours["deep"]) for part in ("surface", "control")) >= 3


def test_browsers_without_light_dark_get_the_light_theme():
    light = theme("light")
    assert plain_colours() == {name: light[name] for name in plain_colours()}


def test_more_contrast_is_the_same_whether_the_device_or_the_reader_asks_for_it():
    asked, chosen = higher()
    assert asked == chosen


# Fonts --------------------------------------------------------------------------------------------------------------


def test_the_fonts_carry_their_licence():
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text().upper()


def test_the_letters_of_every_page_arrive_in_one_go():
    """What a server may send before it waits for the first sign of life: ten packets, less the headers."""
    assert (STATIC / "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2").stat().st_size <= 14_200


def test_english_and_spanish_need_the_common_letters_only():
    ranges = re.findall(r"unicode-range: ([^;]+);", (CSS / "base.css").read_text())[-1]
    bounds = [[int(end, 16) for end in one.split("-")] for one in re.findall(r"U\+([0-9A-F-]+)", ranges)]
    words = "¿Qué es el SDRC? ¡Avísenos! Pingüino, niño, “sí”, 3 × 4 °C, 20 €, 5 – 7 … ÁÉÍÑÓÚÜáéíñóúü ªº«»"
    assert [letter for letter in words if not any(one[0] <= ord(letter) <= one[-1] for one in bounds)] == []
