"""The commands as a whole: help, errors in words, and the small ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from command_line import Run

from singlewindow.casework import House
from singlewindow.cli import COMMANDS
from singlewindow.cli.demo_accounts import demo_accounts_file, keep_demo_accounts, read_demo_accounts


def test_help_names_every_command(run: Run) -> None:
    text = run("--help").stdout

    assert [name for name in COMMANDS if f"\n  {name} " not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert len(result.stdout.split("\n\n")[1].strip()) > 20


def test_a_setting_that_cannot_be_understood_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINGLEWINDOW_PROXIES", "two")

    result = run("upgrade")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: A SINGLEWINDOW_* setting cannot be understood")


def test_a_country_pack_that_is_not_there_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINGLEWINDOW_COUNTRY", "atlantis")

    result = run("country", "check")

    assert result.exit_code == 1
    assert "atlantis" in result.stderr


def test_the_country_pack_is_counted(run: Run) -> None:
    result = run("country", "check")

    assert result.exit_code == 0
    assert "Lagoon Islands (XL)" in result.stdout
    assert "BIO" in result.stdout


def test_upgrading_makes_the_database_and_may_be_repeated(run: Run) -> None:
    assert [run("upgrade").exit_code for _ in range(2)] == [0, 0]


@pytest.mark.usefixtures("house")
def test_the_doctor_finds_nothing_wrong_with_a_new_installation(run: Run) -> None:
    result = run("doctor")

    faults = [line for line in result.stdout.splitlines() if line.startswith("FAULT")]
    assert [fault for fault in faults if "make assets" not in fault] == []


def test_the_doctor_says_what_to_do_about_a_database_that_is_behind(run: Run) -> None:
    result = run("doctor")

    assert result.exit_code == 1
    assert "run singlewindow upgrade" in result.stdout


def test_the_doctor_does_not_break_on_a_database_that_does_not_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINGLEWINDOW_DATABASE_URL", "postgresql://window@127.0.0.1:9/window")

    result = run("doctor")

    assert result.exit_code == 1
    assert "does not answer" in result.stdout


@pytest.mark.usefixtures("people")
def test_an_untouched_audit_trail_is_whole(run: Run, shirts: Path) -> None:
    run("lodge", shirts)

    result = run("audit", "verify")

    assert result.exit_code == 0
    assert result.stdout.startswith("1 cases,")


def test_a_changed_audit_entry_shows(run: Run, people: None, house: House, shirts: Path) -> None:  # noqa: ARG001
    run("lodge", shirts)
    with house.database.writing() as session:
        session.execute(sa.text("UPDATE audit_entry SET actor = 'Somebody else' WHERE number = 1"))

    result = run("audit", "verify")

    assert result.exit_code == 1
    assert "was changed" in result.stdout


@pytest.mark.usefixtures("people")
def test_a_case_that_does_not_exist_cannot_be_verified(run: Run) -> None:
    assert "There is no case or permit XL26NONE" in run("audit", "verify", "XL26NONE").stderr


def test_the_demos_accounts_stay_what_they_are(people: None, house: House) -> None:  # noqa: ARG001
    before = read_demo_accounts(house.settings.var)

    assert keep_demo_accounts(house) == before


def test_only_their_owner_reads_the_demos_accounts(people: None, house: House) -> None:  # noqa: ARG001
    assert demo_accounts_file(house.settings.var).stat().st_mode & 0o777 == 0o600


def test_the_demos_accounts_are_made_anew_for_a_new_database(people: None, house: House) -> None:  # noqa: ARG001
    old = read_demo_accounts(house.settings.var)
    house.database.dispose()
    for file in house.settings.var.glob("singlewindow.db*"):
        file.unlink()
    house.upgrade()

    new = keep_demo_accounts(house)

    assert [account.email for account in new.accounts] == [account.email for account in old.accounts]
    assert new.token != old.token
    assert read_demo_accounts(house.settings.var) == new
