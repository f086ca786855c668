"""Which tests stay in one process where the suite runs in several: those of one file, and all that open a browser."""

from xdist.scheduler import LoadFileScheduling

BROWSER = "tests/browser/"


class OneClinic(LoadFileScheduling):
    """By files, but the browser tests all in one process: they share a clinic that takes half a minute to start."""

    def _split_scope(self, nodeid):
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return OneClinic(config, log)
