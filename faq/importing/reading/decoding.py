"""Bytes to text, strictly: a letter that cannot be read is a refusal, never a guess."""

import codecs
import re

from faq.importing.draft import Refused

# What browsers mean by these names where Python means something narrower.
AS_BROWSERS_READ = {
    **dict.fromkeys(("us-ascii", "ascii", "iso-8859-1", "latin1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("iso-8859-11", "windows-874"), "cp874"),
    "iso-8859-9": "cp1254",
    "latin-9": "iso8859_15",
    "big5": "big5hkscs",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    # Whoever can read this in the file's first letters as single bytes has no file of double bytes.
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
}
# Encodings that say of every byte which letter it is; Python knows others that are no letters at all.
SINGLE = re.compile(r"utf8|cp125\d|cp874|cp932|cp949|cp866|iso8859_\d+|mac_roman|mac_cyrillic|koi8_[ru]|gb18030"
                    r"|big5hkscs|euc_jp|iso2022_jp")  # fmt: skip
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
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
    encoding = known(AS_BROWSERS_READ.get(label, label))
    if not encoding:
        raise Refused(
            f"“{name}” says its letters are stored as {label[:40]}, which cannot be read here. Save it as UTF-8."
        )
    return encoding


def known(label: str) -> str:
    """Python's name for an encoding of text, or ""."""
    try:
        found = codecs.lookup(label).name.replace("-", "_").replace("utf_8", "utf8")
    except LookupError:
        return ""
    return found if SINGLE.fullmatch(found) else ""
