"""Uploaded documents between the preview and the draft: about a day, in a file only its uploader can name."""

import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core import signing

from clinic.content.moments import moment
from clinic.people.models import User
from faq.importing.draft import Refused
from faq.models import FaqIndexPage

DAY = 24 * 60 * 60
SALT = "faq.importing.uploads"
MOST_AT_ONCE = 20
MOST_OF_ONE_PERSON = 2 * MOST_AT_ONCE


@dataclass(frozen=True)
class Upload:
    """`key` names the file, `index` is the key of the page the topic belongs under."""

    key: str
    name: str
    index: int

    @property
    def file(self) -> Path:
        return folder() / self.key

    @property
    def data(self) -> bytes:
        return self.file.read_bytes()

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)


@dataclass(frozen=True)
class Waiting:
    """What somebody chose at one time and made no draft of: the `token` for it, its files, and when it was."""

    token: str
    uploads: list[Upload]
    since: str


def folder() -> Path:
    return settings.VAR_DIR / "uploads"


def words_folder() -> Path:
    """For each time that somebody chose documents, a file with the word for them."""
    return settings.VAR_DIR / "uploads-begun"


def keep(data: bytes, name: str, index: FaqIndexPage, user: User) -> str:
    """Put the document aside and return the signed word by which `user`, and nobody else, gets it back."""
    return keep_all([(data, name)], index, user)


def keep_all(files: Iterable[tuple[bytes, str]], index: FaqIndexPage, user: User) -> str:
    """The same for several at once: `[(data, name)]`."""
    kept: list[Upload] = []
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for data, name in files:
            forget_most(user)
            kept.append(Upload(f"{user.pk}-{secrets.token_hex(16)}", name, index.pk))
            kept[-1].file.touch(mode=0o600, exist_ok=False)
            kept[-1].file.write_bytes(data)
    except OSError:
        for upload in kept:
            upload.forget()
        raise Refused(
            "The document could not be kept: the disk may be full. Tell the person who runs the site."
        ) from None
    said = {"files": [(upload.key, upload.name) for upload in kept], "index": index.pk, "user": user.pk}
    token = signing.dumps(said, salt=SALT, compress=True)
    note(token, user)
    return token


def note(token: str, user: User) -> None:
    """For whoever comes back to the screen. Without it, as on a full disk, the preview works all the same."""
    with suppress(OSError):
        words_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        file = words_folder() / f"{user.pk}-{secrets.token_hex(16)}"
        file.touch(mode=0o600)
        file.write_text(token)


def waiting(user: User) -> list[Waiting]:
    """What this person may go on with, the newest first. Words for what is gone go with it."""
    found = []
    for file in sorted(words_folder().glob(f"{user.pk}-*"), key=age):
        try:
            token, since = file.read_text(), moment(datetime.fromtimestamp(file.stat().st_mtime, UTC))
        except OSError:
            continue
        if uploads := kept(token, user):
            found.append(Waiting(token, uploads, since))
        else:
            file.unlink(missing_ok=True)
    return found


def kept(token: str, user: User) -> list[Upload]:
    """The uploads; none if the word is forged, a day old, somebody else's, or a file is gone."""
    try:
        said = signing.loads(token, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return []
    if said["user"] != user.pk:
        return []
    uploads = [Upload(key, name, said["index"]) for key, name in said["files"]]
    return uploads if all(upload.file.is_file() for upload in uploads) else []


def forget_old() -> None:
    """Remove what is a day old."""
    for file in (*folder().glob("*"), *words_folder().glob("*")):
        if age(file) > DAY:
            file.unlink(missing_ok=True)


def forget_most(user: User) -> None:
    """Remove all but the newest of this person's, to make room for one more."""
    for file in sorted(folder().glob(f"{user.pk}-*"), key=age)[MOST_OF_ONE_PERSON - 1 :]:
        file.unlink(missing_ok=True)


def age(file: Path) -> float:
    """Seconds since it was written; a file that another request just removed counts as old."""
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return DAY + 1
