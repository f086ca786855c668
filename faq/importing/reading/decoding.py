"""Bytes to text, strictly: a letter that cannot be read is a refusal, never a guess."""

import codecs
import re

from faq.importing.draft import Refused

# What browsers mean by these names; anything else must be saved again as UTF-8.
DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
}
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
CONTROLS = dict.fromkeys([*range(1, 9), 11, *range(14, 32), 127])


def decoded(data: bytes, name: str, *, markup: bool = False) -> str:
    """Text of `data`, line ends as `\\n`. `markup` lets a web page's own `<meta charset>` speak."""
    try:
        text = data.decode(encoding_of(data, name, markup))
    except UnicodeDecodeError:
        raise Refused(
            f"“{name}” is not saved as UTF-8, so letters such as é or “ would come out wrong. "
            "Save it again with the encoding UTF-8."
        ) from None
    if "\0" in text:
        raise Refused(f"“{name}” is not a text file: it holds bytes that no text has.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").translate(CONTROLS)


def encoding_of(data: bytes, name: str, markup: bool) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    declared = META_CHARSET.search(data[:2048]) if markup else None
    if not declared:
        return "utf-8"
    label = declared[1].decode("ascii").lower()
    if label not in DECLARED:
        raise Refused(
            f"“{name}” says its letters are stored as {label[:40]}, which cannot be read here. Save it as UTF-8."
        )
    return DECLARED[label]
