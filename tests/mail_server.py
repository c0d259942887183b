"""A mail server on 127.0.0.1, for tests: it speaks as much of SMTP as a client needs, and keeps what it was handed."""

from __future__ import annotations

import email
import email.policy
import socketserver
import ssl
import threading
from email.message import EmailMessage
from typing import ClassVar


class MailServer:
    """Takes e-mails. ``port`` is kept when it is down, so that it can come up again; ``refused`` are addresses."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.port = 0
        self.tls: ssl.SSLContext | None = None
        self.secured = 0
        self._server: socketserver.TCPServer | None = None

    def up(self) -> None:
        """Begin to listen."""
        self._server = _Server(("127.0.0.1", self.port), type("Session", (_Session,), {"kept": self}))
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


class _Session(socketserver.StreamRequestHandler):
    """One connection. ``kept`` is the server that keeps what comes."""

    kept: MailServer
    answers: ClassVar[dict[str, str]] = {"QUIT": "221 Bye", "DATA": "354 Go on", "STAR": "220 Go on"}

    def handle(self) -> None:
        self._say("220 mail.example")
        self._listen()

    def _listen(self) -> None:
        for line in self.rfile:
            command = line.decode().strip()
            verb = command[:4].upper()
            self._say(self._answer(verb, command))
            if verb == "DATA":
                self._take()
            if verb == "STAR":
                self._secure()
                break

    def _answer(self, verb: str, command: str) -> str:
        if verb == "RCPT" and any(address in command for address in self.kept.refused):
            return "550 no such mailbox"
        if verb == "EHLO" and self.kept.tls:
            return "250-mail.example\r\n250 STARTTLS"
        return self.answers.get(verb, "250 OK")

    def _secure(self) -> None:
        """Speak TLS from here on; the client begins anew."""
        assert self.kept.tls
        try:
            self.request = self.kept.tls.wrap_socket(self.request, server_side=True)
        except ssl.SSLError:
            return
        self.kept.secured += 1
        self.setup()
        self._listen()

    def _take(self) -> None:
        taken = bytearray()
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            taken += line
        self.kept.messages.append(email.message_from_bytes(bytes(taken), policy=email.policy.default))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
