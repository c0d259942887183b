"""Functions and files stay short, as CONTRIBUTING.md asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _sizes_of(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "size.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_project_is_within_its_budget() -> None:
    measured = _sizes_of(ROOT)

    assert measured.returncode == 0, measured.stdout


def test_a_long_file_and_long_functions_are_named(tmp_path: Path) -> None:
    (tmp_path / "agencies").mkdir()
    long_function = "def weigh():\n" + "    x = 1\n" * 450
    (tmp_path / "agencies" / "scales.py").write_text(long_function)

    measured = _sizes_of(tmp_path)

    assert measured.returncode == 1
    assert "agencies/scales.py has 451 lines; the limit is 400." in measured.stdout
    assert "agencies/scales.py:1 weigh (451)" in measured.stdout


def test_a_long_test_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_scales.py").write_text("x = 1\n" * 501)

    assert "tests/test_scales.py has 501 lines; the limit is 500." in _sizes_of(tmp_path).stdout
