"""`make words`: brings the catalogues of words up to date with what is marked in code and templates, and compiles them.

A catalogue is clinic/locale/<language>/LC_MESSAGES/django.po. Entries are sorted by their English words and carry no
line numbers, so that two people who add words seldom meet in the same line.
"""

import ast
import re
import sys
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "clinic" / "locale"
# Wagtail's English words in ours, for staff; written by hand.
OF_WAGTAIL = ROOT / "clinic" / "staff" / "locale" / "en" / "LC_MESSAGES" / "django.po"
ROOMS = ("clinic", "faq", "home")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"\b(n?p?gettext|_)\({STRING}(?:, {STRING})?(?:, {STRING})?")
# The first lines of a catalogue.
HOW = """The words of the site in this language. How to add yours:
  1. Mark them: {% translate "…" %} or {% blocktranslate trimmed %} in a template, gettext("…") in Python.
  2. Run `make words` (python -m tests.words). It adds them here without a translation, takes out what is no longer
     used, and compiles django.mo beside this file.
  3. Write each msgstr below: plain short words, "usted", %(names)s as they are. Run `make words` again and commit both.
After a conflict in git: keep the entries of both sides here, and run `make words`; never merge django.mo by hand."""


def readers_templates():
    """Every template that patients see, with its name as `{% include %}` says it."""
    behind_the_scenes = ("wagtailadmin/", "wagtailcore/", "emails/", "faq/importing/", "home/board/", "home/dashboard/")
    behind_the_scenes += ("faq/choose_question", "faq/choosing_kinds/", "faq/references/", "home/site_import/")
    behind_the_scenes += ("home/search/searches", "home/search/try_help_cards", "home/search/why_search")
    behind_the_scenes += ("account/", "mfa/", "usersessions/")
    told_to_patients = {
        f"clinic/{name}.html" for name in ("gone", "expired", "no_longer_true", "paused", "review_overdue")
    }
    for path in sorted((ROOT / "templates").rglob("*.*")):
        name = path.relative_to(ROOT / "templates").as_posix()
        if name in told_to_patients or not name.startswith(("clinic/", *behind_the_scenes)):
            yield name, path


def marked():
    """`{(context, words, plural)}` of all that is marked; context and plural are "" where there are none."""
    found = set()
    for _, path in readers_templates():
        found |= {entry_of(*call.groups()) for call in CALL.finditer(templatize(path.read_text()))}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            found |= set(marked_in_python(ast.parse(path.read_text())))
    return found


def entry_of(function, *strings):
    """The entry for a call of a gettext function in a template that was made readable by templatize."""
    return arranged(function, [ast.literal_eval(string) for string in strings if string])


def marked_in_python(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
            strings = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if strings:
                yield arranged(node.func.id, strings)


def arranged(function, strings):
    context = strings.pop(0) if "pgettext" in function else ""
    return context, strings[0], strings[1] if function.removeprefix("n") != function else ""


def key_of(entry):
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def catalogue(language):
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def languages():
    return sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/django.po"))


def bring_up_to_date(language):
    """Add what is newly marked, take out what is not marked any more; returns the catalogue, sorted."""
    known = polib.pofile(str(catalogue(language)), wrapwidth=110)
    entries = {key_of(entry): entry for entry in known if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=110)
    fresh.header, fresh.metadata = HOW, known.metadata
    for context, words, plural in sorted(marked(), key=lambda key: (key[1].lower(), key)):
        fresh.append(entries.get((context, words, plural)) or new_entry(context, words, plural))
    return fresh


def new_entry(context, words, plural):
    form = "python-format" if re.search(r"%\(\w+\)", words) else ""
    entry = polib.POEntry(msgid=words, msgctxt=context or None, flags=[form] if form else [])
    if plural:
        entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
    return entry


def is_translated(entry):
    said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return all(said) and not entry.fuzzy


def compiled(catalogue):
    """The bytes of django.mo. The note on top and line widths leave no trace in them."""
    return catalogue.to_binary()


def main():
    missing = 0
    for language in languages():
        fresh = bring_up_to_date(language)
        fresh.save(str(catalogue(language)))
        catalogue(language).with_suffix(".mo").write_bytes(compiled(fresh))
        left = [entry.msgid for entry in fresh if not is_translated(entry)]
        print(f"{language}: {len(fresh)} entries, {len(left)} without a translation", *left, sep="\n  ")
        missing += len(left)
    OF_WAGTAIL.with_suffix(".mo").write_bytes(compiled(polib.pofile(str(OF_WAGTAIL))))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
