"""Browsers of three makers, each driven by what comes with it: `open` a page, `run` a script there."""

import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import sync_playwright

from tests.browsers import installed
from tests.running import free_port

WIDTH, HEIGHT = 820, 900


class Chromium:
    to_get = ".ci/browser"
    is_there = staticmethod(installed)

    def __enter__(self):
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=installed(), args=["--disable-gpu"])
        self.page = self.browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        return self

    def open(self, url):
        self.page.goto(url)

    def run(self, script):
        return self.page.evaluate(f"() => {{ {script} }}")

    def __exit__(self, *error):
        self.browser.close()
        self.playwright.stop()


class Program:
    """A browser that listens on a port of its own, in a folder of its own."""

    def __enter__(self):
        self.port, self.home, self.numbers = free_port(), tempfile.mkdtemp(), count(1)
        self.process = subprocess.Popen(
            self.command(),
            env=os.environ | {"HOME": self.home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.wait_until_it_listens()
        self.begin()
        return self

    def wait_until_it_listens(self):
        for _ in range(300):
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{type(self).__name__} did not start")

    def __exit__(self, *error):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)
        shutil.rmtree(self.home, ignore_errors=True)


class Firefox(Program):
    """Over Marionette: `length:[0, number, command, parameters]`, and such an answer."""

    to_get = ".ci/readers, or apt-get install firefox-esr"

    @staticmethod
    def is_there():
        return shutil.which("firefox-esr") or shutil.which("firefox")

    def command(self):
        Path(self.home, "user.js").write_text(f'user_pref("marionette.port", {self.port});\n')
        size = ["--width", str(WIDTH), "--height", str(HEIGHT)]
        return [self.is_there(), "--headless", "--marionette", "--no-remote", "--profile", self.home, *size]

    def begin(self):
        self.wire = socket.create_connection(("127.0.0.1", self.port), 60)
        self.read()
        self.ask("WebDriver:NewSession", {})

    def read(self):
        length = b""
        while (byte := self.wire.recv(1)) != b":":
            length += byte
        answer = b""
        while len(answer) < int(length):
            answer += self.wire.recv(int(length) - len(answer))
        return json.loads(answer)

    def ask(self, command, parameters):
        message = json.dumps([0, next(self.numbers), command, parameters]).encode()
        self.wire.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self.read()
        if error:
            raise RuntimeError(error["message"])
        return result

    def open(self, url):
        self.ask("WebDriver:Navigate", {"url": url})

    def run(self, script):
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def __exit__(self, *error):
        self.wire.close()
        super().__exit__(*error)


class WebKit(Program):
    """Over WebDriver, on a screen that nobody sees."""

    to_get = ".ci/readers, or apt-get install webkit2gtk-driver xvfb xauth"

    @staticmethod
    def is_there():
        browser = glob.glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")
        return browser and shutil.which("WebKitWebDriver") and shutil.which("xvfb-run")

    def command(self):
        return ["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24", "WebKitWebDriver", f"--port={self.port}"]

    def begin(self):
        self.session = ""
        self.session = f"/{self.ask('', capabilities={})['sessionId']}"
        self.ask("/window/rect", width=WIDTH, height=HEIGHT)

    def ask(self, path, **parameters):
        url = f"http://127.0.0.1:{self.port}/session{self.session}{path}"
        request = Request(url, json.dumps(parameters).encode(), {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)["value"]

    def open(self, url):
        self.ask("/url", url=url)

    def run(self, script):
        return self.ask("/execute/sync", script=script, args=[])

    def __exit__(self, *error):
        urlopen(Request(f"http://127.0.0.1:{self.port}/session{self.session}", method="DELETE")).close()  # noqa: S310
        super().__exit__(*error)
