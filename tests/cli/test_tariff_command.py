"""A tariff looked through and compared on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from singlewindow.cli import main
from singlewindow.countries import CountryPack

HEAD = "code,tax,rate,when,valid_from,valid_to,law\n"


def tariff(folder: Path, name: str, *rows: str) -> str:
    (folder / name).write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return str(folder / name)


def test_a_tariff_without_fault_is_counted() -> None:
    told = CliRunner().invoke(main, ["tariff", "check", str(CountryPack.load("lagoon").folder / "tariff.csv")])

    assert told.exit_code == 0
    assert "no fault" in told.output


def test_every_fault_is_named_and_the_command_fails(tmp_path: Path) -> None:
    file = tariff(
        tmp_path, "t.csv", "9,DUTY,5%,,2022-01-01,,S", "85,DUTY,5,,2022-01-01,,S", "85,DUTY,5%,,2022-01-01,,S"
    )
    told = CliRunner().invoke(main, ["tariff", "check", file])

    assert told.exit_code == 1
    assert "row 2, code: '9' is not a code" in told.output
    assert "row 3, rate: '5' is not a rate" in told.output
    assert "2 faults in t.csv" in told.output


def test_what_a_new_edition_changes_is_shown(tmp_path: Path) -> None:
    old = tariff(tmp_path, "old.csv", "61,DUTY,20%,,2022-01-01,,S", "62,DUTY,20%,,2022-01-01,,S")
    new = tariff(tmp_path, "new.csv", "61,DUTY,20%,,2022-01-01,2026-12-31,S", "61,DUTY,15%,,2027-01-01,,S")
    told = CliRunner().invoke(main, ["tariff", "diff", old, new])

    assert told.output.splitlines() == [
        "~ 61 DUTY from 2022-01-01: 20% -> 20% until 2026-12-31",
        "+ 61 DUTY from 2027-01-01: 15%",
        "- 62 DUTY from 2022-01-01: 20%",
    ]


@pytest.mark.parametrize("content", ["", "code;tax;rate\n", "\x00"])
def test_a_file_that_is_no_tariff_says_which_columns_one_has(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    told = CliRunner().invoke(main, ["tariff", "check", str(tmp_path / "t.csv")])

    assert told.exit_code == 1
    assert "The columns are code,tax,rate,when,valid_from,valid_to,law." in told.output
