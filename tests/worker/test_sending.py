"""What a stranger's address can and cannot make the window do."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from certificates import certificate
from receiver import Receiver

from singlewindow.worker import sending
from singlewindow.worker.addresses import is_public
from singlewindow.worker.sending import CannotSend, send

SHORT = 0.5


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public(address)


def test_nothing_is_sent_to_a_private_address(receiver: Receiver) -> None:
    with pytest.raises(CannotSend, match="private"):
        send(receiver.url, b"{}", {}, private=False)
    assert receiver.requests == []


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "resolve", lambda *_: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(CannotSend, match="private"):
        send("http://example.org/", b"{}", {}, private=False)


def test_the_path_and_the_query_of_the_address_are_kept(receiver: Receiver) -> None:
    assert send(f"{receiver.url}?key=1", b"{}", {}, private=True) == 204
    assert receiver.requests[0].path == "/events?key=1"
    assert receiver.requests[0].headers["host"] == receiver.url.split("/")[2]


@pytest.mark.parametrize("drop", [b"", b"H"])
def test_a_receiver_that_answers_too_slowly_is_cut_off(drop: bytes) -> None:
    with _dripping(drop) as url:
        began = time.monotonic()
        with pytest.raises(CannotSend, match="did not answer"):
            send(url, b"{}", {}, private=True, seconds=SHORT)
        assert time.monotonic() - began < 4 * SHORT


def test_tls_is_spoken_to_a_receiver_whose_certificate_is_trusted(
    receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = _secure(receiver, tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    url = f"https://localhost:{receiver.server.server_port}/"
    monkeypatch.setattr(sending, "resolve", lambda *_: ["127.0.0.1"])
    assert send(url, b"{}", {}, private=True) == 204


@pytest.mark.parametrize(("name", "trusted"), [("localhost", False), ("elsewhere.example", True)])
def test_a_receiver_with_another_certificate_is_sent_nothing(
    receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, trusted: bool
) -> None:
    certificate = _secure(receiver, tmp_path, name)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(sending, "resolve", lambda *_: ["127.0.0.1"])
    with pytest.raises(CannotSend, match="certificate"):
        send(f"https://localhost:{receiver.server.server_port}/", b"{}", {}, private=True)
    assert receiver.requests == []


@contextmanager
def _dripping(drop: bytes) -> Iterator[str]:
    """A server that answers with the same few bytes again and again, never to an end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_drip, args=(listening, drop), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def _drip(listening: socket.socket, drop: bytes) -> None:
    connection, _ = listening.accept()
    with connection:
        for _ in range(50):
            try:
                connection.sendall(drop)
            except OSError:
                return
            time.sleep(SHORT / 5)


def _secure(receiver: Receiver, folder: Path, name: str) -> Path:
    """Have the receiver speak TLS with a certificate of its own for this name; give the certificate's file."""
    file, context = certificate(folder, name)
    receiver.server.socket = context.wrap_socket(receiver.server.socket, server_side=True)
    return file
