"""The record as a file, written while it is read."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

from clinic.people.exporting import harmless
from clinic.staff.record.audit import COLUMNS, rows


class Echo:
    """What a csv.writer writes to, to get the line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(wanted: dict[str, Any]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for row in rows(wanted):
        yield writer.writerow([harmless(str(cell)) for cell in row.cells().values()])


def json_lines(wanted: dict[str, Any]) -> Iterator[str]:
    """One JSON array, an object a line."""
    between = "[\n"
    for row in rows(wanted):
        yield between + json.dumps(row.cells(), ensure_ascii=False)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def as_csv(wanted: dict[str, Any]) -> StreamingHttpResponse:
    return download(csv_lines(wanted), "text/csv; charset=utf-8", "csv")


def as_json(wanted: dict[str, Any]) -> StreamingHttpResponse:
    return download(json_lines(wanted), "application/json", "json")


def download(lines: Iterator[str], content_type: str, ending: str) -> StreamingHttpResponse:
    name = f"record-{timezone.localdate():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(lines, content_type=content_type, headers=headers)
