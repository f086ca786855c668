"""Which account of the system the private Postgres runs as: Postgres refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOBODY = 65534


@dataclass(frozen=True)
class Account:
    """An account to run as; None for both numbers means the account this process already runs as."""

    uid: int | None = None
    gid: int | None = None

    def run(self, command: Sequence[object], **options: Any) -> subprocess.CompletedProcess[Any]:
        """Runs `command` as this account, with no input, in / and without the caller's own PG* settings."""
        mine: dict[str, Any] = {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}
        defaults: dict[str, Any] = {"stdin": subprocess.DEVNULL, "cwd": "/", "env": _environment()}
        return subprocess.run([str(part) for part in command], check=False, **(defaults | mine | options))

    def may(self, what: str, path: Path) -> bool:
        """Whether this account may read ("-r") or enter ("-x") `path`, asked of the system itself."""
        return self.run(["test", what, path]).returncode == 0

    def give(self, path: Path) -> None:
        """Makes `path`, which we have just created, this account's own."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """The account for the data directory `data`: its owner when root starts it, `nobody` for a new one."""
    if os.geteuid() != 0:
        return Account()
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    return _nobody()


def _nobody() -> Account:
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return Account(NOBODY, NOBODY)
    return Account(entry.pw_uid, entry.pw_gid)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}
