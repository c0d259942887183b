"""Send one request to an address that a stranger chose: checked, without redirects or proxies, within a time limit.

The connection goes to the very address that was checked, so that a name that resolves differently the second time
gains nothing.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from singlewindow.worker.addresses import is_public, resolve

SECONDS = 20.0
"""How long a receiver may take in all."""


LARGEST = 1_000_000
"""No answer that is read has more bytes."""


class CannotSend(Exception):
    """No answer could be had. The text says why."""


class Reply(NamedTuple):
    """What the other side answered: the HTTP status, the media type, and the body as far as it was read."""

    status: int
    media_type: str
    body: bytes


def send(url: str, body: bytes, headers: Mapping[str, str], *, private: bool, seconds: float = SECONDS) -> int:
    """POST the body and give the HTTP status. ``private`` lets it go to private addresses too. Raises CannotSend."""
    return exchange(url, body, headers, private=private, seconds=seconds, most=0).status


def exchange(
    url: str, body: bytes, headers: Mapping[str, str], *, private: bool, seconds: float = SECONDS, most: int = LARGEST
) -> Reply:
    """POST the body and read at most so many bytes of the answer. Raises CannotSend, also for a larger one."""
    parts = urlsplit(url)
    try:
        connection = _connect(parts, private=private, seconds=seconds)
    except OSError as error:
        raise CannotSend(f"{parts.hostname} cannot be reached: {error}") from error
    try:
        with _ending(connection.sock, seconds):
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            return _read(connection.getresponse(), most, str(parts.hostname))
    except (OSError, http.client.HTTPException) as error:
        raise CannotSend(f"{parts.hostname} did not answer: {error or type(error).__name__}") from error
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, most: int, host: str) -> Reply:
    content = response.read(most + 1) if most else b""
    if len(content) > most:
        raise CannotSend(f"{host} answered with more than {most:,} bytes.")
    return Reply(response.status, response.headers.get_content_type(), content)


class _ending:  # noqa: N801 - reads as a word in the with statement
    """Cut a socket off when the time is over, however slowly the other side keeps talking."""

    def __init__(self, connected: socket.socket, seconds: float) -> None:
        self._timer = threading.Timer(seconds, _cut, (connected,))
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _cut(connected: socket.socket) -> None:
    try:
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
    except OSError:
        return


def _connect(parts: SplitResult, *, private: bool, seconds: float) -> http.client.HTTPConnection:
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connected = socket.create_connection((_address(host, port, private=private), port), timeout=seconds)
    try:
        if secure:
            connected = _secured(connected, host)
    except OSError:
        connected.close()
        raise
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    connection.sock = connected
    return connection


def _secured(connected: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS by the system's list of authorities; the handshake comes later, within the time limit."""
    context = ssl.create_default_context()
    return context.wrap_socket(connected, server_hostname=host, do_handshake_on_connect=False)


def _address(host: str, port: int, *, private: bool) -> str:
    addresses = resolve(host, port)
    if not private and not all(is_public(address) for address in addresses):
        raise PermissionError("it is not on the public internet, and this window sends nothing to private addresses")
    return addresses[0]
