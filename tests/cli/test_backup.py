"""``singlewindow backup`` and ``restore``."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from command_line import Run

from singlewindow.casework import House


@pytest.fixture
def copy(run: Run, people: None, house: House, shirts: Path, tmp_path: Path) -> Path:  # noqa: ARG001 - in this order
    """A backup taken after the shirts were lodged, while the house is open."""
    assert run("lodge", shirts).exit_code == 0
    assert run("backup", tmp_path / "copy.db").exit_code == 0
    return tmp_path / "copy.db"


def cases(file: Path) -> int:
    with sqlite3.connect(file) as connection:
        return int(connection.execute("SELECT count(*) FROM customs_case").fetchone()[0])


def test_a_backup_of_a_database_in_use_holds_its_cases_and_only_its_owner_reads_it(copy: Path) -> None:
    assert cases(copy) == 1
    assert copy.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_written_over(run: Run, copy: Path) -> None:
    result = run("backup", copy)

    assert result.exit_code == 1
    assert "exists already" in result.stderr


def test_restoring_brings_the_old_state_back_and_keeps_the_replaced_one(
    run: Run, copy: Path, house: House, plants: Path
) -> None:
    run("lodge", plants)
    house.database.dispose()

    result = run("restore", copy, "--replace")

    database = house.settings.var / "singlewindow.db"
    assert result.exit_code == 0, result.stderr
    assert cases(database) == 1
    assert cases(database.with_name("singlewindow.db.replaced")) == 2
    assert json.loads(run("lodge", plants, "--json").stdout)["functional_reference_id"] == "CLI-PLANTS"


def test_a_database_that_is_there_is_not_replaced_unasked(run: Run, copy: Path) -> None:
    result = run("restore", copy)

    assert result.exit_code == 1
    assert "--replace" in result.stderr


def test_a_database_in_use_is_not_replaced(run: Run, copy: Path, house: House) -> None:
    with house.database.reading() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM customs_case")
        result = run("restore", copy, "--replace")

    assert result.exit_code == 1
    assert "stop the server first" in result.stderr


@pytest.mark.usefixtures("house")
def test_what_is_no_backup_is_not_restored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear customs,")

    result = run("restore", tmp_path / "letter.db", "--replace")

    assert result.exit_code == 1
    assert "is not a backup" in result.stderr


def test_on_postgresql_its_own_tools_are_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINGLEWINDOW_DATABASE_URL", "postgresql://window@127.0.0.1/window")

    assert "pg_dump" in run("backup", tmp_path / "copy.db").stderr
