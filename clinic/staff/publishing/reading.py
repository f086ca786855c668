"""The whole page as a reviewer reads it: the text, what is around it, and what belongs beside each row."""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import BooleanField, ForeignKey
from django.utils import translation
from wagtail.models import Page

from clinic.checks.findings import Finding, blocking, overridable
from clinic.review.content_hash import shown_in
from clinic.review.last_signed import Earlier
from clinic.staff.publishing.passages import CHANGED, Remark, Row
from clinic.staff.publishing.rows import Rows

# Beside the text, for search engines and menus.
AROUND = {"seo_title", "search_description"}
CHANGES, ALL = "changes", "all"
# More than so many changes are easier read in the whole text.
FEW = 15


class Reading:
    """`text` and `around` are the rows; `general` the findings that stand nowhere in particular."""

    def __init__(self, newest: Page, earlier: Earlier, findings: list[Finding]) -> None:
        self.newest, self.earlier, self.findings = newest, earlier, findings
        with translation.override(newest.locale.language_code):
            made = Rows(newest, earlier)
            self.fields = made.fields
            self.text, self.around = self.in_place(made.all())
        self.changed = [row for row in [*self.text, *self.around] if row.state_in_words]
        for number, row in enumerate(self.changed, 1):
            row.number = number

    # Where they stand ---------------------------------------------------------------------------------------------

    def in_place(self, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """The text from its title on, and what is around it; shared texts and findings beside what they are about."""
        shared = {row.key: row for row in rows if "." in row.key or row.key.startswith("details:")}
        own = [row for row in rows if row.key not in shared]
        self.put_findings(own)
        told = self.put_shared(own, {key: row for key, row in shared.items() if row.state == CHANGED})
        text = [row for row in own if self.is_text(row)]
        text.sort(key=lambda row: row.key != "title")
        around = [row for row in own if not self.is_text(row)]
        return text, [*around, *(row for key, row in shared.items() if row.state_in_words and key not in told)]

    def is_text(self, row: Row) -> bool:
        name = row.key.partition(":")[0]
        one = self.fields.get(name)
        beside = AROUND | set(getattr(self.newest, "patient_words", ()))
        return one is not None and name not in beside and not isinstance(one, ForeignKey | BooleanField)

    def put_shared(self, rows: list[Row], changed: dict[str, Row]) -> set[str]:
        """Tell each shared text that changed beside every passage it is read in; returns the keys of those told."""
        told = set()
        for row in rows:
            families = {self.family(key) for key in row.shows}
            for key, shared in changed.items():
                if self.family(key) in families:
                    row.beside.append((shared.label, shared.html))
                    told.add(key)
        return told

    @cached_property
    def shown(self) -> dict[str, Any]:
        return shown_in(self.newest)

    def family(self, key: str) -> str:
        """The same for a shared text in every language."""
        return str(getattr(self.shown.get(key), "translation_key", key))

    def put_findings(self, rows: list[Row]) -> None:
        self.general: list[Remark] = []
        for finding in self.findings:
            place = finding.place.anchor
            row = next((row for row in rows if place and place in row.anchors), None)
            (row.findings if row else self.general).append(Remark(finding))

    def take_reasons(self, form: Any) -> None:
        """Put the form's questions for reasons beside the findings they are about."""
        fields = {finding.key: form[f"override_{finding.key}"] for finding in form.overridable}
        for held in [self.general, *(row.findings for row in [*self.text, *self.around])]:
            held[:] = [Remark(remark.finding, fields.get(remark.finding.key)) for remark in held]

    # What is shown ------------------------------------------------------------------------------------------------

    @property
    def mode(self) -> str:
        """Changes only, where somebody signed before and not so much has changed since."""
        few = 0 < len(self.changed) <= FEW and 2 * len(self.changed) <= len(self.text) + len(self.around)
        return CHANGES if self.earlier.review and few else ALL

    @property
    def covers(self) -> str:
        """What a signature stands for, in words."""
        files = sum(hasattr(one, "file_hash") for one in self.shown.values())
        texts = len(self.shown) - files
        parts = ["all words here", counted(texts, "shared text"), counted(files, "file")]
        return ", ".join(filter(None, parts))

    @property
    def around_is_open(self) -> bool:
        return any(row.is_open for row in self.around)

    @property
    def stops(self) -> list[Finding]:
        return blocking(self.findings)

    @property
    def must_change(self) -> bool:
        """Whether no reason can let it stand as it is."""
        return len(overridable(self.findings)) < len(self.stops)

    def folded(self, mode: str) -> Iterator[tuple[bool, list[Row]]]:
        """The text in runs: `(whether this run is folded away, its rows)`."""
        for is_open, rows in groupby(self.text, key=lambda row: mode == ALL or row.is_open):
            yield not is_open, [*rows]


def counted(number: int, what: str) -> str:
    """ "2 files"; empty for none."""
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
