"""Schemathesis against both servers as `up` starts them: whatever it makes up, no answer is an error of the server.

`make fuzzer` installs it beside the clinic, which needs none of it. FUZZ_SECONDS: for how long at each server.
"""

import json
import os
import re
import tempfile
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from tests.authorisation.addresses import ARGUMENT, addresses
from tests.clinic.people.test_odd_values import QUERY
from tests.running import RunningClinic
from tests.security import ROOT, run

PROGRAM = ROOT / "var/fuzzer/bin/st"
SECONDS = int(os.environ.get("FUZZ_SECONDS", 300))
# What would end the login that it tries with, or change who may log in.
LEFT_OUT = re.compile(r"logout|mfa|second.factor|account|password|usersessions|wagtailusers|hand_over|import_site")
FIELDS = """title slug text q opened website username password next action ids id page comment reason note decision name
body-count body-0-type body-0-value body-0-order body-0-deleted short_answer questions-count form-TOTAL_FORMS file
old_path redirect_link typed heading language starts_at ends_at go_live_at due_on parent_page new_slug new_title"""
OPENER = urllib.request.build_opener


def operations(urlconf):
    """What both kinds of address take, as OpenAPI."""
    paths = {}
    for address in addresses(urlconf):
        if LEFT_OUT.search(f"{address.name} {address.route}"):
            continue
        path = "/" + ARGUMENT.sub(r"{\1}", re.sub(r"[\^$]|\(\?.*", "", address.plain_route))
        parameters = [
            in_path(name, address.route) for name in ARGUMENT.findall(path.replace("{", "<").replace("}", ">"))
        ]
        parameters += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in QUERY]
        paths[path] = {"get": asked(parameters), "post": asked(parameters) | {"requestBody": FORM}}
    return {"openapi": "3.0.0", "info": {"title": "The clinic", "version": "1"}, "paths": paths}


def in_path(name, route):
    number = f"<int:{name}>" in route
    kind = {"type": "integer", "minimum": 1, "maximum": 60} if number else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "schema": kind}


def asked(parameters):
    return {"parameters": parameters, "responses": {"default": {"description": "Anything but an error of ours"}}}


FORM = {
    "content": {
        kind: {"schema": {"type": "object", "properties": {name: {"type": "string"} for name in FIELDS.split()}}}
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data")
    }
}


def no_errors(seed):
    """Yield a row for each server."""
    if not PROGRAM.exists():
        yield "schemathesis", "skipped", "not installed: make fuzzer"
        return
    with RunningClinic(SEARCHES_A_SECOND="0") as clinic:
        yield "schemathesis, public", *tried(operations("clinic.urls.site"), clinic.site, seed)
        session = logged_in(clinic)
        yield "schemathesis, staff", *tried(operations("clinic.urls.staff"), clinic.staff, seed, headers_of(session))
        # Else most of it was tried by somebody who was shown the login.
        yield "schemathesis, login", "passed" if is_in(clinic, session) else "failed", "it lasted as long"


def tried(schema, url, seed, headers=()):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        file.write_text(json.dumps(schema))
        options = ["--checks", "not_a_server_error", "--mode", "all", "--phases", "coverage,fuzzing", "--no-color"]
        options += ["--max-time", str(SECONDS), "--seed", str(seed), "--max-failures", "20", "--workers", "2"]
        options += ["--request-timeout", "30", "--suppress-health-check", "all", "--warnings", "off"]
        for header in headers:
            options += ["-H", header]
        said = run([str(PROGRAM), "run", str(file), "--url", url, *options])
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / f"var/fuzzer-{urllib.parse.urlsplit(url).port}.txt").write_text(said.stdout + said.stderr)
    found = re.findall(r"Reproduce with:\s+(curl .*)", said.stdout)
    cases = re.search(r"([\d,]+) generated", said.stdout)
    told = "; ".join(found[:5]) or f"{cases[1] if cases else 'no'} requests in {SECONDS} s, seed {seed}"
    return "failed" if said.returncode or not cases else "passed", told


def logged_in(clinic):
    """The cookies of an admin, who gets furthest."""
    cookies = CookieJar()
    browser = OPENER(urllib.request.HTTPCookieProcessor(cookies))
    browser.open(f"{clinic.staff}/admin/login/")
    login = clinic.logins["admin"]
    form = {"username": login["username"], "password": login["password"], "next": "/admin/"}
    form["csrfmiddlewaretoken"] = {cookie.name: cookie.value for cookie in cookies}["csrftoken"]
    browser.open(f"{clinic.staff}/admin/login/", urllib.parse.urlencode(form).encode())
    return {cookie.name: cookie.value for cookie in cookies}


def is_in(clinic, session):
    asked = urllib.request.Request(f"{clinic.staff}/admin/account/", headers={"Cookie": headers_of(session)[0][8:]})
    return OPENER().open(asked).geturl() == asked.full_url


def headers_of(session):
    told = "; ".join(f"{name}={value}" for name, value in session.items())
    return [f"Cookie: {told}", f"X-CSRFToken: {session['csrftoken']}"]
