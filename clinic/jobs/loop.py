"""The scheduler's day: see whether we lead, run what is due, wait."""

import logging
import threading
import time

from django.db.utils import Error

from .leader import Leader

logger = logging.getLogger(__name__)

# How soon a lost leader is replaced, and the least time between two looks at the clock, in seconds.
LOOK_EVERY = 2


class Scheduler:
    """Runs `jobs` while it leads, until `stop` is called."""

    def __init__(self, jobs, leader=None):
        self.jobs = jobs
        self.leader = leader or Leader()
        self._stopping = threading.Event()
        self._was = None

    def run(self):
        while not self._stopping.is_set():
            self.look()
            self._stopping.wait(LOOK_EVERY)
        self.leader.resign()

    def look(self):
        """One look: runs the jobs that are due, if this process leads."""
        if self.leads():
            for job in self.jobs:
                if job.is_due(time.monotonic()) and not self._stopping.is_set():
                    job.run()

    def leads(self):
        try:
            leads = self.leader.is_leading()
        except Error as error:
            self._tell("cut off", "The database does not answer (%s); trying again", " ".join(str(error).split()))
            return False
        self._tell("leading" if leads else "waiting", "This scheduler is %s", "leading" if leads else "waiting")
        return leads

    def _tell(self, state, message, *words):
        """Logs a change of state once, not at every look; to lead from the start is no news."""
        if state != self._was and (self._was, state) != (None, "leading"):
            logger.info(message, *words)
        self._was = state

    def stop(self, *_signal):
        """Ends `run` after the job that is running now."""
        self._stopping.set()
