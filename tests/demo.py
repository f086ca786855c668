"""The demo as `manage.py up` puts it on an empty site: loaded once a run, and copied wherever a test needs it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.database import DEMO, MIGRATED, PROCESS, copy, made_once, own_database, restore_baseline, url_of

ROOT = Path(__file__).resolve().parents[1]
FILL = "from clinic.ops.launching.database import fill; fill(print)"


@dataclass
class Demo:
    """What is beside the database: pictures, logins, and what `up` said as it loaded."""

    folder: Path

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text()

    def load(self) -> None:
        copy(MIGRATED, DEMO)
        self.folder.mkdir(exist_ok=True)
        ours = {"DJANGO_SETTINGS_MODULE": "clinic.settings.dev", "DATABASE_URL": url_of(DEMO)}
        run = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", FILL],
            cwd=ROOT,
            env=os.environ | ours | {"CLINIC_VAR": str(self.folder)},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        (self.folder / "said").write_text(run.stdout)


@pytest.fixture(scope="session")
def kept_demo(django_db_modify_db_settings, tmp_path_factory):
    """The demo, kept as the database `DEMO`."""
    shared = tmp_path_factory.getbasetemp().parent if PROCESS else tmp_path_factory.getbasetemp()
    kept = Demo(shared / "demo")
    made_once(DEMO, kept.load)
    return kept


@pytest.fixture(scope="module")
def demo(django_db_setup, kept_demo, django_db_blocker):
    """A module whose test database has the demo; each test takes back its own changes."""
    with django_db_blocker.unblock():
        copy(DEMO, own_database())
        yield kept_demo
        restore_baseline()
