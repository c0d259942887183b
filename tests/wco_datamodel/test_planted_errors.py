"""Whatever one error, or two, is planted into a real message, it is reported, and at its place."""

from __future__ import annotations

import csv
import random
import re
from functools import cache
from pathlib import Path

import pytest
from planted import KINDS, Fault, Planted, plant
from planted_json import KINDS as KINDS_IN_JSON
from planted_json import plant_json

from wco_datamodel import MessageRejected, Problem, all_problems, check, parse, render

MESSAGES = 50
COPIES = 10
ORDINARY = re.compile(rb"(<\?.*?\?>)?\s*<(\w+:)?MetaData")


@cache
def chosen(shared: Path) -> tuple[Path, ...]:
    """Fifty imports and exports that have every kind of place to plant in: always the same ones."""
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        names = sorted(row["file"] for row in csv.DictReader(index, delimiter="\t"))
    files = [shared / "corpus" / name for name in names if name.startswith(("import/", "export/"))]
    fit = [file for file in files if is_fit(file.read_bytes())]
    return tuple(random.Random(4).sample(fit, MESSAGES))  # noqa: S311 (no secret)


def is_fit(data: bytes) -> bool:
    """Whether a message is without errors, and names a currency and a country in the ordinary wrapper."""
    if (
        b"currencyID=" not in data
        or b"CountryCode>" not in data
        or not re.match(rb"(<\?.*?\?>)?\s*<\w*:?MetaData", data)
    ):
        return False
    try:
        return not errors_of(check(parse(data)))
    except MessageRejected:
        return False


def copies(file: Path, number: int) -> list[Planted]:
    """Ten copies of a message with an error of another kind each; the kinds take turns from message to message."""
    names, data = [*KINDS], file.read_bytes()
    turns = range(number * COPIES, (number + 1) * COPIES)
    return [plant(names[turn % len(names)], data, random.Random(turn)) for turn in turns]  # noqa: S311


def problems_of(data: bytes) -> tuple[Problem, ...]:
    """What a sender is told: why the message cannot be read, or else which rules do not hold."""
    try:
        return check(parse(data))
    except MessageRejected as refused:
        return all_problems(refused)


def errors_of(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that refuse the message; real messages have warnings of their own."""
    return tuple(problem for problem in problems if problem.severity == "error")


def tells(problem: Problem, fault: Fault) -> bool:
    """Whether a problem reports a planted fault, with the right line and the right element."""
    name = re.sub(r"\[\d+\]$", "", problem.xpath.rpartition("/")[2])
    return problem.code in fault.codes and problem.line == fault.line and name == fault.name


@pytest.mark.parametrize("number", range(MESSAGES))
def test_the_errors_planted_in_ten_copies_and_no_others_are_reported_at_their_places(shared: Path, number: int) -> None:
    file = chosen(shared)[number]
    for planted in copies(file, number):
        problems = problems_of(planted.data)
        for fault in planted.faults:
            assert any(tells(problem, fault) for problem in problems), (file.name, planted.kind, fault, problems)
        for problem in errors_of(problems):
            assert any(tells(problem, fault) for fault in planted.faults), (file.name, planted.kind, problem)


@pytest.mark.parametrize("number", range(MESSAGES))
def test_an_error_of_form_and_one_of_content_are_told_together(shared: Path, number: int) -> None:
    planted = plant("one of each", chosen(shared)[number].read_bytes(), random.Random(number))  # noqa: S311
    told = problems_of(planted.data)
    assert [[tells(each, fault) for each in told].count(True) for fault in planted.faults] == [1, 1], planted.faults
    assert [each for each in errors_of(told) if not any(tells(each, fault) for fault in planted.faults)] == []


def test_the_messages_are_imports_and_exports(shared: Path) -> None:
    assert {file.parent.name for file in chosen(shared)} == {"import", "export"}
    assert len(set(chosen(shared))) == MESSAGES


@pytest.mark.parametrize("number", range(MESSAGES))
def test_an_error_planted_into_json_is_reported_alone_with_its_pointer_and_line(shared: Path, number: int) -> None:
    data = render(parse(chosen(shared)[number].read_bytes()), "json")
    names, before = [*KINDS_IN_JSON], {(problem.code, problem.json_pointer) for problem in problems_of(data)}
    for turn in range(number * 4, number * 4 + 4):
        planted = plant_json(names[turn % len(names)], data, random.Random(turn))  # noqa: S311
        problems = [
            problem for problem in problems_of(planted.data) if (problem.code, problem.json_pointer) not in before
        ]
        told = [(problem.json_pointer, problem.line) for problem in problems]
        assert told == [(planted.json_pointer, planted.line)], (planted.kind, problems)
        assert {problem.code for problem in problems} <= planted.codes
