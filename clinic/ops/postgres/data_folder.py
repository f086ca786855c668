"""Where a private Postgres keeps its files, so that the account it runs as can reach them.

Started by root it runs as another account, which may have no way into the folder the clinic lives in (a home
directory of mode 700). Modes of folders we did not make are never changed: data and binaries then go to a
system folder instead.
"""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from .accounts import Account, account_for
from .messages import FOLDER_REMEDIES, PostgresUnavailable, say

SYSTEM_HOME = Path("/var/lib/clinic-postgres")
PORT = 5432
# The system refuses socket paths over 107 characters (103 on macOS).
LONGEST_SOCKET = 100


@dataclass(frozen=True)
class Place:
    """The files of one private Postgres under `home`, owned by `account` where the server writes them."""

    home: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def users(self) -> Path:
        """Locked by every process that uses the server."""
        return self.home / "users"

    @property
    def kept(self) -> Path:
        """There while the server is to run although nobody uses it."""
        return self.home / "kept"

    @property
    def sockets(self) -> Path:
        near = self.home / "socket"
        # A comma would end the folder's name: an address may list several hosts.
        if len(os.fsencode(near / f".s.PGSQL.{PORT}")) < LONGEST_SOCKET and "," not in str(near):
            return near
        # Not tempfile.gettempdir(): every process must find the same folder, whatever its TMPDIR.
        return Path(f"/tmp/clinic-postgres-{os.geteuid()}-{_digest(self.home)}")

    def make_sockets(self) -> None:
        """Makes the socket folder where it is missing. Call it alone: another process may be at the same."""
        if not self.sockets.exists():
            self.make_private(self.sockets)

    def make_private(self, folder: Path) -> None:
        """Makes `folder`, which only the server's account may enter."""
        folder.mkdir(mode=0o700)
        self.account.give(folder)

    def check_sockets(self) -> None:
        """Refuses a socket folder that another person of this machine has put in our way."""
        try:
            found = self.sockets.lstat()
        except FileNotFoundError:
            return
        owners = {os.geteuid(), self.account.uid}
        if found.st_uid not in owners or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
            why = f"The folder {self.sockets} is not a private folder of this account"
            raise PostgresUnavailable(why, FOLDER_REMEDIES)


def place_for(root: Path) -> Place:
    """The place for the private Postgres of `root`: there, or in the system folder when its account cannot enter."""
    near = Place(root, account_for(root / "data"))
    far_home = SYSTEM_HOME / _digest(root)
    far = Place(far_home, account_for(far_home / "data"))
    if os.geteuid() != 0:
        return near
    # Data that once went to the system folder stays there, even if the folder of the clinic has been opened since.
    return far if far.data.exists() or not near.account.may("-x", _nearest(root)) else near


def bring_along(root: Path, place: Place) -> None:
    """Moves data that `root` already holds to `place`, when that is elsewhere."""
    if place.home == root or not (root / "data").exists():
        return
    say(f"Moving the database from {root} to {place.home}, where Postgres can reach it.")
    arriving = place.home / "arriving"
    shutil.rmtree(arriving, ignore_errors=True)
    shutil.copytree(root / "data", arriving)
    for path in (arriving, *arriving.rglob("*")):
        place.account.give(path)
    arriving.rename(place.data)
    (root / "data").rename(root / "data.moved")


def make_open(folder: Path) -> None:
    """Makes `folder` and its missing parents; as root with mode 755, so that the server's account can pass."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            path.chmod(0o755)


def copied_to_system(prefix: Path) -> Path:
    """A copy of the Postgres installed at `prefix` that every account can read; made once for each version of it."""
    copy = SYSTEM_HOME / f"binaries-{_digest(prefix, prefix.stat().st_mtime_ns)}"
    inside = copy / prefix.parent.name / prefix.name
    if not copy.exists():
        say(f"Copying Postgres from {prefix} to {copy}, where it can run without being root.")
        make_open(SYSTEM_HOME)
        arriving = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(prefix, arriving / prefix.parent.name / prefix.name, symlinks=True)
        # A wheel keeps the shared libraries beside its package, and the programs look for them there.
        libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, arriving / libraries.name, symlinks=True)
        for path in (arriving, *arriving.rglob("*")):
            _open_to_all(path)
        arriving.rename(copy)
    return inside


def _open_to_all(path: Path) -> None:
    if not path.is_symlink():
        mode = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode | 0o444 | (0o111 if path.is_dir() or mode & 0o100 else 0))


def _nearest(path: Path) -> Path:
    return next(existing for existing in (path, *path.parents) if existing.exists())


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]
