"""The command line on the shared ``settings``, and message files for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import Run
from messages import PLANTS_WITHOUT_CERTIFICATE, SHIRTS, message

from singlewindow.casework import House
from singlewindow.cli import main
from singlewindow.cli.demo_accounts import keep_demo_accounts
from singlewindow.config import Settings


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("check", file)``: what the command printed, and its exit code."""
    monkeypatch.setenv("SINGLEWINDOW_VAR", str(settings.var))
    for name in ("DATABASE_URL", "COUNTRY", "SERVER", "TOKEN", "SECRET_KEY"):
        monkeypatch.delenv(f"SINGLEWINDOW_{name}", raising=False)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="session")
def demo_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data in which the demo's people have their accounts, made once: passwords are slow on purpose."""
    var = tmp_path_factory.mktemp("demo") / "var"
    made = House.open(Settings.from_environment({"SINGLEWINDOW_VAR": str(var)}))
    made.upgrade()
    keep_demo_accounts(made)
    made.database.dispose()
    return var


@pytest.fixture
def people(demo_var: Path, settings: Settings) -> None:
    """The demo's people have accounts. Ask for it before ``house``."""
    shutil.copytree(demo_var, settings.var)


@pytest.fixture
def shirts(tmp_path: Path) -> Path:
    """An import of shirts, which nobody objects to."""
    return _file(tmp_path / "in" / "shirts.xml", message(SHIRTS, reference="CLI-SHIRTS"))


@pytest.fixture
def plants(tmp_path: Path) -> Path:
    """An import of plants whose certificate is missing."""
    return _file(tmp_path / "in" / "plants.xml", message(PLANTS_WITHOUT_CERTIFICATE, reference="CLI-PLANTS"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A message that is not acceptable: no such office, and a country that does not exist."""
    text = message(SHIRTS, reference="CLI-BROKEN", office="XLNONE").replace(b">NZ<", b">QQ<")
    return _file(tmp_path / "in" / "broken.xml", text)


def _file(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path
