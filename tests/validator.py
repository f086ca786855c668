"""The checker of HTML that the W3C runs (vnu): a program in Java that `.ci/validator` installs beside the packages."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

JAR = Path(sys.prefix) / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"

# On purpose: Safari reads a list without bullets as no list unless it is called one.
MEANT = "The “list” role is unnecessary for element"


def jar():
    """The path of the checker: CLINIC_VNU or the installed one; None without it or without Java."""
    chosen = Path(os.environ.get("CLINIC_VNU", JAR))
    return chosen if chosen.exists() and shutil.which("java") else None


def findings(folder):
    """What the checker says of every .html file in `folder`, in one run: ["page.html:12: message", …]."""
    command = ["java", "-jar", str(jar()), "--format", "json", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return [
        f"{Path(one['url']).name}:{one.get('lastLine', 0)}: {one['message']}"
        for one in json.loads(said)["messages"]
        if not one["message"].startswith(MEANT)
    ]


if __name__ == "__main__":
    sys.exit(jar() is None)
