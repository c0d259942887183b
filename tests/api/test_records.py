"""Signed records over the API: asked for by Accept, checked with the published keys and the published list."""

from __future__ import annotations

from caller import Caller
from messages import PLANTS, SHIRTS

from singlewindow.casework import House
from singlewindow.records import PublicKeys, check

RECORD = {"Accept": "application/vc+jwt"}


def test_a_program_gets_the_record_and_anybody_can_check_it_with_the_published_keys(
    as_trader: Caller, as_anybody: Caller, house: House
) -> None:
    reference = as_trader.lodge(SHIRTS).json["reference"]
    given = as_trader.get(f"/declarations/{reference}/decision", RECORD)
    keys = as_anybody._client.get("/.well-known/jwks.json")
    listed = as_anybody.get("/revocations")

    assert given.content_type == "application/vc+jwt"
    assert (keys.content_type, listed.content_type) == ("application/jwk-set+json", "application/jose")
    found = check(given.text, PublicKeys.read(keys.data), house.now(), listed.text)
    assert (found.said.reference, found.said.outcome, found.faults) == (reference, "released", ())


def test_keys_and_list_may_be_kept_by_caches_and_read_by_pages_of_other_sites(as_anybody: Caller) -> None:
    for answer in (as_anybody._client.get("/.well-known/jwks.json"), as_anybody.get("/revocations")):
        assert answer.headers["Cache-Control"].startswith("public, max-age=")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = as_anybody._client.get("/.well-known/jwks.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 200, "another thing's tag"


def test_the_same_record_is_not_sent_twice(as_trader: Caller) -> None:
    reference = as_trader.lodge(SHIRTS).json["reference"]
    tag = as_trader.get(f"/declarations/{reference}/decision", RECORD).headers["ETag"]

    again = as_trader.get(f"/declarations/{reference}/decision", RECORD | {"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_only_its_lodger_and_customs_get_the_record(as_trader: Caller, as_officer: Caller, as_customs: Caller) -> None:
    reference = as_trader.lodge(PLANTS).json["reference"]

    assert as_officer.get(f"/declarations/{reference}/decision", RECORD).status_code == 404
    assert as_customs.get(f"/declarations/{reference}/decision", RECORD).status_code == 200


def test_a_lodgement_is_not_answered_with_a_record(as_trader: Caller) -> None:
    assert as_trader.lodge(SHIRTS, Accept="application/vc+jwt").status_code == 406
