"""Lists beside a table, each entry with its days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from agencies.dated import Dated, read_dated
from agencies.reading import TableError

GOOD = "source: A notice\nmodels:\n  - {name: A, valid_from: 2020-01-01, valid_to: 2020-12-31}\n"


class Model(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of a test."""

    name: str


def read(folder: Path, text: str) -> tuple[Model, ...]:
    file = folder / "models.yaml"
    file.write_text(text, encoding="utf-8")
    return read_dated(file, "models", Model)


@pytest.mark.parametrize(
    ("day", "holds"), [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False)]
)
def test_an_entry_holds_from_its_first_day_to_its_last(tmp_path: Path, day: str, *, holds: bool) -> None:
    (model,) = read(tmp_path, GOOD)

    assert model.holds(dt.date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("source: A notice\n", "", "Say where these facts are taken from"),
        ("models:", "model:", "no such field"),
        ("name: A", "nom: A", "unknown field"),
        ("name: A, ", "", "missing required field `name`"),
        ("valid_to: 2020-12-31", "valid_to: 2019-12-31", "valid_to is before valid_from"),
        ("valid_from: 2020-01-01", "valid_from: soon", "valid_from"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_a_sentence(tmp_path: Path, was: str, becomes: str, sentence: str) -> None:
    with pytest.raises(TableError, match=r"models\.yaml") as refused:
        read(tmp_path, GOOD.replace(was, becomes))

    assert sentence in refused.value.sentence
