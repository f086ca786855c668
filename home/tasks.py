"""What the worker does for search: its index, what help cards learn, and forgetting what people searched for."""

from clinic.jobs.periodic import periodic
from clinic.ops.progress import Bar
from home.search import many_suggestions
from home.search.index.staff_words import StaffWords
from home.search.index.writer import forget_changes, needs_writing, tell, write_everything
from home.search.staff import counting


@periodic("25 * * * *", "Makes search anew where that is needed")
def rebuild_search() -> None:
    if needs_writing():
        write_everything(Bar("Search"))


@periodic("* * * * *", "Help cards learn from changed examples")
def learn_help_cards() -> None:
    """Within a minute of a change of examples or medicines; one look where nothing has changed."""
    if StaffWords().learn():
        tell([None])


@periodic("*/5 * * * *", "Tells of very many suggested questions")
def tell_of_many_suggestions() -> None:
    many_suggestions.tell_admins()


@periodic("43 3 * * *", "Forgets what was searched 90 days ago")
def forget_searches() -> None:
    """What was searched or suggested more than 90 days ago, questions that are done, and changes that are long read."""
    counting.forget()
    forget_changes()
