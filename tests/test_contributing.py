"""What the documents name is really there: files, targets of make, commands, parts of the code."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = settings.BASE_DIR
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/operating.md", "docs/security.md"]
PATH = r"`((?:clinic|faq|home|templates|tests|docs|\.ci)/[\w./-]*|[\w-]+\.(?:md|toml|py))`"
LINK = r"\]\(([\w./-]+)\)"


def named(document, pattern):
    """What `pattern` finds in the document, each once."""
    return sorted(set(re.findall(pattern, (ROOT / document).read_text())))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_it_names_exists(document):
    files = [ROOT / path for path in named(document, PATH)]
    files += [(ROOT / document).parent / path for path in named(document, LINK)]
    assert [file for file in files if not file.exists()] == []


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
