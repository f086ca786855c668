"""What the documents name is really there: files, targets of make, commands, parts of the code."""

import os
import re
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = settings.BASE_DIR
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
]
PATH = r"`([\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:css|html|js|md|py|sql|toml))`"
# What is made while the clinic runs, names that are refused, and what only looks like a file.
NOT_IN_HERE = r"var(/.*)?|utils\.py|helpers\.py|America/Chicago"
MADE = {".git", ".venv", ".venv-next", "node_modules", "var", "__pycache__"}
LINK = r"\]\(([\w./-]+)\)"


def named(document, pattern):
    """What `pattern` finds in the document, each once."""
    return sorted(set(re.findall(pattern, (ROOT / document).read_text())))


@cache
def there():
    """Every file, and every folder of one, also by the last parts of its path: `review/diff.py` of clinic."""
    found = set()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = set(folders) - MADE
        for name in files:
            parts = (PurePosixPath(folder) / name).relative_to(ROOT).parts
            found |= {"/".join(parts[start:end]) for end in range(1, len(parts) + 1) for start in range(end)}
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_folder_it_names_exists(document):
    paths = [path.rstrip("/") for path in named(document, PATH) if not re.fullmatch(NOT_IN_HERE, path)]
    assert [path for path in paths if path not in there()] == []
    linked = [(ROOT / document).parent / path for path in named(document, LINK)]
    assert [file for file in linked if not file.exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_it_names_exists(document):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(named(document, r"(?:^|`)make ([\w-]+)")) <= targets
    assert set(named(document, r"manage\.py ([a-z_]+)")) <= set(get_commands())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_part_of_the_code_it_names_exists(document):
    for name in named(document, r"`((?:clinic|faq|home)(?:\.\w+)+)`"):
        module, _, attribute = name.rpartition(".")
        try:
            import_module(name)
        except ModuleNotFoundError:
            assert hasattr(import_module(module), attribute), name
