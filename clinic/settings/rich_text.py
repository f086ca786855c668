"""What staff can do in rich text. Features of our own: `rich_text_features.py` in clinic.content and faq."""

PROSE_FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript", "key-figure", "glossary-term"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "clinic.staff.garbled_requests.RichTextOfOurs",
        "OPTIONS": {"features": PROSE_FEATURES},
    },
    "page": {
        "WIDGET": "clinic.staff.garbled_requests.RichTextOfOurs",
        "OPTIONS": {"features": ["h2", "h3", *PROSE_FEATURES, "document-link"]},
    },
    "short": {
        "WIDGET": "clinic.staff.garbled_requests.RichTextOfOurs",
        "OPTIONS": {"features": ["link", "superscript", "subscript", "key-figure", "glossary-term"]},
    },
}
