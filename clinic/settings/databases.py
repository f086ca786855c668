"""How the processes of the clinic use their Postgres."""

from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

# How many seconds the database works for one statement, waits for a lock, and keeps a transaction open in which nothing
# happens. For the two servers: commands and the worker take the time they need.
DATABASE_SECONDS = {"site": (10, 3, 15), "staff": (30, 10, 120)}


# As whom each process connects, where that has an address of its own. Whatever else there is are commands, the owner's.
CONNECTS_AS = {"site": "site", "staff": "staff", "worker": "staff"}


def given_addresses(owner: str) -> dict[str, str]:
    """{"owner", "site", "staff": address} in the environment; the owner's stands for those that are not there."""
    own = {name: env(f"{name.upper()}_DATABASE_URL", default="").strip() for name in ("site", "staff")}
    return {"owner": owner} | {name: url or owner for name, url in own.items()}


def own_address(addresses: dict[str, str]) -> str:
    """Of `addresses` that of this process."""
    return addresses[CONNECTS_AS.get(env("CLINIC_PROCESS", default=""), "owner")]


def roles_in(addresses: dict[str, str]) -> dict[str, dict[str, str]]:
    """{"site", "staff": {"name" and "password" of its role in the database}}; without those that are the owner's."""
    return {
        name: {"name": unquote(urlsplit(url).username or ""), "password": unquote(urlsplit(url).password or "")}
        for name, url in addresses.items()
        if urlsplit(url).username != urlsplit(addresses["owner"]).username
    }


def has_pooler() -> bool:
    """Whether one stands in between that gives each transaction another connection, and passes no options on."""
    return env.bool("DATABASE_POOLER", default=False)


def limits() -> str:
    """What the servers tell Postgres when they connect; empty for commands, or behind a pooler."""
    process = env("CLINIC_PROCESS", default="")
    if process not in DATABASE_SECONDS or has_pooler():
        return ""
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    return " ".join(f"-c {name}={most}s" for name, most in zip(names, DATABASE_SECONDS[process], strict=True))


def database(url: str) -> dict[str, Any]:
    """Django's settings for the Postgres at `url`.

    Connections are kept and tested before use: after a database restart it is one cheap query that finds
    the dead connection, not a patient's page.
    """
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL is not the address of a Postgres: postgres://user:password@host/name.")
    config = env.db_url_config(url)
    options = {"connect_timeout": 2, "application_name": f"clinic-{env('CLINIC_PROCESS', default='staff')}"}
    options |= ({"options": limits()} if limits() else {}) | config.get("OPTIONS", {})
    # The folder of a socket stands in the query of the address; `dbshell` looks for it where a host name would be.
    host = options.pop("host", config["HOST"])
    kept = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": has_pooler()}
    return config | {"HOST": host, "OPTIONS": options} | kept
