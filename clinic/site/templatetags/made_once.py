"""Components that say the same wherever they stand. Every template knows this tag (settings)."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from clinic.site.site_context import SiteContext
from clinic.site.until_content_changes import knows_version, until_it_changes

register = template.Library()
# What of the context is the same on all pages of a language; `request` only to make addresses with.
THE_SAME = ("request", "clinic_details", "menu", "legal_pages", "urgent_page", "first_language", "is_first_language")


@register.simple_tag(takes_context=True)
def made_once(context: Context, component: str, **given: object) -> SafeString:
    """`{% made_once "components/icon.html" name="phone" %}`: an include that is made once until something changes.

    It sees what it is `given` (words, numbers, or things with a row in the database) and THE_SAME, nothing of the page.
    """

    def made() -> SafeString:
        known = {name: context[name] for name in THE_SAME if name in context}
        return context.template.engine.get_template(component).render(context.new(known | given))  # type: ignore[union-attr]

    request = context.get("request")
    if request is None or not knows_version(request):
        return made()
    # Words with the same letters are not the same where one of them is HTML.
    told = [(name, type(value), value) for name, value in given.items()]
    return until_it_changes(request, (component, get_language(), SiteContext.of(request).site.pk, *told), made)
