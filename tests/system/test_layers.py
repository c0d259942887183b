"""Imports point down, as pyproject.toml's contracts say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("singlewindow", "agencies", "wco_datamodel")


def _lint(folder: Path, paths: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--config", str(folder / "pyproject.toml"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_linter_sees_every_folder_of_modules() -> None:
    folders = {file.parent for name in PACKAGES for file in (ROOT / name).rglob("*.py")}
    unseen = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()]

    assert sorted(unseen) == ["singlewindow/migrations/versions", "singlewindow/web/assets"], "scripts, not modules"


def test_every_contract_is_kept() -> None:
    checked = _lint(ROOT, str(ROOT))

    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("file", "text", "broken"),
    [
        ("singlewindow/store/upward.py", "import singlewindow.casework\n", "imports point down"),
        ("singlewindow/api/sideways.py", "import singlewindow.web\n", "imports point down"),
        ("singlewindow/a_new_room/__init__.py", "", "imports point down"),
        ("wco_datamodel/upward.py", "import agencies.contract\n", "the words know nobody"),
        ("agencies/network.py", "import requests\n", "no network"),
        ("singlewindow/web/xml_reader.py", "import lxml\n", "Only the words read XML"),
        ("singlewindow/web/caller.py", "import agencies.registry\n", "Only casework calls"),
    ],
)
def test_an_import_that_points_elsewhere_is_found(tmp_path: Path, file: str, text: str, broken: str) -> None:
    for name in PACKAGES:
        _copy_python(ROOT / name, tmp_path / name)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)

    checked = _lint(tmp_path, str(tmp_path))

    assert checked.returncode == 1
    assert any(broken in line and "BROKEN" in line for line in checked.stdout.splitlines()) or (
        broken in checked.stdout and "exhaust" in checked.stdout
    ), checked.stdout


def _copy_python(source: Path, target: Path) -> None:
    for file in source.rglob("*.py"):
        copied = target / file.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(file.read_bytes())
