"""Questions of patients to the example site: the answer first or second, or an honest word that there is none."""

import io
import json
from pathlib import Path
from typing import Any

FILES = sorted(Path(__file__).parent.glob("questions*.jsonl"))
PLACES = 2

Row = dict[str, Any]


def main() -> None:
    from django.core.management import call_command
    from django.test import Client

    call_command("load_demo", stdout=io.StringIO())
    client, missed = Client(headers={"host": "localhost"}), []
    for file in FILES:
        print(f"\nQuestions of patients: {file.stem}\n")
        for kind, rows in by_kind([*map(json.loads, file.read_text(encoding="utf-8").splitlines())]).items():
            wrong = [said for row in rows if (said := what_is_wrong(client, row))]
            missed += wrong
            print(f"{kind}: {len(rows) - len(wrong)} of {len(rows)}")
    print(*missed, sep="\n")


def by_kind(rows: list[Row]) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        whose = row.get("from") or {"": "en"}.get(row.get("at", ""), row.get("at"))
        answered = "with an answer" if row.keys() & {"finds", "says", "card"} else "without"
        kinds.setdefault(f"{whose}, {answered}", []).append(row)
    return kinds


def what_is_wrong(client: Any, row: Row) -> str:
    """Nothing where one of what may answer a question came first or second, or the site said that it has no answer."""
    typed, at = row["typed"], row.get("at", "")
    answer = client.get(f"{at and f'/{at}'}/search/", {"q": typed, "format": "json"}).json()
    first, missing = answer["results"][:PLACES], {*answer["missing"]}
    card = (answer["card"] or {}).get("kind", "")
    came = [result["url"].split("#")[0].rstrip("/").rpartition("/")[2] for result in first]
    right = (
        (row.get("card", "-") == card)
        or bool(missing & {*row.get("missing", ())})
        or (not missing and bool({*came} & in_every_language(row.get("finds", ()))))
        or any(row["says"].lower() in result["passage"].lower() for result in first if "says" in row)
    )
    return "" if right else f"{typed}: {came}; missing: {sorted(missing)}; card: {card}; wanted {wanted(row)}"


def in_every_language(slugs: Any) -> set[str]:
    """The last parts of the addresses of those pages and their translations."""
    from wagtail.models import Page

    keys = Page.objects.filter(slug__in=slugs).values("translation_key")
    return {*Page.objects.filter(translation_key__in=keys).values_list("slug", flat=True)}


def wanted(row: Row) -> str:
    return str({name: value for name, value in row.items() if name in ("finds", "missing", "says", "card")})
