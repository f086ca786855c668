"""Advice that only a clinician can give, in short texts by somebody who had seen neither rules nor examples."""

import json
from pathlib import Path

from clinic.checks.claims.advice import advice_in

TEXTS = Path(__file__).with_name("advice.jsonl")


def main() -> None:
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    print("\nAdvice in words that nobody signs\n\n| language | asked about | for nothing |\n|---|---|---|")
    for language in ("en", "es"):
        shares = []
        for is_advice in (True, False):
            texts = [row["text"] for row in rows if row["lang"] == language and row["advice"] == is_advice]
            asked = sum(bool(advice_in(text)) for text in texts)
            shares.append(f"{asked / len(texts):.2f} ({asked} of {len(texts)})")
        print(f"| {language} | {' | '.join(shares)} |")
