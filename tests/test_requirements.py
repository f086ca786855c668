"""Every version we pin runs on the oldest Python that the README names: 3.11, as Debian 12 has it."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest
from django.conf import settings
from packaging.specifiers import SpecifierSet

OLDEST = "3.11.2"
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[.*\])?==")


def pinned() -> list[str]:
    files = [*settings.BASE_DIR.glob("requirements*.txt"), settings.BASE_DIR / "constraints.txt"]
    found = (PIN.match(line) for file in files for line in file.read_text().splitlines())
    return sorted({match[1] for match in found if match})


@pytest.mark.parametrize("package", pinned())
def test_a_pinned_package_runs_on_the_oldest_python(package: str) -> None:
    try:
        needs = metadata(package)["Requires-Python"]
    except PackageNotFoundError:
        pytest.skip("belongs to what not every clinic needs, and is not installed here")
    assert OLDEST in SpecifierSet(needs or "")
