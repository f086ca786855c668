"""What a request did to the database, seen at the connection, and taken back."""

import re
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from wagtail.models import Page

from clinic.staff.record import refusals_and_exports

WRITE = re.compile(r'\b(?:INSERT INTO|UPDATE(?! SET)|DELETE FROM)\s+"?(\w+)"?')
# Notes in the record of what was only looked at: everybody may cause one of themselves.
NOTES = set(refusals_and_exports.ACTS)
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Deed:
    """The tables in which rows were really written, and the pages whose public words or place changed."""

    def __init__(self):
        self.tables = set()
        self.before = {}
        self.gone_live = set()
        self.taken_off = set()

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.follow(sql.split())
        if sql.lstrip().startswith(READS) or NOTES & {value for value in params or () if isinstance(value, str)}:
            return result
        if context["cursor"].rowcount:
            self.tables |= set(WRITE.findall(sql))
        return result

    def follow(self, words):
        """What was taken back before the answer, such as words tried on for a moment, was not written."""
        if words[0] == "SAVEPOINT":
            self.before[words[1]] = set(self.tables)
        elif words[:3] == ["ROLLBACK", "TO", "SAVEPOINT"]:
            self.tables = self.before[words[3]]

    def compare(self, before, after):
        self.gone_live = {pk for pk in after if before.get(pk) != after[pk]}
        self.taken_off = set(before) - set(after)


def public_pages():
    """What patients are shown of each live page, as far as the row of every page says it."""
    return {row[0]: row[1:] for row in Page.objects.live().values_list("pk", "title", "url_path", "live_revision_id")}


@contextmanager
def taken_back(before):
    """Watches what is done inside and takes it back. `before`: the public pages as they stand."""
    deed = Deed()
    with transaction.atomic():
        with connection.execute_wrapper(deed):
            yield deed
        if "wagtailcore_page" in deed.tables:
            deed.compare(before, public_pages())
        transaction.set_rollback(True)
    if deed.tables:
        cache.clear()
        ContentType.objects.clear_cache()
