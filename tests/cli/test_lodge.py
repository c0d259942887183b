"""``singlewindow lodge``, in this process."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Run

pytestmark = pytest.mark.usefixtures("people")


def counts(summary: str) -> dict[str, int]:
    """The summary's table: result and number."""
    return {name: int(number) for name, number in re.findall(r"^(\S.*?) +(\d+) *$", summary, re.MULTILINE)}


def test_the_decision_of_one_file_is_printed_as_json(run: Run, shirts: Path) -> None:
    result = run("lodge", shirts, "--json")

    decision = json.loads(result.stdout)
    assert result.exit_code == 0
    assert decision["functional_reference_id"] == "CLI-SHIRTS"
    assert decision["outcome"] == "released"


def test_lodging_the_same_file_again_gives_the_same_case(run: Run, shirts: Path) -> None:
    first, second = (json.loads(run("lodge", shirts, "--json").stdout) for _ in range(2))

    assert first["reference"] == second["reference"]


def test_every_file_of_a_folder_is_accounted_for(run: Run, shirts: Path, plants: Path, broken: Path) -> None:
    result = run("lodge", shirts.parent)

    table = counts(result.stdout)
    assert result.exit_code == 1
    assert table.pop("all") == sum(table.values()) == 3
    assert table["rejected with errors (422)"] == 1
    assert f"{broken}:" in result.stderr
    assert str(plants) not in result.stderr


def test_a_rejected_file_shows_its_errors_as_json(run: Run, broken: Path) -> None:
    result = run("lodge", broken, "--json")

    assert result.exit_code == 1
    assert "42A/065" in [error["wco_pointer"] for error in json.loads(result.stdout)["errors"]]


def test_another_account_may_be_named(run: Run, shirts: Path) -> None:
    as_trader = json.loads(run("lodge", shirts, "--json").stdout)
    as_broker = json.loads(run("lodge", shirts, "--as", "broker@lagoon.example", "--json").stdout)

    assert as_broker["reference"] != as_trader["reference"]


def test_an_officer_does_not_lodge(run: Run, shirts: Path) -> None:
    result = run("lodge", shirts, "--as", "food@lagoon.example")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: Your role does not lodge")


def test_nobody_lodges_in_the_name_of_nobody(run: Run, shirts: Path) -> None:
    result = run("lodge", shirts, "--as", "nobody@lagoon.example")

    assert result.exit_code == 1
    assert "nobody@lagoon.example" in result.stderr


def test_a_server_that_does_not_answer_is_told_apart_from_errors(
    run: Run, shirts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("singlewindow.cli.lodging.AGAIN", 0)

    result = run("lodge", shirts, "--server", "http://127.0.0.1:9", "--token", "swt_none")

    assert result.exit_code == 2
    assert counts(result.stdout) == {"no answer": 1, "all": 1}


def test_the_demos_token_goes_to_no_other_machine(run: Run, shirts: Path) -> None:
    result = run("lodge", shirts, "--server", "http://192.0.2.1")

    assert result.exit_code == 2
    assert "--server needs --token" in result.stderr


def test_an_empty_folder_is_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert run("lodge", tmp_path / "empty").exit_code == 2
