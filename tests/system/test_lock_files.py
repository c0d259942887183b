"""What is installed is what was locked: every package by its hash, and from wherever the reader's tools look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON_LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())

    assert len(entries) > 50
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, "package-lock.json"])
def test_no_lock_file_names_a_registry(name: str) -> None:
    addresses = re.findall(r"(?:\"resolved\"|--index-url|--find-links|@ https?:).*", (ROOT / name).read_text())

    assert addresses == []


def test_what_runs_is_locked_alike_for_developers() -> None:
    runtime, development = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in PYTHON_LOCKS
    )

    assert runtime <= development
