"""Mail servers on loopback: one that works, one that says no, one that never answers."""

import asyncio
import socket
import threading
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.running import free_port


class Letterbox:
    """What arrived, as `[(recipient, message)]`. `refuse[address]` is the answer to one recipient, `to_text` to all.

    `hold` keeps the server from answering to a text until the event is set; `texts` counts those that came in.
    """

    def __init__(self):
        self.arrived = []
        self.refuse = {}
        self.to_text = None
        self.texts = threading.Semaphore(0)
        self.hold = None

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.texts.release()
        if self.hold:
            await asyncio.to_thread(self.hold.wait)
        if self.to_text:
            return self.to_text
        message = message_from_bytes(envelope.original_content, policy=policy.default)
        self.arrived += [(address, message) for address in envelope.rcpt_tos]
        return "250 OK"

    @property
    def recipients(self):
        return sorted(address for address, _ in self.arrived)


class MailServerOfTest:
    """An SMTP server at 127.0.0.1:`port` that can be started and stopped; `box` is a Letterbox."""

    def __init__(self):
        self.port = free_port()
        self.box = Letterbox()
        self._controller = None

    def start(self):
        self._controller = Controller(self.box, hostname="127.0.0.1", port=self.port, ready_timeout=10)
        self._controller.start()

    def stop(self):
        if self._controller:
            self._controller.stop()
            self._controller = None


class BlackHole:
    """Takes every connection at `port` and never says a word."""

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self._socket.getsockname()[1]
        return self

    def __exit__(self, *_):
        self._socket.close()
