"""What our pages are measured against: a plain Wagtail site beside them, and nginx with the same bytes."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg

from clinic.ops.postgres import PrivatePostgres
from tests.running import ROOT, free_port

NGINX = """daemon off; worker_processes 2; error_log stderr crit; pid {folder}/pid;
events {{ worker_connections 1024; }}
http {{ access_log off; default_type text/html; client_body_temp_path {folder}/1; proxy_temp_path {folder}/2;
fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5; keepalive_requests 1000000;
server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"""


@contextmanager
def plain_wagtail(clinic, words):
    """The port of a site with a page at /topics/topic/ that has these `words` (Markdown), on the clinic's Postgres."""
    cluster = PrivatePostgres(Path(clinic.var) / "postgres").cluster
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
        server.execute("CREATE DATABASE plain")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.md"
        file.write_text(words, encoding="utf-8")
        own = {"DATABASE_URL": cluster.url("plain"), "PLAIN_WORDS": str(file)}
        own = os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.bench.plain_site.settings"}
        subprocess.run([sys.executable, "-m", "tests.bench.plain_site.fill"], cwd=ROOT, env=own, check=True)
        # As ours: two processes with one thread each.
        command = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--port", str(port)]
        command += ["--log-level", "error", "django.core.wsgi:get_wsgi_application", "--factory"]
        with process([sys.executable, "-m", "granian", *command], port, cwd=ROOT, env=own):
            yield port


@contextmanager
def nginx(body):
    """The port of an nginx that has these bytes at /; None where there is no nginx (CLINIC_NGINX names one)."""
    program = os.environ.get("CLINIC_NGINX") or shutil.which("nginx")
    with ExitStack() as closing:
        if not program:
            yield None
            return
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        port = free_port()
        (folder / "index.html").write_bytes(body)
        (folder / "conf").write_text(NGINX.format(folder=folder, port=port))
        closing.enter_context(process([program, "-c", str(folder / "conf"), "-p", str(folder)], port))
        yield port


@contextmanager
def process(command, port, **options):
    """While it runs, from when it listens."""
    running = subprocess.Popen(command, **options)
    try:
        while running.poll() is None and not listens(port):
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait()


def listens(port):
    with suppress(OSError), socket.create_connection(("localhost", port)):
        return True
    return False
