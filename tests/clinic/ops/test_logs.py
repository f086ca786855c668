"""What the log says: a line that programs can read, and of strangers no more than that."""

import json
import logging
import sys

from clinic.ops.logs import JsonLine, OneLine


def record(message, *args, fault=False):
    told = sys.exc_info() if fault else None
    return logging.LogRecord("clinic.somewhere", logging.ERROR, __file__, 1, message, args, told)


def test_a_line_is_json_with_the_zone_of_its_time():
    try:
        raise ValueError("two\nlines")
    except ValueError:
        line = JsonLine().format(record("The “%s” is away", "database", fault=True))
    told = json.loads(line)
    assert "\n" not in line and told["time"].endswith("+00:00")
    assert (told["level"], told["name"], told["message"]) == ("ERROR", "clinic.somewhere", "The “database” is away")
    assert "ValueError" in told["traceback"]


def test_wrong_hosts_cost_one_short_line_a_minute(client, caplog, settings):
    settings.ALLOWED_HOSTS = ["clinic.example"]
    logger = logging.getLogger("django.security.DisallowedHost")
    [filter] = [one for one in logger.filters if isinstance(one, OneLine)]
    filter.next = 0
    for _ in range(3):
        assert client.get("/", HTTP_HOST=f"{'e' * 400}.example").status_code == 400
    [found] = [one for one in caplog.records if one.name == logger.name]
    assert found.exc_info is None and len(found.getMessage()) <= 200
