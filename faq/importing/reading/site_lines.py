"""What sites put beside any text, known by its words and addresses: lines about cookies and dates, buttons to share."""

import re

from bs4 import NavigableString, Tag

from faq.importing.draft import Ledger
from faq.importing.reading.embedded import leave_out
from faq.importing.reading.page_dates import leave_out_dates
from faq.importing.reading.tags import HEADINGS, attribute, text_of
from faq.importing.words import glimpse, sentences, tidy

WHY = "not part of the text itself"
LINES = ("p", "div", "span", "section", "li", "a", "td", "small")
GROUPS = ("ul", "ol", "div", "p", "span", "section", "td", "table", "tr", "li", "a")
LONGEST_LINE = 500
COOKIES = re.compile(
    r"\b(?:we|this|our)\b.{0,60}\bcookies\b|\bcookies\b.{0,60}\b(?:on|we|this|our)\b|"
    r"\b(?:utilizamos|usamos|utiliza|usa|empleamos)\b.{0,40}\bcookies\b|\bcookies\b.{0,60}\b(?:sitio|propias|terceros)\b|"
    r"\b(?:nous utilisons|ce site utilise)\b.{0,40}\bcookies\b|\b(?:wir verwenden|diese website)\b.{0,40}\bcookies\b",
    re.IGNORECASE,
)
# What else is said there, and never of a body.
OF_A_BANNER = re.compile(r"\b(?:privacy|consent|cookies?|privacidad|consentimiento|experien\w+)\b", re.IGNORECASE)
AIMS = re.compile(
    r"\b(?:value|policy|settings|preferences|accept|agree|clic\w*|browsing|site|website|traffic|ads|analy\w+|"
    r"política|aceptar?|sitio|navegación|navegando)\b",
    re.IGNORECASE,
)
# What stands on the buttons beside such a line.
AGREES = re.compile(
    r"(?:(?:i )?(?:accept|agree|allow|reject|decline|refuse|deny|manage|change|ok(?:ay)?|got it|close|continue|"
    r"(?:learn|read) more|more information|cookies?|privacy|settings|preferences|policy|options|all|only|necessary|"
    r"aceptar|rechazar|configurar|configuración|preferencias|más información|todas?|las|política|de)\b[\s.,|·×x&]*)*",
    re.IGNORECASE,
)
ABOUT_COOKIES = re.compile(r"cookie|privacy|privacidad|datenschutz|confidentialité", re.IGNORECASE)
MOST_LINES_ABOUT = 3
SHARES = re.compile(
    r"facebook\.com/(?:sharer|share|dialog/(?:share|feed))|(?:twitter|x)\.com/(?:intent|share|home\?status)|"
    r"linkedin\.com/(?:share|sharing|cws/share)|pinterest\.[a-z.]+/pin/create|whatsapp\.com/send|wa\.me/\?|whatsapp:|"
    r"reddit\.com/submit|(?:t|telegram)\.me/share|tumblr\.com/(?:share|widgets)|bsky\.app/intent|threads\.net/intent|"
    r"addtoany\.com|addthis\.com|^mailto:\?",
    re.IGNORECASE,
)
NETWORKS = "facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|telegram|tumblr|bluesky|threads|instagram|messenger"
SHARE = r"share|tweet|pin it|compartir|comparte|teilen|partager"
SHARING = re.compile(
    rf"(?:(?:{SHARE}|{NETWORKS}|e-?mail|print|copy link|imprimir|correo|copiar enlace|this|page|article|story|post|"
    r"esta|página|on|via|by|with|to|en|por|opens in new window)\b[\s:|·•,/()]*)+",
    re.IGNORECASE,
)
SAYS_SHARE = re.compile(rf"\b(?:{SHARE})\b", re.IGNORECASE)


def leave_out_site_lines(soup: Tag, ledger: Ledger) -> None:
    """Changes the tree in place. A page that is about cookies itself keeps all it says of them."""
    for element in soup.find_all(GROUPS):
        if not element.decomposed and is_for_sharing(element):
            leave_out(element, "share buttons", WHY, ledger)
    leave_out_dates(soup, ledger)
    if is_about_cookies(soup):
        return
    for element in soup.find_all(LINES):
        if not element.decomposed and is_about_consent(element):
            leave_out(element, "a line about cookies", WHY, ledger)
    cut_sentences(soup, ledger)


def is_for_sharing(element: Tag) -> bool:
    """Nothing but links to share the page by, and what names them."""
    words = text_of(element)
    if not words or len(words) > LONGEST_LINE or element.find(HEADINGS):
        return False
    links = [element] if element.name == "a" else element.find_all("a")
    shares = [link for link in links if SHARES.search(attribute(link, "href"))]
    beside = words
    for link in shares:
        beside = beside.replace(text_of(link), " ", 1)
    if shares:
        return not beside.strip(" :|·•,/") or SHARING.fullmatch(beside.strip()) is not None
    return SHARING.fullmatch(words) is not None and SAYS_SHARE.search(words) is not None


def is_about_cookies(soup: Tag) -> bool:
    headings = soup.find_all(HEADINGS)
    lines = [tag for tag in soup.find_all(["p", "li", "td"]) if "cookie" in text_of(tag).casefold()]
    return len(lines) > MOST_LINES_ABOUT or any(ABOUT_COOKIES.search(text_of(heading)) for heading in headings)


def is_about_consent(element: Tag) -> bool:
    """Nothing but sentences about cookies, and the buttons beside them."""
    words = text_of(element)
    if "cookie" not in words.casefold() or len(words) > LONGEST_LINE or element.find(HEADINGS):
        return False
    lines = [text_of(line) for line in element.find_all(["p", "li", "div", "button", "a"])]
    lines += [] if element.find(["p", "li", "div"]) else [words]
    said = [sentence for line in lines for sentence in sentences(line)]
    rest = words
    for sentence in sorted(filter(is_of_a_banner, said), key=len, reverse=True):
        rest = rest.replace(sentence, " ", 1)
    return any(map(COOKIES.search, said)) and AGREES.fullmatch(tidy(rest)) is not None


def is_of_a_banner(sentence: str) -> bool:
    return bool(COOKIES.search(sentence) or (OF_A_BANNER.search(sentence) and AIMS.search(sentence)))


def cut_sentences(soup: Tag, ledger: Ledger) -> None:
    """A sentence about cookies that runs on from others."""
    for text in soup.find_all(string=re.compile("cookie", re.IGNORECASE)):
        kept = str(text)
        for sentence in filter(COOKIES.search, sentences(tidy(kept))):
            if sentence in kept:
                kept = kept.replace(sentence, "", 1)
                ledger.drop(f"a line about cookies: {glimpse(sentence)}", WHY)
        if kept != str(text):
            text.replace_with(NavigableString(kept))
