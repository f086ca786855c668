"""What the environment gives, where not every value makes sense."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def port(name: str, default: str) -> int:
    """The port number in the environment's `name`."""
    given = env(name, default=default).strip()
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise ImproperlyConfigured(f"{name}={given} is not a port: choose a number from 1024 to 65535.")
    return int(given)


def one_of(name: str, *choices: str) -> str:
    """The environment's value of `name`; the first of `choices` where it has none."""
    value = env(name, default="").strip() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value} is unknown: choose {' or '.join(choices)}.")
    return value
