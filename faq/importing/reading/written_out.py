"""What only a font, a style sheet, a drawing or a formula says is written out in letters and tags: ≥, ½, 10⁹."""

import re
from xml.etree.ElementTree import ParseError

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from defusedxml.ElementTree import fromstring

from faq.importing.reading.formulas import in_line
from faq.importing.reading.style_sheets import said_of_names
from faq.importing.reading.symbols import font_in, font_of_signs, written_out
from faq.importing.reading.tags import attribute, names_of, style_of, text_of

# Declarations that change what words mean, with the name of what they set.
MEANS = re.compile(
    r"(text-decoration(?:-line)?):[^;]*line-through|(vertical-align):su(?:per|b)|"
    r"(font-family):[\"']?(?:symbol|wingdings|webdings)[^;]*"
)
RAISED = re.compile(r"(?:^|;)(?:mso-text-raise:|top:-)[\d.]*[1-9]")
LOWERED = re.compile(r"(?:^|;)(?:mso-text-raise:-|top:)[\d.]*[1-9]")
PLACED = re.compile(r"(?:^|;)(?:position:relative|mso-text-raise:)")
LIST_SIGN = "mso-list:ignore"
NOTE_NUMBER = re.compile(r"\[?\d{1,3}\]?")
# A small picture of a sign stands for the sign: 🚫, ✅.
LONGEST_SIGN = 8
DRAWN_FORMULA = "katex-html"


def write_out(soup: BeautifulSoup, html: str) -> None:
    """Changes the tree in place; `html` is the page with its style sheets."""
    take_over_styles(soup, html)
    for tag in soup.find_all("math"):
        write_formula(tag, soup)
    for tag in soup.find_all(True):
        if tag.name == "img":
            write_sign(tag)
        elif tag.name == "a" and attribute(tag, "href").startswith("#"):
            raise_note_number(tag, soup)
        elif tag.string is not None:
            write_letters(tag, soup)


def take_over_styles(soup: BeautifulSoup, html: str) -> None:
    """What a class says of its words is said at the words, unless they say otherwise themselves."""
    said: dict[str, list[re.Match[str]]] = {}
    for name, declarations in said_of_names(html):
        said.setdefault(name, []).extend(MEANS.finditer(declarations.replace(" ", "").lower()))
    for tag in soup.find_all(True) if any(said.values()) else ():
        own = style_of(tag)
        found = [one for name in names_of(tag) for one in said.get(name, ())]
        added = [one[0] for one in found if f"{one[1] or one[2] or one[3]}:" not in own]
        if added:
            tag["style"] = ";".join([*([own] if own else []), *added])


def write_formula(math: Tag, soup: BeautifulSoup) -> None:
    """In its place; what a program drew of the same formula beside it goes."""
    around = math.find_parent(class_="katex")
    for drawn in around.find_all(class_=DRAWN_FORMULA) if around else ():
        drawn.decompose()
    try:
        parts = in_line(fromstring(str(math)))
    except ParseError:
        parts = [(text_of(math), "")]
    nodes = [element_with(mark, words, soup) if mark else NavigableString(words) for words, mark in parts]
    math.replace_with(*nodes)


def element_with(name: str, words: str, soup: BeautifulSoup) -> Tag:
    made = soup.new_tag(name)
    made.string = words
    return made


def write_sign(picture: Tag) -> None:
    alt = attribute(picture, "alt").strip()
    if alt and len(alt) <= LONGEST_SIGN and not any(letter.isalnum() or letter.isspace() for letter in alt):
        picture.replace_with(NavigableString(alt))


def raise_note_number(link: Tag, soup: BeautifulSoup) -> None:
    """The number of a footnote, there and below: never the first figure of what stands behind it."""
    words = text_of(link)
    if not NOTE_NUMBER.fullmatch(words):
        return
    link.replace_with(number := soup.new_tag("sup") if link.find_parent("sup") is None else soup.new_tag("span"))
    number.string = words
    after = following_words(number)
    if after[:1].isalnum():
        number.insert_after(" ")


def following_words(node: PageElement) -> str:
    after = node.next_sibling
    return after.get_text() if after is not None else ""


def write_letters(tag: Tag, soup: BeautifulSoup) -> None:
    """Of a tag that holds nothing but words. The sign of a list's item is read with its list."""
    style, said = style_of(tag), str(tag.string)
    font = font_in(style) or font_of_signs(attribute(tag, "face"))
    mark = raised_or_lowered(style, said)
    if (font or mark) and not any(LIST_SIGN in style_of(around) for around in (tag, *tag.parents)):
        words = written_out(said, font) if font else said
        tag.string = "" if mark else words
        if mark:
            tag.append(element_with(mark, words, soup))


def raised_or_lowered(style: str, words: str) -> str:
    """Moved up or down by its style: only figures and signs, for a word may be moved for its looks."""
    if not PLACED.search(style) or not words.strip() or any(map(str.isspace, words.strip())):
        return ""
    if RAISED.search(style):
        return "sup"
    return "sub" if LOWERED.search(style) else ""
