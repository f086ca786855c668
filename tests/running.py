"""A clinic run for real by `manage.py up`, with example content, for the browser, the pictures and the timings."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningClinic:
    """Use as a context manager. `site` and `staff` are the addresses, `logins` what var/logins.json holds."""

    def __init__(self, folder=None, **environment):
        """`folder` has logins and pictures to begin with, where DATABASE_URL leads to a site that is filled already."""
        # Not below a private folder: as root, Postgres runs as nobody and has to reach it.
        self.var = tempfile.mkdtemp(prefix="clinic-", dir="/tmp")
        if folder:
            shutil.copytree(folder, self.var, dirs_exist_ok=True)
        os.chmod(self.var, 0o755)
        self.port, self.staff_port = free_port(), free_port()
        self.site, self.staff = f"http://localhost:{self.port}", f"http://localhost:{self.staff_port}"
        self.environment = environment

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.wait_until_open()
        file = Path(self.var) / "logins.json"
        self.logins = json.loads(file.read_text()) if file.exists() else {}
        return self

    @property
    def env(self):
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        ours = {"CLINIC_VAR": self.var, "PORT": str(self.port), "STAFF_PORT": str(self.staff_port)}
        return kept | ours | {"DJANGO_SETTINGS_MODULE": "clinic.settings.dev"} | self.environment

    def manage(self, *command):
        """Runs a command beside the clinic, as its admin would in a terminal."""
        self.run("manage.py", *command)

    def run(self, *python):
        """Runs Python beside the clinic, with its settings and its database."""
        subprocess.run([sys.executable, *python], cwd=ROOT, env=self.env, check=True)

    def wait_until_open(self):
        said = ""
        for line in self.process.stdout:
            said += line
            if "Ctrl-C stops everything" in line:
                return
        raise RuntimeError(f"`manage.py up` ended:\n{said}")

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        subprocess.run(["rm", "-rf", self.var], check=False)

    def log_in(self, page, role):
        """Log a browser page in at the staff admin as the person with this role, unless its cookies do."""
        login = self.logins[role]
        page.goto(f"{self.staff}/admin/")
        if "/login/" not in page.url:
            return
        page.fill("#id_username", login["username"])
        page.fill("#id_password", login["password"])
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
