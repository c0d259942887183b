"""Who answers for an agency by HTTP: whoever signs with its key, in time, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from caller import Caller
from messages import SHIRTS
from remote_agency import BIKE, RemoteAgency, cleared, refused
from worked import run_due

from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.casework.remote.contents import ASK
from singlewindow.records import SigningKey, sign
from singlewindow.store.people import Actor

PATH = "/agencies/VEH/answers"


@pytest.fixture
def office() -> Iterator[RemoteAgency]:
    with RemoteAgency() as started:
        yield started


@pytest.fixture
def joined(house: House, office: RemoteAgency, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house with the vehicle office beside its agencies."""
    found = office.joined(house)
    monkeypatch.setattr(House, "open", lambda _: found)
    return found


def send(caller: Caller, text: str, path: str = PATH, **headers: str) -> Any:
    return caller.post(path, {"Content-Type": "application/jose"} | headers, data=text)


def test_the_system_answers_by_its_signature_twice_and_too_late(
    joined: House, office: RemoteAgency, trader: Actor
) -> None:
    app = create_app(joined.settings)
    as_trader, system = Caller(app, joined, trader), Caller(app, joined)
    reference = as_trader.lodge(BIKE, SHIRTS).json["reference"]
    run_due(joined)
    ask = office.said(joined)[0][1]
    assert ask["answer_at"].endswith(f"/api/v1{PATH}")

    first = send(system, office.answer(joined, ask["jti"], items=cleared(1)))
    again = send(system, office.answer(joined, ask["jti"], items=cleared(1)))
    late = send(system, office.answer(joined, ask["jti"], jti="A-2", items=refused(1)))

    assert (first.status_code, first.json["applied"]) == (200, [1])
    assert (again.status_code, again.json) == (200, first.json)
    assert (late.status_code, late.json["applied"], late.json["kept"]) == (200, [], [1])
    assert as_trader.get(f"/declarations/{reference}/decision").json["outcome"] == "released"


def test_what_is_not_the_agencys_word_is_turned_away(joined: House, office: RemoteAgency, trader: Actor) -> None:
    app = create_app(joined.settings)
    as_trader, system = Caller(app, joined, trader), Caller(app, joined)
    ask = f"{as_trader.lodge(BIKE).json['reference']}-1-VEH"
    now = int(joined.now().timestamp())
    good = office.answer(joined, ask, items=cleared(1))
    stranger = msgspec.structs.replace(SigningKey.new(joined.now()), kid=office.key.kid)
    own = sign(b"{}", joined.keys.current(joined.now()), ASK)
    said: dict[str, Any] = {"items": cleared(1)}

    for text in (
        "",
        "not signed",
        good[:-4] + "AAAA",
        own,
        office.answer(joined, ask, key=stranger, **said),
        office.answer(joined, ask, kind=ASK, **said),
        office.answer(joined, ask, iss="BIO", **said),
        office.answer(joined, ask, aud="https://another.example", **said),
        office.answer(joined, ask, iat=now - 400, **said),
        office.answer(joined, ask, iat=now + 400, **said),
    ):
        response = send(system, text)
        assert (response.status_code, response.json["code"]) == (401, "not-signed"), response.json
        assert response.headers["WWW-Authenticate"].startswith("Signature")
    assert send(system, office.answer(joined, "XL-1-VEH", **said)).status_code == 404
    assert send(system, good, "/agencies/BIO/answers").status_code == 404
    assert send(system, good, **{"Content-Type": "text/plain"}).status_code == 415
    wrong = send(system, office.answer(joined, ask, items=cleared(2)))
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "#/items/0/item")
    assert send(system, office.answer(joined, ask, items=cleared(1), more=1)).status_code == 422
