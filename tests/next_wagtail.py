"""pytest's flag that makes an error of what the next Wagtail removes; the warning's name has a version in it."""

from wagtail.utils.deprecation import removed_in_next_version_warning as warning


def flag():
    return f"-Werror::{warning.__module__}.{warning.__name__}"


if __name__ == "__main__":
    print(flag())
