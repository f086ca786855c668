"""What became of the links in a text, in words that are the same: where they lead, and what explains a word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import extract_attrs

from clinic.content.prose import cut, plain
from clinic.review.marking import LED, LED_END

LINK = re.compile(r"(<a\b([^>]*)>)(.*?)(</a>)", re.DOTALL)
LONGEST_ADDRESS = 80
# The words that are linked, and which time they are: "CRPS" may be explained more than once.
Linked = tuple[str, int]
Attributes = Mapping[str, Any]


def links_in(sources: Iterable[str]) -> dict[Linked, Attributes]:
    """`{linked words: the attributes of the link}` of rich texts in database format."""
    times: Counter[str] = Counter()
    found: dict[Linked, Attributes] = {}
    for _, attributes, inside, _ in LINK.findall("".join(sources)):
        words = strip_tags(inside)
        found[words, times[words]] = extract_attrs(attributes)
        times[words] += 1
    return found


def changed_links(before: Iterable[str], after: Iterable[str]) -> dict[Linked, tuple[Attributes, Attributes]]:
    """`{linked words: (what they led to, what they lead to now)}`; nothing is {}.

    Of words that are gone themselves it is no news that they lead nowhere.
    """
    after = [*after]
    old, new, words = links_in(before), links_in(after), plain(" ".join(after))
    pairs = {linked: (old.get(linked, {}), new.get(linked, {})) for linked in dict.fromkeys([*new, *old])}
    return {linked: pair for linked, pair in pairs.items() if pair[0] != pair[1] and (pair[1] or linked[0] in words)}


def told_links(before: Iterable[str], after: Iterable[str]) -> Iterator[tuple[str, SafeString]]:
    """`(label, sentence)` for each link that leads elsewhere, or nowhere, and each word that is explained otherwise."""
    for (words, _), (old, new) in changed_links(before, after).items():
        if explains(old) or explains(new):
            yield "Explained words", conditional_escape(explained(words, entry_of(old), entry_of(new)))
        else:
            yield "Link", conditional_escape(led(words, target_of(old), target_of(new)))


def led(words: str, before: str, now: str) -> str:
    if not now:
        return f"“{words}” leads nowhere now, before to {before}."
    return f"“{words}” leads to {now} now{f', before to {before}' if before else ''}."


def explained(words: str, before: str, now: str) -> str:
    if not now:
        return f"“{words}” is explained by nothing now, before by {before}."
    return f"“{words}” is explained by {now} now{f', before by {before}' if before else ''}."


def explains(attributes: Attributes) -> bool:
    """Whether it shows what a word means, and leads nowhere."""
    return bool(getattr(features.get_link_types().get(attributes.get("linktype")), "explains", False))


def entry_of(attributes: Attributes) -> str:
    """What explains the words, by its name."""
    if not explains(attributes):
        return ""
    handler = features.get_link_types()[attributes["linktype"]]
    return str(found(handler.get_model()._base_manager, attributes) or "an entry that is gone")


def target_of(attributes: Attributes) -> str:
    """Where it leads, as people call it: a page by its title, the question on it too."""
    kind = attributes.get("linktype")
    if kind == "page":
        page = found(Page.objects, attributes)
        return f"“{page.title}”{question_in(page, attributes)}" if page else "a page that is gone"
    if kind == "document":
        document = found(get_document_model().objects, attributes)
        return f"the document “{document.title}”" if document else "a document that is gone"
    return cut(str(attributes.get("href", "")).removeprefix("mailto:").removeprefix("tel:"), LONGEST_ADDRESS)


def question_in(page: Page, attributes: Attributes) -> str:
    places = getattr(page.specific, "places", {}) if attributes.get("place") else {}
    name = places.get(attributes["place"]) if isinstance(places, Mapping) and places else ""
    return f", at “{name}”" if name else ""


def found(rows: Any, attributes: Attributes) -> Any:
    pk = str(attributes.get("id", ""))
    return rows.filter(pk=pk).first() if pk.isdecimal() else None


def with_signs_at(sources: Iterable[str], changed: Iterable[Linked]) -> list[str]:
    """The same texts, with signs around the words whose link is another one."""
    times: Counter[str] = Counter()
    marked = {*changed}

    def signed(link: re.Match[str]) -> str:
        opening, _, inside, closing = link.groups()
        words = strip_tags(inside)
        times[words] += 1
        is_marked = (words, times[words] - 1) in marked
        return f"{opening}{LED}{inside}{LED_END}{closing}" if is_marked else link[0]

    return [LINK.sub(signed, source) for source in sources]
