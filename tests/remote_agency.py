"""An agency with a system of its own, for tests: it answers as it is told and remembers what it was sent."""

from __future__ import annotations

import datetime as dt
import http.server
import threading
from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any

import msgspec
from messages import Goods

from agencies.contract import Appeal, Asks, Contact, Law, PublicKey, Remote, Requirement
from agencies.registry import Registry
from agencies.table import Header, TableAgency
from singlewindow.casework import House
from singlewindow.casework.remote.contents import ANSWER, MEDIA_TYPE
from singlewindow.records import PublicKeys, SigningKey, read, sign

CODE = "VEH"
BIKE = Goods("871160", "Electric bicycle", [("2", "CONF-1")])
BICYCLE = Goods("871200", "Bicycle", [("2", "CONF-2")])
SIDECAR = Goods("871410", "Sidecar")


class RemoteAgency:
    """The vehicle office's own system, on 127.0.0.1. ``status`` is what it answers with; ``reply`` makes its body."""

    def __init__(self) -> None:
        self.key = SigningKey.new(dt.datetime.now(dt.UTC))
        self.status = 202
        self.reply: Callable[[dict[str, Any]], str] | None = None
        self.sent: list[str] = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/asks"

    def __enter__(self) -> RemoteAgency:
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def agency(self) -> TableAgency:
        """The agency as its YAML file would describe it."""
        remote = Remote(self.url, (PublicKey(self.key.kid, self.key.x),))
        appeal = Appeal("Vehicle Tribunal", 30, "Vehicles Act 2018, s. 70")
        header = Header(CODE, "Lagoon Vehicle Office", Contact("Vehicle Office"), appeal, remote=remote)
        return TableAgency(header, (_CONFORMITY, _SIDECARS))

    def joined(self, house: House) -> House:
        """The house with this agency beside its others."""
        settings = msgspec.structs.replace(house.settings, agency_private=True)
        return msgspec.structs.replace(house, settings=settings, agencies=Registry([*house.agencies, self.agency()]))

    def said(self, house: House) -> list[tuple[str, dict[str, Any]]]:
        """What it was sent: the kind of each message and its claims, which the window's key signed."""
        keys = PublicKeys(house.keys.public().keys)
        found = [read(text, keys) for text in self.sent]
        return [(one.kind, msgspec.json.decode(one.claims)) for one in found]

    def answer(self, house: House, ask: str, **said: Any) -> str:
        """An answer, signed now. ``items`` is its answers; ``key``, ``kind`` and claims may be named otherwise."""
        key, kind = said.pop("key", self.key), said.pop("kind", ANSWER)
        now = int(house.now().timestamp())
        claims = {"jti": "A-1", "iss": CODE, "aud": house.settings.base_url, "iat": now, "ask": ask} | said
        return sign(msgspec.json.encode(claims), key, kind)

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        agency = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                agency.sent.append(text)
                body = agency.reply(_claims(text)).encode() if agency.reply and agency.status == 200 else b""
                self.send_response(agency.status)
                if body:
                    self.send_header("Content-Type", MEDIA_TYPE)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def cleared(*items: int, sentence: str = "The vehicle is on the register.") -> list[dict[str, Any]]:
    """That these items are let go."""
    return [{"item": item, "outcome": "clear", "reasons": [{"sentence": sentence}]} for item in items]


def refused(*items: int) -> list[dict[str, Any]]:
    """That these items are refused, under a law of the agency's own."""
    reason = {"sentence": "The vehicle was written off abroad.", "law": "Vehicles Act 2018, s. 19", "rule": "VEH-WRECK"}
    return [{"item": item, "outcome": "refuse", "reasons": [reason]} for item in items]


def held(*items: int) -> list[dict[str, Any]]:
    """That these items are to be inspected."""
    reason = {"sentence": "We look at the frame numbers."}
    return [{"item": item, "outcome": "hold", "hold": "inspection", "reasons": [reason]} for item in items]


def _claims(text: str) -> dict[str, Any]:
    payload = text.split(".")[1]
    claims: dict[str, Any] = msgspec.json.decode(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return claims


_CONFORMITY = Requirement(
    id="VEH-CONFORMITY",
    title="Conformity of cycles",
    goods=("8711-8712",),
    asks=Asks.CERTIFICATE,
    documents=("2",),
    sentence="Get a certificate of conformity before the vehicle is sent.",
    law=Law("Vehicles Act 2018, s. 12"),
    valid_from=dt.date(2018, 7, 1),
    clock=3,
)
_SIDECARS = Requirement(
    id="VEH-MOPED",
    title="Sidecars",
    goods=("871410",),
    asks=Asks.PROHIBITION,
    sentence="Sidecars may not be imported.",
    law=Law("Vehicles Act 2018, s. 15"),
    valid_from=dt.date(2018, 7, 1),
)
