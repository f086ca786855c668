"""From the pieces of an answer to the raw values of a StreamField."""

import json
from uuid import NAMESPACE_URL, uuid5

from home.demo_content import pieces, words


class BlockMaker:
    """Knows what the names in the files stand for.

    `pages` is `{(kind, name): page id}`; `figures`, `references`, `pictures` and `terms` are `{name: id}`.
    """

    def __init__(self, pages, figures, references, pictures, terms):
        self.pages = pages
        self.figures = figures
        self.references = references
        self.pictures = pictures
        self.terms = terms

    def rich(self, text):
        return words.rich_text(text, self.pages, self.figures, self.terms) if text.strip() else ""

    def questions(self, topic):
        """The questions of a Topic as JSON. Each keeps its id, and so its address, from one loading to the next."""
        return json.dumps(
            [
                {
                    "type": "question",
                    "id": str(uuid5(NAMESPACE_URL, f"{topic.name}/{place}")),
                    "value": {
                        "question": asked.question,
                        "answer": [self.block(piece) for piece in asked.answer],
                        "tells": list(asked.tells),
                    },
                }
                for place, asked in enumerate(topic.questions)
            ]
        )

    def stream(self, parts):
        """Any pieces as JSON."""
        return json.dumps([self.block(piece) for piece in parts])

    def block(self, piece):
        name, value = {
            pieces.Statement: self.statement,
            pieces.Steps: self.steps,
            pieces.CareCard: self.care_card,
            pieces.Table: self.table,
            pieces.Picture: self.picture,
            pieces.Contact: self.contact,
            pieces.Text: self.text,
        }[type(piece)](piece)
        return {"type": name, "value": value}

    def statement(self, piece):
        return "statement", {
            "kind": piece.kind,
            "text": self.rich(piece.text),
            "references": [self.references[name] for name in piece.references],
            "why_unsure": piece.why_unsure.strip(),
            "figure": self.figures[piece.figure] if piece.figure else None,
            "what_is_known": self.rich(piece.what_is_known),
            "experts_disagree": piece.experts_disagree,
        }

    def steps(self, piece):
        return "steps", {"heading": piece.heading, "steps": [self.rich(step) for step in piece.steps]}

    def care_card(self, piece):
        return "care_card", {
            "level": piece.level,
            "heading": piece.heading,
            "items": list(piece.items),
            "action": self.rich(piece.action),
        }

    def table(self, piece):
        return "table", {
            "caption": piece.caption,
            "columns": [{"type": "text", "heading": heading} for heading in piece.columns],
            "rows": [{"values": list(row)} for row in piece.rows],
        }

    def picture(self, piece):
        image = {"image": self.pictures[piece.picture], "alt_text": piece.alt, "decorative": False}
        return "picture", {"image": image, "caption": piece.caption}

    def contact(self, piece):
        return "contact", None

    def text(self, piece):
        heading = f"<h2>{piece.heading}</h2>" if piece.heading else ""
        return "text", heading + self.rich(piece.text)
