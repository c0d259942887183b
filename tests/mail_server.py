"""A mail server on 127.0.0.1, for tests: it speaks as much of SMTP as a client needs, and keeps what it was handed."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from email.message import EmailMessage
from typing import ClassVar


class MailServer:
    """Takes e-mails. ``port`` is kept when it is down, so that it can come up again; ``refused`` are addresses."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.port = 0
        self._server: socketserver.TCPServer | None = None

    def up(self) -> None:
        """Begin to listen."""
        self._server = _Server(("127.0.0.1", self.port), _session(self))
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def down(self) -> None:
        """Listen no longer."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def _session(kept: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Session(socketserver.StreamRequestHandler):
        answers: ClassVar[dict[str, str]] = {"EHLO": "250 mail.example", "QUIT": "221 Bye", "DATA": "354 Go on"}

        def handle(self) -> None:
            self._say("220 mail.example")
            for line in self.rfile:
                command = line.decode().strip()
                verb = command[:4].upper()
                if verb == "RCPT" and any(address in command for address in kept.refused):
                    self._say("550 no such mailbox")
                    continue
                self._say(self.answers.get(verb, "250 OK"))
                if verb == "DATA":
                    self._take()

        def _take(self) -> None:
            taken = bytearray()
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                taken += line
            kept.messages.append(email.message_from_bytes(bytes(taken), policy=email.policy.default))
            self._say("250 taken")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    return Session
