"""The screen on which two drafts of one page are put together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from wagtail.models import Page

from clinic.staff.editing.drafts import merge_of, put_together, settle
from clinic.staff.editing.merge_rows import shown
from clinic.staff.editing.merging import MINE, THEIRS
from clinic.staff.editing.models import KeptAside
from clinic.staff.editing.page_lock import in_turn

MOVED_ON = "Somebody saved again meanwhile. Look at the marked parts once more."
UNDECIDED = "Choose one side for each part below that has none yet."


def together(request, pk):
    """Shows both versions; a POST with a choice for every part saves what they make together as the newest draft."""
    kept = get_object_or_404(KeptAside.objects.select_related("page", "mine", "base"), pk=pk)
    if not kept.page.specific.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if kept.settled_at:
        messages.info(request, "These two versions have been dealt with. Both are in the history of the page.")
        return redirect("wagtailadmin_pages:edit", kept.page_id)
    if request.method == "POST":
        return in_turn(kept.page_id, lambda: decide(request, kept))
    return answer_with_both(request, kept)


def decide(request, kept):
    page = Page.objects.get(pk=kept.page_id).specific
    lock = page.get_lock()
    if lock and lock.for_user(request.user):
        messages.error(request, "The page is locked just now. Your version stays here.")
        return answer_with_both(request, kept, status=409)
    if "leave" in request.POST:
        settle(kept)
        messages.success(request, "Nothing was changed. Your version stays in the history of the page.")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return save(request, kept, page)


def save(request, kept, page):
    choices = {name.removeprefix("part-"): side for name, side in request.POST.items() if name.startswith("part-")}
    if request.POST.get("seen") != seen(page.get_latest_revision()):
        return answer_with_both(request, kept, choices, MOVED_ON, status=409)
    merged = merge_of(kept, choices)
    if merged.open:
        return answer_with_both(request, kept, choices, UNDECIDED, status=422)
    put_together(kept, merged, request.user)
    messages.success(request, "Saved as the newest draft. Read it through, then send it for clinical review as usual.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def seen(revision):
    """What tells whether the newest draft is still the one a person saw: autosave changes it in place."""
    return f"{revision.pk} {revision.created_at.isoformat()}"


def answer_with_both(request, kept, choices=None, problem="", status=200):
    """The page with both versions side by side."""
    page = kept.page.specific
    newest = page.get_latest_revision()
    merged = merge_of(kept, choices)
    mine, theirs = kept.mine.as_object(), newest.as_object()
    context = {
        "kept": kept,
        "page": page,
        "newest": theirs,
        "seen": seen(newest),
        "problem": problem,
        "to_choose": [shown(part, mine, theirs) for part in merged.chosen],
        "by_rule": [shown(part, mine, theirs) for part in merged.taken_by_rule],
        "knows_base": kept.base_id is not None,
        "whose": whose(newest, request.user),
        "saved_at": timezone.localtime(newest.created_at),
        "MINE": MINE,
        "THEIRS": THEIRS,
    }
    return render(request, "clinic/merging/together.html", context, status=status)


def whose(newest, user):
    """Who saved the newer draft, as one says it to `user`."""
    if newest.user_id == user.pk:
        return "you, in another window"
    return newest.user.display_name if newest.user else "somebody"
