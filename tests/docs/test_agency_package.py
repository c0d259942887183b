"""The how-to for an agency in Python, followed to the letter: its package is built, installed and asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from documentation import DOCS, ROOT, Document

PAGE = Document(DOCS / "how-to" / "add-an-agency-in-python.md")
FILES = {
    "toml": ("pyproject.toml",),
    "yaml": ("vehicle_office/agency.yaml", "vehicle_office/requirements/vehicles.yaml"),
    "python": ("vehicle_office/__init__.py",),
}
ASKED = """
import datetime as dt
from cases import CaseGoods
from agencies import registry
from agencies.contract import Evidence

office = registry.load().get("VEH")
for numbers in (["SN:CH-1", "SN:CH-2"], ["SN:CH-1"]):
    declared = CaseGoods(hs="870323", documents=("2",), pieces="2", ids=tuple(numbers)).declare()
    verdict = office.judge(declared.items[0], declared, Evidence(dt.date(2026, 11, 24)))
    print(verdict.outcome, verdict.reasons[0].sentence)
"""


def run(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    own = {**os.environ, **environment}
    return subprocess.run(words, env=own, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)


def write_package(folder: Path) -> None:
    """Write the files of the page where it says, in the order in which it shows them."""
    for language, names in FILES.items():
        bodies = [body for shown, body in PAGE.blocks if shown == language]
        assert len(bodies) == len(names)
        for name, body in zip(names, bodies, strict=True):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the page's package was installed."""
    folder = tmp_path_factory.mktemp("package")
    write_package(folder / "source")
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--target", folder / "installed")
    done = run(sys.executable, "-m", "pip", "install", folder / "source", *options)
    if done.returncode and "setuptools" in done.stderr:
        pytest.skip("no setuptools to build the package with (make install has it)")
    assert done.returncode == 0, done.stderr
    return folder / "installed"


def test_the_page_names_every_file_of_its_package() -> None:
    assert all(f"`{name}`" in PAGE.prose for names in FILES.values() for name in names)


def test_the_window_asks_the_agency_that_the_package_offers(installed: Path) -> None:
    path = os.pathsep.join(map(str, (installed, ROOT, ROOT / "tests")))

    asked = run(sys.executable, "-c", ASKED, PYTHONPATH=path)

    assert asked.returncode == 0, asked.stderr
    first, second = asked.stdout.splitlines()
    assert first.startswith("clear ")
    assert second == "pending The item is for 2 vehicles; chassis numbers given: 1. Give that of each."


def test_without_the_package_the_window_does_not_know_the_agency() -> None:
    asked = run(sys.executable, "-c", "from agencies import registry; print(registry.load().get('VEH'))")

    assert asked.stdout == "None\n", asked.stderr
