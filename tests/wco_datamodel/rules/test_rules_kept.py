"""What a rule says of itself, when it is kept for certain, is true: it finds nothing where it need not be called."""

import copy
import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rule_examples import TODAY, examples, message, subjects

from wco_datamodel import Declaration, MessageRejected, parse, render
from wco_datamodel.rules import RULES, Rule
from wco_datamodel.rules.checking import walk_on
from wco_datamodel.rules.circumstances import circumstances_of, day_of_law, known_lists
from wco_datamodel.rules.walk import Walk, walker

WRONG = ("-1", "X", "99", "KGM#G", "20271301", "goods", "na.")


def always_called(rule: Rule) -> Rule:
    """The rule without what it says of itself."""
    clone = copy.copy(rule)
    vars(clone).update(kept="", kept_in=lambda _: "")
    return clone


@cache
def careful(day: dt.date) -> Walk:
    walk = walker(tuple(always_called(rule) for rule in RULES if rule.in_force(day)))
    assert walk
    return walk


def told(walk: Walk, declaration: Declaration, day: dt.date) -> list[tuple[str, tuple[str, ...], str]]:
    given = circumstances_of(declaration, known_lists(frozenset(), day=day), TODAY, False)
    return sorted((rule.code, each.path, each.detail) for rule, each in walk(declaration, given))


def assert_the_same_is_told(declaration: Declaration) -> None:
    day = day_of_law(declaration, TODAY)
    assert told(walk_on(day, False), declaration, day) == told(careful(day), declaration, day)


def test_every_change_of_the_examples_is_judged_as_if_each_rule_were_called() -> None:
    for subject in subjects():
        for example in examples(subject):
            for change in (*example.fires, *example.silent):
                declaration = message(change).declaration
                assert declaration
                assert_the_same_is_told(declaration)


@pytest.mark.parametrize("folder", ["import", "export", "amendment", "other"])
def test_real_messages_are_judged_as_if_each_rule_were_called(shared: Path, folder: str) -> None:
    for file in sorted((shared / "corpus" / folder).rglob("*.xml")):
        try:
            declaration = parse(file.read_bytes()).declaration
        except MessageRejected:
            continue
        if declaration is not None:
            assert_the_same_is_told(declaration)


def spoilt(document: Any, within: Any) -> Iterator[Any]:
    """The document with one of its values replaced or taken out, one after the other; it is changed in place."""
    for key in [*within] if isinstance(within, dict) else range(len(within)):
        value = within[key]
        if isinstance(value, dict | list):
            yield from spoilt(document, value)
            continue
        for wrong in WRONG:
            within[key] = wrong
            yield document
        within[key] = value
    for key in [*within] if isinstance(within, dict) else ():
        value = within.pop(key)
        yield document
        within[key] = value


def test_a_declaration_is_judged_as_if_each_rule_were_called_whatever_is_wrong_with_one_of_its_values() -> None:
    whole = json.loads(render(message({}), "json"))
    judged = 0
    for document in spoilt(whole, whole["MetaData"]["Declaration"]):
        try:
            declaration = parse(json.dumps(document).encode(), "application/json").declaration
        except MessageRejected:
            continue
        if declaration is not None and declaration.function_code == "9":
            assert_the_same_is_told(declaration)
            judged += 1
    assert judged > 500
