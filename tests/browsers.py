"""The browser of the browser tests: one that is installed, since none comes with a package."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")

# Playwright keeps an event loop in the thread of the tests, in which Django otherwise refuses every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def installed(playwrights_own):
    """The path of a browser: CLINIC_BROWSER, one of the system's, or the one Playwright has downloaded; or None."""
    chosen = os.environ.get("CLINIC_BROWSER")
    found = chosen or next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (playwrights_own if os.path.exists(playwrights_own) else None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    path = installed(browser_type.executable_path)
    if not path:
        pytest.skip("no browser: run `apt-get install chromium`, or set CLINIC_BROWSER to one")
    return browser_type_launch_args | {"executable_path": path}
