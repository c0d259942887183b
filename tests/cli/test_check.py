"""``singlewindow check``."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from command_line import Run


def test_an_acceptable_message_ends_with_0_and_says_nothing(run: Run, shirts: Path) -> None:
    result = run("check", shirts)

    assert (result.exit_code, result.stdout) == (0, "")


def test_each_error_is_one_line_with_its_place(run: Run, broken: Path) -> None:
    result = run("check", broken)

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert len(lines) >= 2
    assert all(line.startswith(f"{broken}:") for line in lines)
    assert any("SW-OFFICE" in line and "(42A/065)" in line for line in lines)


def test_an_error_says_what_to_do(run: Run, broken: Path) -> None:
    hints = [
        problem["hint"] for one in json.loads(run("check", broken, "--json").stdout) for problem in one["problems"]
    ]

    said = run("check", broken).stdout

    assert any(hints)
    assert all(hint in said for hint in hints if hint)


def test_one_bad_message_among_good_ones_ends_with_1(run: Run, shirts: Path, broken: Path) -> None:
    result = run("check", shirts, broken)

    assert result.exit_code == 1
    assert str(shirts) not in result.stdout


def test_a_folder_is_checked_file_by_file(run: Run, shirts: Path, broken: Path) -> None:
    result = run("check", "--json", shirts.parent)

    assert result.exit_code == 1
    assert [(Path(one["file"]).name, one["acceptable"]) for one in json.loads(result.stdout)] == [
        (broken.name, False),
        (shirts.name, True),
    ]


def test_a_zip_file_is_checked_message_by_message_and_summed_up(run: Run, shirts: Path, broken: Path) -> None:
    packed = shirts.parent.parent / "batch.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(shirts, "good/shirts.xml")
        archive.write(broken, "broken.xml")

    result = run("check", packed)

    assert result.exit_code == 1
    assert {line.split(":")[0] for line in result.stdout.splitlines()} == {f"{packed}/broken.xml"}
    assert "2 messages: 1 acceptable, 1 not." in result.stderr


def test_a_folder_without_messages_is_told_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = run("check", tmp_path / "empty")

    assert result.exit_code == 1
    assert "BATCH10" in result.stdout


def test_as_json_every_problem_has_its_code_pointer_and_severity(run: Run, broken: Path) -> None:
    [examined] = json.loads(run("check", "--json", broken).stdout)

    assert {"code", "sentence", "pointer", "xpath", "severity"} <= set(examined["problems"][0])


def test_text_that_is_no_message_is_named_and_not_a_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.xml").write_text("Dear customs,")

    result = run("check", tmp_path / "letter.xml")

    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1


def test_checking_leaves_no_case_behind(run: Run, shirts: Path, tmp_path: Path) -> None:
    run("check", shirts)

    assert not (tmp_path / "var" / "singlewindow.db").exists()
