"""`/search/suggest-a-question/`: what a visitor did not find, for the staff who write answers. Nobody is named."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clinic.content.language.plain_words import words_in
from clinic.site.site_context import SiteContext
from clinic.website.floods import at_a_persons_pace
from clinic.website.limits import too_often
from clinic.website.sent_by_a_person import opened, seems_automatic
from home.models import SuggestedQuestion
from home.search import many_suggestions
from home.search.finding import find
from home.search.help_cards.recognising import HelpCard
from home.search.help_cards.rules import CRISIS
from home.search.help_cards.shown import shown_card
from home.search.language.words import tidy
from home.search.screening import personal_in, pointed_at

LONGEST = SuggestedQuestion.LONGEST
MOST_AN_HOUR, HOUR = 5, 3600


@csrf_exempt  # Visitors have no cookie that another site could misuse; see is_from_elsewhere().
@at_a_persons_pace
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_question(request: HttpRequest) -> HttpResponse:
    """The page with its one field, `?q=` in it where it is given; a POST of `text` is checked and kept."""
    if request.method != "POST":
        typed = tidy(request.GET.get("q", ""))[:LONGEST]
        return shown(request, typed, card=card_for(request, typed))
    if is_from_elsewhere(request):
        words = gettext("This form works only on our own page.")
        return HttpResponseForbidden(words, content_type="text/plain; charset=utf-8")
    return posted(request, request.POST.get("text", ""))


def posted(request: HttpRequest, typed: str) -> HttpResponse:
    card = card_for(request, typed)
    wrong = what_is_wrong(typed, card)
    if wrong:
        return shown(request, typed, wrong, card)
    if seems_automatic(request):
        return shown(request, typed, [like_a_program()], card, once_more=True)
    if too_often(request, "suggest-a-question", most=MOST_AN_HOUR, seconds=HOUR):
        return shown(request, typed, [wait()], card, status=429)
    SuggestedQuestion.keep(tidy(typed), SiteContext.of(request).language)
    many_suggestions.count_one()
    return shown(request, typed, card=card, sent=True)


def shown(
    request: HttpRequest,
    typed: str,
    wrong: Sequence[str] = (),
    card: HelpCard | None = None,
    sent: bool = False,
    status: int = 200,
    once_more: bool = False,
) -> HttpResponse:
    """What was typed stays in the field, whatever is wrong with it."""
    context = {"typed": typed.replace("\0", ""), "wrong": wrong, "sent": sent, "longest": LONGEST}
    context |= {"card": shown_card(card, request), "opened": opened(request), "once_more": once_more}
    return render(request, "home/suggest_question.html", context, status=status)


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent the form. Browsers that do not say so are believed."""
    return request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")


def card_for(request: HttpRequest, typed: str) -> HelpCard | None:
    """The help card that search would show for these words."""
    return find(typed, SiteContext.of(request).language).card


def what_is_wrong(typed: str, card: HelpCard | None) -> list[str]:
    """Why these words are not kept, to be said beside the field, line by line; none where they are."""
    text = tidy(typed)
    if card and card.level == CRISIS:
        return [gettext("We did not keep these words, as nobody reads them at once. Please use the help above.")]
    if "\0" in typed:
        return [gettext("Some signs in your question cannot be read. Please check it and send it again.")]
    if not words_in(text):
        return [gettext("Please write your question first.")]
    if len(text) > LONGEST:
        return [too_long()]
    found = personal_in(text)
    return [leave_out(), *pointed_at(found)] if found else []


def leave_out() -> str:
    return gettext("Please leave out what could tell who somebody is. Nobody needs it to write an answer.")


def like_a_program() -> str:
    words = gettext("It looked as if a program sent this, so we did not keep it yet.")
    return f"{words} {gettext('Your words are still here: please send them once more.')}"


def too_long() -> str:
    words = gettext("Please make it shorter: %(most)s letters at most.")
    return words % {"most": LONGEST}


def wait() -> str:
    return gettext("You have sent several questions within an hour. Your words are still here: please send them later.")
