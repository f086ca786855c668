"""Makes the drafts that bench_editor opens. Run inside the clinic's own settings.

`topic`: 100 statements of example topics in 14 questions, with steps and a table: 300 rich texts in all.
`flat`: the same rich texts, one below the other in the stream of a standard page, each as Wagtail's block gives it.
Writes `{name: id}` to the file in HEAVY_DRAFTS.
"""

import itertools
import json
import os
from pathlib import Path

from clinic.content.prose import rich_texts
from clinic.people.models import User
from faq.models import FaqIndexPage, TopicPage
from home.models import HomePage, StandardPage
from tests import builders as build

STATEMENTS, QUESTIONS, RICH_TEXTS = 100, 14, 300
CELLS, STEPS = 39, 6
WRITER = User.objects.get(username="writer")


def statements_of_examples():
    """Raw statements as the example topics have them, again and again."""
    topics = TopicPage.objects.filter(locale__language_code="en").order_by("slug")
    parts = [
        part for topic in topics for asked in topic.questions.get_prep_value() for part in asked["value"]["answer"]
    ]
    return itertools.cycle([part for part in parts if part["type"] == "statement"])


def questions():
    examples = statements_of_examples()
    share = STATEMENTS // QUESTIONS
    counts = [share + (number < STATEMENTS % QUESTIONS) for number in range(QUESTIONS)]
    answers = [[anew(next(examples)) for _ in range(count)] for count in counts]
    for answer in answers[:10]:
        answer.append(build.steps(*(f"Step {number}: rest the arm, then move a little." for number in range(STEPS))))
    answers[-1].append(table())
    return [build.question(f"What should I know of part {number}?", *answer) for number, answer in enumerate(answers)]


def anew(statement):
    return build.block("statement", statement["value"])


def table():
    rows = [{"values": ["<p>What we know of it.</p>"] * 3} for _ in range(CELLS // 3)]
    columns = [{"type": "rich_text", "heading": f"Column {number}"} for number in range(3)]
    return build.block("table", {"columns": columns, "rows": rows, "caption": "What is known"})


def topic():
    page = TopicPage(title="A heavy topic", short_answer="<p>In short.</p>", live=False, owner=WRITER)
    page.questions = questions()
    return kept(FaqIndexPage.objects.get(locale__language_code="en"), page)


def flat(words):
    page = StandardPage(title="A flat page", introduction=words[0], live=False, owner=WRITER)
    # The topic has fields that wait to be filled in, too.
    texts = words[1:] + [""] * (RICH_TEXTS - len(words))
    page.body = [build.block("text", source) for source in texts]
    return kept(HomePage.objects.get(locale__language_code="en"), page)


def kept(parent, page):
    parent.add_child(instance=page)
    page.save_revision(user=WRITER, clean=False)
    return page


heavy = topic()
pages = {"topic": heavy.pk, "flat": flat(rich_texts(heavy)).pk}
Path(os.environ["HEAVY_DRAFTS"]).write_text(json.dumps(pages))
