"""One at a time: whoever saves, publishes or merges a page holds its row until done."""

from django.db import transaction
from wagtail.models import Page


def in_turn(page_id, act):
    """Run `act` while nobody else saves or publishes this page.

    What it has saved before it fails stays, as it does without the lock: a draft is kept although it may not go live.
    """
    failed = None
    with transaction.atomic():
        # NO KEY: others may still refer to the page meanwhile, with a comment or an editing session.
        list(Page.objects.select_for_update(no_key=True).filter(pk=page_id).values_list("pk"))
        try:
            answer = act()
        except Exception as error:
            failed = error
    if failed:
        raise failed
    return answer
