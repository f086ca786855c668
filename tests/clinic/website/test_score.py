"""What Mozilla's HTTP Observatory says of a public page and of the login, over TLS on this machine."""

import json
import os

import pytest
from django.conf import settings as configured
from django.core.management import call_command

from clinic.settings import base
from tests.cast import ProcessClient
from tests.over_tls import served_to

pytestmark = pytest.mark.django_db
SCANNER = configured.BASE_DIR / "var/observatory"
SCRIPT = configured.BASE_DIR / "tests/security/observatory.mjs"
AS_IN_PRODUCTION = {"SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 63072000}
AS_IN_PRODUCTION |= {"SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True}
AS_IN_PRODUCTION |= {"STORAGES": base.STORAGES}
AS_IN_PRODUCTION |= {"SESSION_COOKIE_NAME": "__Host-sessionid", "CSRF_COOKIE_NAME": "__Host-csrftoken"}


@pytest.mark.skipif(not SCANNER.exists(), reason="the scanner is not here: make observatory")
@pytest.mark.parametrize(
    ("process", "path", "least"),
    [("site", "/", 135), ("site", "/search/?q=pain", 135), ("staff", "/admin/login/", 135)],
)
def test_the_observatory_gives_an_a_plus_and_no_point_is_lost(process, path, least, settings, tmp_path):
    for name, value in AS_IN_PRODUCTION.items():
        setattr(settings, name, value)
    call_command("collectstatic", interactive=False, verbosity=0)

    def scan(http, https, certificate):
        trusting = os.environ | {"NODE_EXTRA_CA_CERTS": str(certificate)}
        return ["node", str(SCRIPT), str(SCANNER), str(http), str(https), path], trusting

    told = json.loads(served_to(scan, ProcessClient(process), tmp_path))
    assert [name for name, points in told["points"].items() if points < 0] == []
    assert told["score"] >= least
