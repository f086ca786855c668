"""Advice that only a clinician can give, in short texts by somebody who had seen neither rules nor examples."""

import json
from pathlib import Path

from clinic.checks.claims.advice import advice_in

TEXTS, NAMES = (Path(__file__).with_name(name) for name in ("advice.jsonl", "short_names.jsonl"))


def main() -> None:
    report(TEXTS, is_name=False)
    report(NAMES, is_name=True)


def report(path: Path, is_name: bool) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row.get("kept_back", True)]
    what = "short names" if is_name else "words that nobody signs"
    print(f"\nAdvice in {what}\n\n| language | asked about | for nothing |\n|---|---|---|")
    for language in ("en", "es"):
        shares = []
        for is_advice in (True, False):
            texts = [row["text"] for row in rows if row["lang"] == language and row["advice"] == is_advice]
            asked = sum(bool(advice_in(text, is_name)) for text in texts)
            shares.append(f"{asked / len(texts):.2f} ({asked} of {len(texts)})")
        print(f"| {language} | {' | '.join(shares)} |")
