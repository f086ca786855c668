"""Where pictures and documents are kept."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def place_of_files() -> dict[str, Any]:
    """The folder `media`; where S3_BUCKET is set that bucket, at Amazon or whoever answers like it at S3_ENDPOINT.

    The key to it is read where every program that uses such storage reads it: AWS_ACCESS_KEY_ID and its like.
    """
    bucket, endpoint = (env(name, default="").strip() for name in ("S3_BUCKET", "S3_ENDPOINT"))
    if not bucket:
        return {"BACKEND": "clinic.content.whole_uploads.WholeFiles"}
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"S3_ENDPOINT={endpoint} must begin with https:// or http://.")
    given = {"bucket_name": bucket, "endpoint_url": endpoint or None, "region_name": env("S3_REGION", default=None)}
    return {"BACKEND": "clinic.content.bucket.Bucket", "OPTIONS": given}
