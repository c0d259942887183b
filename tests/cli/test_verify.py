"""``singlewindow verify`` and ``keys``: believed without a connection, or refused with a sentence and exit code 1."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import Run
from granted import grant
from messages import PLANTS, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.permits.acting import act_on_permit
from singlewindow.casework.permits.record import read_permit_record
from singlewindow.store.people import Actor


@pytest.fixture
def kept(run: Run, house: House, trader: Actor, biosecurity_officer: Actor, tmp_path: Path) -> dict[str, Path]:
    """What a gate has in files: the record before and after the release, the public keys, the list of revocations."""
    reference = casework.lodge(house, trader, message(PLANTS), "application/xml").decision.reference
    texts = {"waiting": casework.read_record(house, trader, reference).credential}
    casework.decide(
        house, biosecurity_officer, reference, items=(1,), outcome=Outcome.CLEAR, reason="Genuine certificate."
    )
    texts["release"] = casework.read_record(house, trader, reference).credential
    texts["keys"] = run("keys", "export").output
    texts["list"] = casework.revocations(house)
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return {name: tmp_path / name for name in texts}


def test_a_genuine_record_is_told_in_words(run: Run, kept: dict[str, Path]) -> None:
    told = run("verify", kept["release"], "--keys", kept["keys"], "--revocations", kept["list"])

    assert told.exit_code == 0
    assert "Genuine: signed by Lagoon Customs Service" in told.output
    assert "Decision      2: released" in told.output


def test_the_keys_of_the_installation_are_known_without_naming_them(run: Run, kept: dict[str, Path]) -> None:
    assert run("verify", kept["release"]).exit_code == 0


def test_a_changed_record_is_refused(run: Run, kept: dict[str, Path], tmp_path: Path) -> None:
    text = kept["release"].read_text()
    (tmp_path / "changed").write_text(text[:200] + ("A" if text[200] != "A" else "B") + text[201:])

    told = run("verify", tmp_path / "changed", "--keys", kept["keys"])
    assert (told.exit_code, told.output) == (
        1,
        "The signature does not fit: the record was changed, or somebody else signed it.\n",
    )


def test_an_unknown_key_is_refused(run: Run, kept: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "others.json").write_text('{"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "other", "x": "AAAA"}]}')

    told = run("verify", kept["release"], "--keys", tmp_path / "others.json")
    assert told.exit_code == 1
    assert "not among the known keys" in told.output


def test_a_superseded_record_is_refused_and_says_by_what(run: Run, kept: dict[str, Path]) -> None:
    told = run("verify", kept["waiting"], "--revocations", kept["list"], "--json")

    assert told.exit_code == 1
    assert json.loads(told.output)["faults"] == [
        "The decision was superseded by decision 2 of this declaration: released."
    ]


def test_a_file_that_is_no_record_is_refused(run: Run, kept: dict[str, Path]) -> None:
    told = run("verify", kept["keys"], "--json")

    assert told.exit_code == 1
    assert json.loads(told.output)["genuine"] is False


def test_after_a_rotation_the_old_key_is_listed_as_retired_and_still_believed(run: Run, kept: dict[str, Path]) -> None:
    assert "sign" in run("keys", "rotate").output

    assert [key["state"] for key in json.loads(run("keys", "list", "--json").output)] == ["retired", "signs"]
    assert run("verify", kept["release"]).exit_code == 0


def test_after_its_key_was_withdrawn_a_record_is_refused(run: Run, house: House, kept: dict[str, Path]) -> None:
    first = house.keys.current(house.now()).kid
    run("keys", "rotate")
    run("keys", "withdraw", first)

    assert run("verify", kept["release"]).exit_code == 1


def test_a_signed_permit_is_told_in_words_and_refused_once_it_was_revoked(
    run: Run, house: House, trader: Actor, biosecurity_officer: Actor, tmp_path: Path
) -> None:
    number = grant(house, trader, title="Seeds for sowing", quantity=Decimal(10), unit="KGM")
    (tmp_path / "permit").write_text(read_permit_record(house, trader, number).credential)
    told = run("verify", tmp_path / "permit")
    assert told.exit_code == 0
    assert f"Permit        {number}: Seeds for sowing" in told.output
    assert "Quantity      10 KGM" in told.output

    act_on_permit(house, biosecurity_officer, number, "revoke", reason="It was obtained by fraud.")
    (tmp_path / "list").write_text(casework.revocations(house))
    refused = run("verify", tmp_path / "permit", "--revocations", tmp_path / "list")
    assert (refused.exit_code, refused.output.splitlines()[0]) == (1, "The permit is no longer in force: revoked.")
