"""Pictures and documents in storage of the kind of S3, for several machines; needs requirements-s3.txt."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

IN_MEMORY = 5 * 1024 * 1024


@contextmanager
def as_of_a_disk() -> Iterator[None]:
    """What fails there fails with OSError, which whoever reads and writes files expects."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise OSError(errno.EIO, f"The storage of files says: {error}") from error


class Bucket(S3Storage):
    """Only the clinic reads it: pictures have the addresses they have in a folder, and visitors ask nobody else."""

    def __init__(self, **given: Any) -> None:
        config = Config(
            # Nobody waits for a picture longer than for a page.
            connect_timeout=3,
            read_timeout=10,
            retries={"total_max_attempts": 2},
            # As those other than Amazon have it: no host name for each bucket, no checksums that only some know.
            s3={"addressing_style": "path" if given.get("endpoint_url") else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(**given, client_config=config, file_overwrite=False, max_memory_size=IN_MEMORY)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return settings.MEDIA_URL + filepath_to_uri(name).lstrip("/")

    @as_of_a_disk()
    def _open(self, name: str, mode: str = "rb") -> Any:
        file = super()._open(name, mode)
        return file.open() if "r" in mode else file  # fetched now: later nobody expects that it fails

    _save = as_of_a_disk()(S3Storage._save)
    delete = as_of_a_disk()(S3Storage.delete)
    exists = as_of_a_disk()(S3Storage.exists)
    listdir = as_of_a_disk()(S3Storage.listdir)
    size = as_of_a_disk()(S3Storage.size)
    get_modified_time = as_of_a_disk()(S3Storage.get_modified_time)
