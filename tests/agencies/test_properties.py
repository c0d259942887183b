"""What holds for any table: a further requirement never loosens, and the order of requirements does not matter."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
from cases import CaseGoods
from hypothesis import given
from hypothesis import strategies as st

from agencies.checking import faults
from agencies.contract import (
    Appeal,
    Asks,
    Contact,
    Countries,
    Evidence,
    Law,
    Outcome,
    Requirement,
    Threshold,
    Verdict,
)
from agencies.goods import GoodsIndex, prefixes, under
from agencies.table import Header, TableAgency

TODAY = dt.date(2026, 11, 24)
HEADER = Header("TST", "Agency of a test", Contact("Office"), Appeal("Court", 10, "Act, s. 1"))
WAITS = (None, "officer", "document")


@st.composite
def requirements(draw: st.DrawFn) -> Requirement:
    """A requirement that may meet the goods of a test, or not quite."""
    asks = draw(st.sampled_from(Asks))
    named = asks in (Asks.PERMIT, Asks.CERTIFICATE)
    countries = st.builds(Countries, only=st.sampled_from([(), ("NZ",), ("FJ",)]), but=st.sampled_from([(), ("NZ",)]))
    return Requirement(
        id="TST-0",
        title="Goods of a test",
        goods=draw(st.sampled_from([("06",), ("0602",), ("060110-060290",), ("07",)])),
        asks=asks,
        sentence="Do this.",
        law=Law("Act, s. 2"),
        valid_from=draw(st.sampled_from([dt.date(2020, 1, 1), dt.date(2027, 1, 1)])),
        origin=draw(countries),
        documents=draw(st.sampled_from([("851",), ("911",)])) if named else (),
        answered_by=draw(st.sampled_from(["rule", "officer"])) if named else "rule",
        conditions=draw(st.sampled_from([(), ("Keep it cool.",), ("Keep it dry.",)])) if named else (),
        threshold=draw(st.none() | st.builds(Threshold, over=st.sampled_from([Decimal(50), Decimal(500)]))),
        clock=draw(st.none() | st.integers(0, 20)),
    )


def number(drawn: list[Requirement]) -> list[Requirement]:
    return [msgspec.structs.replace(one, id=f"TST-{place}") for place, one in enumerate(drawn)]


tables = st.lists(requirements(), max_size=6).map(number)
goods = st.builds(
    CaseGoods,
    hs=st.just("060290"),
    documents=st.lists(st.sampled_from(["851", "911", "852"]), max_size=2).map(tuple),
    origin=st.sampled_from(["NZ", "FJ", None]),
    mass=st.sampled_from(["10", "100", None]),
)


def judge(table: list[Requirement], one: CaseGoods) -> Verdict:
    declared = one.declare()
    return TableAgency(HEADER, table).judge(declared.items[0], declared, Evidence(TODAY))


def strictness(verdict: Verdict) -> tuple[int, int]:
    return verdict.outcome.strictness, WAITS.index(verdict.waits_for)


@given(tables, requirements(), goods)
def test_a_further_requirement_never_loosens(table: list[Requirement], further: Requirement, one: CaseGoods) -> None:
    before = judge(table, one)
    after = judge([*table, msgspec.structs.replace(further, id="TST-99")], one)

    assert strictness(after) >= strictness(before)
    assert set(after.reasons) >= set(before.reasons)
    assert after.outcome is Outcome.REFUSE or set(after.conditions) >= set(before.conditions)


@given(tables, goods, st.randoms(use_true_random=False))
def test_the_order_of_requirements_does_not_matter(table: list[Requirement], one: CaseGoods, random: object) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert judge(shuffled, one) == judge(table, one)


@given(tables, goods)
def test_an_agency_is_concerned_exactly_where_a_requirement_is_met(table: list[Requirement], one: CaseGoods) -> None:
    declared = one.declare()
    met = TableAgency(HEADER, table).concerns(declared.items[0], declared, Evidence(TODAY))
    verdict = judge(table, one)

    assert (verdict.outcome is Outcome.NOT_CONCERNED) == (not met)
    assert {reason.rule for reason in verdict.reasons} == {requirement.id for requirement in met}


@given(tables, goods)
def test_every_answer_that_is_not_clear_says_why(table: list[Requirement], one: CaseGoods) -> None:
    verdict = judge(table, one)

    assert (verdict.waits_for is not None) == (verdict.outcome is Outcome.PENDING)
    assert (verdict.hold is not None) == (verdict.outcome is Outcome.HOLD)
    assert verdict.outcome is not Outcome.CONDITIONAL or verdict.conditions


@given(tables)
def test_the_requirements_of_these_tests_are_sound(table: list[Requirement]) -> None:
    assert not [sentence for requirement in table for sentence in faults("TST", requirement)]


codes = st.integers(2, 8).flatmap(lambda width: st.integers(0, 10**width - 1).map(lambda n: str(n).zfill(width)))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[str, str]:
    """The two ends of a range."""
    first = draw(codes)
    last = str(draw(st.integers(int(first), 10 ** len(first) - 1))).zfill(len(first))
    return first, last


@given(ranges(), codes)
def test_a_range_holds_what_lies_between_its_ends_and_nothing_else(ends: tuple[str, str], code: str) -> None:
    first, last = ends
    between = first <= code[: len(first)] <= last and len(code) >= len(first)

    assert between <= under(code, prefixes(f"{first}-{last}"))
    if len(code) >= len(first):
        assert between == under(code, prefixes(f"{first}-{last}"))


@given(ranges())
def test_a_range_is_told_by_few_prefixes(ends: tuple[str, str]) -> None:
    assert len(prefixes("-".join(ends))) <= 90 + 18 * len(ends[0])


@given(st.lists(st.tuples(ranges(), st.lists(codes, max_size=2)), max_size=5), codes)
def test_the_index_finds_what_a_search_of_the_whole_table_finds(
    table: list[tuple[tuple[str, str], list[str]]], code: str
) -> None:
    entries = [(place, ("-".join(ends),), but_not) for place, (ends, but_not) in enumerate(table)]

    searched = tuple(
        place
        for place, entry_goods, but_not in entries
        if under(code, prefixes(entry_goods[0])) and not under(code, but_not)
    )

    assert GoodsIndex(entries).meeting(code) == searched
