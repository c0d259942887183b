"""Any two versions: the amendment that is composed of them makes the one of the other, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wco_datamodel import Declaration, Message, MessageRejected, parse, render
from wco_datamodel.amending import ALL, amend, changed_paths, compose, difference, items_touched
from wco_datamodel.amending.parts import ROOT, Part, held, parts, struct
from wco_datamodel.amending.targets import FIXED
from wco_datamodel.amending.telling import leaves
from wco_datamodel.places import place
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure

WORDS = {
    "a1": ["A", "B"],
    "a2": ["FJ", "NZ"],
    "a3": ["FJD", "NZD"],
    "n1": ["1", "2"],
    "n..2": ["1", "12"],
    "n..4": ["7"],
}
TEXTS = ["Yams", "Kava & <tea>", " two  words ", "Ta'ū"]
SEEDS = st.integers(0, 2**32).map(Random)  # a seed shrinks in no time, and a failing pair is printed whole
DAYS = [DateTime("20261124", "102"), DateTime("20261124153000Z"), DateTime("20269999", "102")]


def chance(rng: Random, share: float) -> bool:
    """True in about this share of cases; what hypothesis thinks simplest is False."""
    return rng.random() > 1 - share


def value(rng: Random, element: ElementFacts) -> Any:
    if element.term == "Text":
        return rng.choice(TEXTS)
    if element.term in {"Code", "ID"}:
        known = ["0", "1"] if element.type_name.endswith("0_1") else WORDS.get(element.format, ["A", "B2"])
        return rng.choice(known)
    if element.term == "DateTime":
        return rng.choice(DAYS)
    if element.format.startswith("n..5"):
        return rng.randint(1, 9) if element.term == "Numeric" else Measure(Decimal(rng.randint(0, 9)))
    number = Decimal(rng.choice(["1", "7", "250", "0"]))
    ways = {"Amount": Amount(number, rng.choice(["FJD", "NZD", None])), "Numeric": number}
    return ways.get(element.term, Measure(number, rng.choice(["KGM", None])))


def filled(rng: Random, class_name: str, share: float, number: int = 1) -> Any:
    """A class with about this share of its parts, and less of theirs."""
    values = {}
    for part in parts(class_name):
        if part.key:
            values[part.field] = number
        elif not fixed(class_name, part) and chance(rng, share):
            values[part.field] = (
                occurrences(rng, part, share) if part.repeatable else single(rng, class_name, part, share)
            )
    if class_name == ROOT:
        values |= {"function_code": "9", "type_code": "IMA", "functional_reference_id": "T-1"}
    return struct(class_name)(**values)


def fixed(class_name: str, part: Part) -> bool:
    return class_name == ROOT and part.name in FIXED


def single(rng: Random, holder: str, part: Part, share: float) -> Any:
    if part.class_name:
        return filled(rng, part.class_name, share * 0.8)
    return value(rng, tree(ROOT).classes[holder].elements[part.name])


def occurrences(rng: Random, part: Part, share: float) -> tuple[Any, ...]:
    numbers = sorted(rng.sample(range(1, 9), rng.randint(1, 3)))
    if chance(rng, 0.1):
        numbers = numbers[::-1] + numbers[:1] * rng.randint(0, 1)
    return tuple(filled(rng, part.class_name, share * 0.8, number) for number in numbers)


def edited(rng: Random, class_name: str, old: Any, share: float) -> Any:
    """The class with about this share of its parts added, removed or changed, at any depth."""
    values = {}
    for part in parts(class_name):
        before = held(old, part)
        if part.key or fixed(class_name, part):
            continue
        if before not in (None, ()) and part.class_name and chance(rng, 0.5):
            within = [edited(rng, part.class_name, each, share) for each in (before if part.repeatable else [before])]
            values[part.field] = rearranged(rng, part, within) if part.repeatable else within[0]
        elif chance(rng, share):
            fresh = occurrences(rng, part, 0.3) if part.repeatable else single(rng, class_name, part, 0.3)
            values[part.field] = rng.choice([fresh, () if part.repeatable else None])
    return msgspec.structs.replace(old, **values)


def rearranged(rng: Random, part: Part, within: list[Any]) -> tuple[Any, ...]:
    if chance(rng, 0.3):
        within.pop(rng.randrange(len(within)))
    if chance(rng, 0.3):
        number = rng.randint(1, 9)
        within.insert(rng.randint(0, len(within)), filled(rng, part.class_name, 0.3, number))
    return tuple(sorted(within, key=lambda each: each.sequence_numeric) if part.numbered else within)


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    return filled(draw(SEEDS), ROOT, draw(st.sampled_from([0.1, 0.3, 0.6])))


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[Declaration, Declaration]:
    old = draw(declarations())
    rng = draw(SEEDS)
    return old, edited(rng, ROOT, old, draw(st.sampled_from([0.02, 0.1, 0.3])))


def values_by_path(declaration: Declaration) -> set[tuple[str, tuple[str, ...]]]:
    """Of each path in a declaration, without numbers: all values that stand there, sorted."""
    found: dict[str, list[str]] = {}
    for where, leaf in leaves(ROOT, declaration, place((ROOT,))):
        if leaf is not None:
            found.setdefault("/".join(step.name for step in where.steps[1:]), []).append(str(leaf))
    return {(path, tuple(sorted(told))) for path, told in found.items()}


def sent(declaration: Declaration, spelling: Literal["xml", "json"] = "xml") -> Message:
    return parse(render(declaration, spelling))


@pytest.mark.parametrize("spelling", ["xml", "json"])
@settings(max_examples=150, deadline=None)
@given(versions=two_versions())
def test_the_amendment_composed_of_two_versions_makes_the_one_of_the_other(
    spelling: Literal["xml", "json"], versions: tuple[Declaration, Declaration]
) -> None:
    old, new = versions
    if old == new:
        with pytest.raises(ValueError, match="nothing to amend"):
            compose(old, new, reference="T-2", id="XL1", reason="Corrected")
        return
    amended = amend(old, sent(compose(old, new, reference="T-2", id="XL1", reason="Corrected"), spelling))
    assert amended.declaration == new
    assert amended.changes == difference(old, new)
    assert not amended.warnings
    assert {reason.statement for reason in amended.reasons} == {"Corrected"}


@settings(max_examples=150, deadline=None)
@given(old=declarations(), new=declarations())
def test_even_strangers_are_made_of_each_other(old: Declaration, new: Declaration) -> None:
    if old != new:
        amended = amend(old, sent(compose(old, new, reference=None, id="XL1", reason="Corrected")))
        assert amended.declaration == new


@settings(max_examples=200, deadline=None)
@given(two_versions())
def test_there_is_a_difference_exactly_where_versions_differ(versions: tuple[Declaration, Declaration]) -> None:
    old, new = versions
    changes = difference(old, new)
    assert bool(changes) == (old != new)
    assert all(change.pointer.startswith("42A > ") or change.pointer.startswith("42A/") for change in changes)
    assert all(change.label and change.paths and change.xpath for change in changes)
    assert changed_paths(changes) >= {path for path, _ in values_by_path(old) ^ values_by_path(new)}


@settings(max_examples=200, deadline=None)
@given(two_versions())
def test_an_item_that_is_not_touched_is_the_same_in_both_versions(versions: tuple[Declaration, Declaration]) -> None:
    old, new = versions
    touched = items_touched(difference(old, new))
    if touched != ALL:
        for one, other in ((old, new), (new, old)):
            kept = [item for item in one.items if item.sequence_numeric not in touched]
            assert all(item in other.items for item in kept)


@settings(max_examples=100, deadline=None)
@given(versions=two_versions(), omitted=st.integers(min_value=0))
def test_a_change_whose_pointer_is_left_out_is_never_applied_in_silence(
    versions: tuple[Declaration, Declaration], omitted: int
) -> None:
    old, new = versions
    if old == new:
        return
    message = compose(old, new, reference=None, id="XL1", reason="Corrected")
    kept = list(message.amendment)
    kept.pop(omitted % len(kept))
    silent = msgspec.structs.replace(message, amendment=tuple(kept))
    try:
        amended = amend(old, sent(silent)).declaration
    except MessageRejected:
        return
    assert amended != new
