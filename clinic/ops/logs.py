"""How lines of the log are written."""

import json
import logging
from datetime import UTC, datetime

# Of what a stranger has sent; how often, in seconds.
LONGEST, EVERY = 200, 60


class JsonLine(logging.Formatter):
    """One JSON object a line, for programs that collect logs. The time has its zone."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class OneLine(logging.Filter):
    """For what strangers cause as often as they like: a short line a minute, without where in the program it was."""

    next = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if record.created < self.next:
            return False
        self.next = record.created + EVERY
        record.msg, record.args = record.getMessage()[:LONGEST], None
        record.exc_info = record.exc_text = None
        return True
