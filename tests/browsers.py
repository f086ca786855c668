"""The browser of the browser tests: one that is installed, since none comes with a package."""

import os
import shutil
import sys

import pytest

# The first has no windows to draw: it opens a page in a third of the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
# Without a graphics card, pretending to have one takes longer than drawing. Letters are as wide as on people's screens.
ARGUMENTS = ["--disable-gpu", "--font-render-hinting=none"]

# Playwright keeps an event loop in the thread of the tests, in which Django otherwise refuses every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def installed():
    """The path of a browser: CLINIC_BROWSER or one of the system's; None without one."""
    chosen = os.environ.get("CLINIC_BROWSER")
    return chosen or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    path = installed() or browser_type.executable_path
    if not os.path.exists(path):
        pytest.skip("no browser: run `apt-get install chromium`, or set CLINIC_BROWSER to one")
    return browser_type_launch_args | {"executable_path": path, "args": ARGUMENTS}


def pytest_itemcollected(item):
    """Whatever asks for a browser carries the mark `browser`."""
    if {"context", "browser"} & set(getattr(item, "fixturenames", ())):
        item.add_marker("browser")


if __name__ == "__main__":
    sys.exit(installed() is None)
