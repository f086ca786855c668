"""Documents of one folder that do not say where they come from: their places in it stand for addresses."""

import re

FOLDER = "folder.invalid"
AT = f"http://{FOLDER}/"
# With the slash behind it, but for the folder itself.
INVENTED = re.compile(rf"http://{re.escape(FOLDER)}(?:/(?=[^\s)])|(?=/))")


def as_shown(text: str) -> str:
    """`contact.htm` for its place in a folder: nobody reads a host that there is not."""
    return INVENTED.sub("", text)
