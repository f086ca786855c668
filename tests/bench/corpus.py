"""Many topics at once from a file of questions and answers, for timings: the pages are real, nobody has signed them."""

import gzip
import json
import uuid
from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from faq.models import FaqIndexPage, Subject, TopicPage, TopicService
from faq.structured_data import anchor
from home.demo_loading.indexing import add_to_search
from home.models import ServicePage, ServicesPage
from home.search.index.writer import write_some

AT_ONCE = 500


def read(file: Any) -> Iterator[dict[str, Any]]:
    """Yield a dictionary a line: id, question, answer, focus (what it is about), synonyms (its other names)."""
    opened = gzip.open if Path(file).suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def load(
    file: Any, repeat: int = 1, progress: Callable[..., None] = lambda done, of: None
) -> Iterator[tuple[str, str]]:
    """Makes a topic of every line, `repeat` times with varied names. Yields (address of the question, id)."""
    total = sum(1 for _ in read(file)) * repeat
    parent, subject = FaqIndexPage.objects.first(), Subject.objects.get_or_create(slug="corpus", name="Corpus")[0]
    service = ServicesPage.objects.first()
    rows = ((round_, row) for round_ in range(repeat) for row in read(file))
    done = 0
    while some := list(islice(rows, AT_ONCE)):
        with transaction.atomic():
            topics = add(some, parent, subject, service)
        yield from ((address(topic), row["id"]) for topic, (_, row) in zip(topics, some, strict=True))
        done += len(some)
        progress(done, total)


def add(some: list[Any], parent: Page, subject: Subject, service: ServicePage) -> list[Any]:
    parent.refresh_from_db()
    topics = [topic_of(row, round_, subject) for round_, row in some]
    for number, topic in enumerate(topics):
        put_under(parent, topic, parent.numchild + 1 + number)
    as_pages = Page.objects.bulk_create([bare_page(topic) for topic in topics])
    for topic, page in zip(topics, as_pages, strict=True):
        topic.pk = topic.page_ptr_id = page.pk
    insert(TopicPage, topics)
    TopicService.objects.bulk_create([TopicService(topic=topic, service=service) for topic in topics])
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(topics))
    add_to_search(TopicPage, topics)
    write_some([topic.pk for topic in topics])
    return topics


def topic_of(row: dict[str, Any], round_: int, subject: Subject) -> TopicPage:
    paragraphs = "".join(f"<p>{escape(line.strip())}</p>" for line in row["answer"].splitlines() if line.strip())
    statement = {"kind": "plain", "text": paragraphs, "references": []}
    answer = [{"type": "statement", "value": statement, "id": str(uuid.uuid4())}]
    question = {"question": row["question"], "answer": answer, "tells": []}
    varied = f" {round_ + 1}" if round_ else ""
    return TopicPage(
        title=f"{row['focus']}{varied}"[:255],
        slug=slugify(f"{row['focus'][:60]} {row['id']}{varied}"),
        asked_as="\n".join(row.get("synonyms", [])),
        short_answer="",
        questions=[{"type": "question", "value": question, "id": str(uuid.uuid4())}],
        subject=subject,
    )


def put_under(parent: Page, topic: TopicPage, number: int) -> None:
    topic.draft_title, topic.depth, topic.numchild = topic.title, parent.depth + 1, 0
    topic.path = Page._get_path(parent.path, topic.depth, number)
    topic.url_path, topic.locale = f"{parent.url_path}{topic.slug}/", parent.locale
    topic.content_type = ContentType.objects.get_for_model(TopicPage)
    topic.live, topic.translation_key = True, uuid.uuid4()
    topic.first_published_at = topic.last_published_at = timezone.now()


def bare_page(topic: TopicPage) -> Page:
    return Page(
        **{field.attname: getattr(topic, field.attname) for field in Page._meta.concrete_fields if field.name != "id"}
    )


def insert(model: Any, things: list[Any]) -> None:
    """The rows of `model` alone: those of the pages it builds on are there. bulk_create refuses such models."""
    query = InsertQuery(model)
    query.insert_values(model._meta.local_concrete_fields, things)
    query.get_compiler(connection=connection).execute_sql()


def address(topic: TopicPage) -> str:
    return f"{topic.get_url()}#{anchor(topic.questions[0])}"
