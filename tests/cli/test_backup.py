"""``singlewindow backup`` and ``restore``."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from command_line import Run
from papers import PDF, paper

from singlewindow import casework
from singlewindow.accounts import actor_of_account
from singlewindow.casework import House
from singlewindow.store.tables import Account, Case


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


@pytest.fixture
def attached(run: Run, people: None, house: House, shirts: Path) -> Path:  # noqa: ARG001 - in this order
    """The file of a document that is attached to a case."""
    reference = json.loads(run("lodge", shirts, "--json").stdout)["reference"]
    with house.database.reading() as session:
        lodger = session.scalars(sa.select(Account).join(Case, Case.lodged_by_id == Account.id)).one().email
    casework.attach(house, actor_of_account(house.database, lodger), reference, [paper(PDF)])
    (file,) = house.files.folder.glob("*/*")
    return file


def test_documents_are_in_the_backup_and_come_back_with_it(
    run: Run, attached: Path, house: House, tmp_path: Path
) -> None:
    assert run("backup", tmp_path / "copy.db").exit_code == 0
    house.database.dispose()
    attached.unlink()
    assert "missing" in run("doctor").stdout

    assert run("restore", tmp_path / "copy.db", "--replace").exit_code == 0
    assert attached.read_bytes() == PDF
    assert "All 1 attached documents are there and unchanged." in run("doctor").stdout
    with sqlite3.connect(house.settings.var / "singlewindow.db") as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
    assert "document_file" not in tables


def test_a_document_that_was_changed_is_told_by_backup_and_doctor(run: Run, attached: Path, tmp_path: Path) -> None:
    attached.write_bytes(b"another paper")

    told = run("doctor")
    assert told.exit_code == 1
    assert "1 of 1 documents must come back from a backup" in told.stdout
    result = run("backup", tmp_path / "copy.db")
    assert result.exit_code == 1
    assert "the file was changed" in result.stderr
    assert cases(tmp_path / "copy.db") == 1
