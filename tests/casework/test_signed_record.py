"""A decision in writing: the gate believes it without a connection, and the connected hear when it holds no longer."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json

import msgspec
import pytest
from conftest import add_actor
from messages import FISH, PLANTS, SHIRTS, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import House
from singlewindow.errors import NotFound
from singlewindow.records import NotGenuine, PublicKeys, check
from singlewindow.store.people import Actor

XML = "application/xml"


def changed(text: str, where: int) -> str:
    """The text with another character at this place."""
    return text[:where] + ("A" if text[where] != "A" else "B") + text[where + 1 :]


def test_a_gate_without_a_connection_believes_a_release_and_hears_later_that_it_was_superseded(house_on: House) -> None:
    trader = add_actor(house_on, "Trader One", "trader", "trader")
    bio = add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    reference = casework.lodge(house_on, trader, message(PLANTS), XML).decision.reference
    kept_at_the_gate = house_on.keys.public()

    waiting = casework.read_record(house_on, trader, reference)
    casework.decide(house_on, bio, reference, items=(1,), outcome=Outcome.CLEAR, reason="Genuine certificate.")
    release = casework.read_record(house_on, trader, reference)

    for text in (release.credential, release.slip, f"https://window.example/verify#{release.slip}\n"):
        found = check(text, kept_at_the_gate, house_on.now())
        assert found.faults == ()
        assert (found.said.reference, found.said.outcome, found.said.number) == (reference, "released", 2)
        assert found.as_of is None
    listed = casework.revocations(house_on)
    assert check(release.slip, kept_at_the_gate, house_on.now(), listed).faults == ()
    superseded = check(waiting.slip, kept_at_the_gate, house_on.now(), listed)
    assert superseded.faults == ("The decision was superseded by decision 2 of this declaration: released.",)


def test_a_record_holds_the_whole_decision_in_the_shape_of_a_verifiable_credential(house: House, trader: Actor) -> None:
    lodged = casework.lodge(house, trader, message(SHIRTS, FISH), XML)
    record = casework.read_record(house, trader, lodged.decision.reference)

    header, claims, _ = record.credential.split(".")
    told = json.loads(_decoded(claims))
    assert json.loads(_decoded(header)) == {
        "alg": "EdDSA",
        "kid": house.keys.current(house.now()).kid,
        "typ": "vc+jwt",
    }
    assert told["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert told["type"] == ["VerifiableCredential", "CustomsDecision"]
    assert told["issuer"]["name"] == "Lagoon Customs Service"
    assert told["credentialSubject"]["decision"] == json.loads(lodged.document)
    assert told["credentialSubject"]["decisionSha256"] == hashlib.sha256(lodged.document.encode()).hexdigest()


def test_one_changed_character_is_found_wherever_it_is(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference
    slip = casework.read_record(house, trader, reference).slip

    for where in range(0, len(slip) - 1, 7):
        with pytest.raises(NotGenuine):
            check(changed(slip, where), house.keys.public(), house.now())


@pytest.mark.parametrize("text", ["", "a.b.c", "no record", "..", "a" * 1000, "é.é.é", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_record_is_not_believed(house: House, text: str) -> None:
    with pytest.raises(NotGenuine):
        check(text, house.keys.public(), house.now())


def test_what_another_window_signed_is_not_believed(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference
    slip = casework.read_record(house, trader, reference).slip

    with pytest.raises(NotGenuine, match="not among the known keys"):
        check(slip, PublicKeys(()), house.now())


def test_a_list_of_revocations_is_not_taken_for_a_release(house: House) -> None:
    with pytest.raises(NotGenuine, match="not the record of a decision"):
        check(casework.revocations(house), house.keys.public(), house.now())


def test_what_a_retired_key_signed_stays_genuine_until_the_key_is_withdrawn(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference
    first = house.keys.current(house.now())
    slip = casework.read_record(house, trader, reference).slip

    fresh = house.keys.rotate(house.now())
    assert check(slip, house.keys.public(), house.now()).kid == first.kid
    assert check(casework.read_record(house, trader, reference).slip, house.keys.public(), house.now()).kid == fresh.kid

    house.keys.withdraw(first.kid, house.now())
    with pytest.raises(NotGenuine):
        check(slip, house.keys.public(), house.now())


def test_the_key_that_signs_is_not_withdrawn(house: House) -> None:
    with pytest.raises(ValueError, match="Rotate first"):
        house.keys.withdraw(house.keys.current(house.now()).kid, house.now())


def test_the_private_keys_are_readable_for_their_owner_only_and_published_never(house: House) -> None:
    key = house.keys.current(house.now())

    assert house.keys.path.stat().st_mode & 0o777 == 0o600
    assert key.d not in msgspec.json.encode(house.keys.public()).decode()


def test_a_record_that_was_valid_long_ago_is_valid_no_longer(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference
    slip = casework.read_record(house, trader, reference).slip
    later = house.now() + dt.timedelta(days=house.settings.record_days + 1)

    (fault,) = check(slip, house.keys.public(), later).faults
    assert fault.startswith("The record was valid until")


def test_a_slip_is_short_enough_for_a_code_on_paper(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(*[SHIRTS] * 50), XML).decision.reference

    assert len(casework.read_record(house, trader, reference).slip) < 450


def test_an_agency_that_sees_a_part_of_the_case_is_not_given_the_whole_in_writing(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    reference = casework.lodge(house, trader, message(PLANTS, SHIRTS), XML).decision.reference

    with pytest.raises(NotFound):
        casework.read_record(house, biosecurity_officer, reference)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_a_list_of_revocations_that_is_too_old_is_not_relied_on(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference
    slip, listed = casework.read_record(house, trader, reference).slip, casework.revocations(house)

    (fault,) = check(slip, house.keys.public(), house.now() + dt.timedelta(days=2), listed).faults

    assert fault.startswith("The list of revocations is of ")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "EdDSA", "kid": "KID", "crit": 5},
        {"alg": "EdDSA", "kid": "\ud800"},
        {"alg": "none", "kid": "KID"},
        {"alg": "EdDSA", "kid": 5},
        [],
        {"alg": "EdDSA"},
    ],
)
def test_a_header_that_is_none_of_ours_is_refused_in_words(house: House, header: object) -> None:
    spelled = json.dumps(header).replace("KID", house.keys.current(house.now()).kid)
    text = ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (spelled.encode(), b"{}", b"x"))

    with pytest.raises(NotGenuine) as refused:
        check(text, house.keys.public(), house.now())

    str(refused.value).encode()
