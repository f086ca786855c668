"""Where whoever is named as standing by words that nobody signs says whether that is so, with an account or without."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from clinic.review import given_words
from clinic.website.limits import too_often


@never_cache
def given_word(request: HttpRequest, token: str) -> HttpResponse:
    """The letter has the way here, and so has the first screen of whoever is named."""
    if too_often(request, "given-word", most=20, seconds=600):
        return HttpResponse("Too many tries. Please wait ten minutes.", status=429, content_type="text/plain")
    word = given_words.of_token(token)
    if word is None:
        raise Http404
    if request.POST.get("answer") in ("yes", "no"):
        given_words.answer(word, request.POST["answer"] == "yes")
        return redirect(request.path)
    return render(request, "clinic/reviewing/given_word.html", {"word": word})
