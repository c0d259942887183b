"""Shares that add up, tariffs that say where they are wrong, and lines that hold on their days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.reading import TableError
from singlewindow.countries import CountryPack
from singlewindow.tariff import ExchangeRates, Goods, NationalTariff, NoRate, Schedule, apportion, compute
from singlewindow.tariff.schedule import NotStated, faults
from wco_datamodel.codelists import CodeLists

HEAD = "code,tax,rate,when,valid_from,valid_to,law\n"
DAY = dt.date(2026, 11, 24)
money = st.decimals(0, 10**8, places=2)


@pytest.fixture(scope="module")
def lagoon() -> NationalTariff:
    pack = CountryPack.load("lagoon")
    found = NationalTariff.load(pack.folder, pack.currency)
    assert found is not None
    return found


def schedule(folder: Path, *rows: str) -> Schedule:
    (folder / "tariff.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return Schedule.load(folder / "tariff.csv")


def rate_of(found: Schedule, code: str, on: dt.date = DAY, **facts: str) -> str | None:
    line = found.find("DUTY", code, on, {name: Decimal(number) for name, number in facts.items()})
    return line.rate.words() if line else None


@given(total=money, weights=st.lists(money, min_size=1, max_size=40))
def test_shares_add_up_to_the_whole(total: Decimal, weights: list[Decimal]) -> None:
    shares = apportion(total, weights)

    assert sum(shares) == total
    assert all(share >= 0 for share in shares)


@given(total=money, weights=st.lists(st.decimals(1, 10**6, places=2), min_size=1, max_size=40))
def test_no_share_is_a_cent_away_from_its_part(total: Decimal, weights: list[Decimal]) -> None:
    for share, weight in zip(apportion(total, weights), weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < Decimal("0.01")


def test_the_longest_code_counts_and_the_rest_is_inherited(tmp_path: Path) -> None:
    found = schedule(
        tmp_path,
        "*,DUTY,10%,,2022-01-01,,Sch. 1",
        "85,DUTY,5%,,2022-01-01,,Sch. 1",
        "8541.43,DUTY,Free,,2022-01-01,,Sch. 1",
    )

    assert [rate_of(found, code) for code in ("0101210000", "851712", "85414300")] == ["10%", "5%", "Free"]


def test_a_rate_holds_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    found = schedule(tmp_path, "61,DUTY,20%,,2022-01-01,2026-12-31,Sch. 1", "61,DUTY,15%,,2027-01-01,,Sch. 1")
    days = [dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]

    assert [rate_of(found, "610910", day) for day in days] == [None, "20%", "20%", "15%"]


def test_a_rate_may_depend_on_age_and_says_so_where_it_is_not_stated(tmp_path: Path) -> None:
    found = schedule(tmp_path, "8703,DUTY,5%,,2022-01-01,,Sch. 1", "8703,DUTY,25%,age_years >= 8,2022-01-01,,Sch. 1")

    assert rate_of(found, "870323", age_years="8") == "25%"
    assert rate_of(found, "870323", age_years="7.9") == "5%"
    with pytest.raises(NotStated, match="State age years"):
        rate_of(found, "870323")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("8,DUTY,5%,,2022-01-01,,Sch. 1", "row 2, code"),
        ("85,DUTY,five,,2022-01-01,,Sch. 1", "row 2, rate"),
        ("85,DUTY,5%,age,2022-01-01,,Sch. 1", "row 2, when"),
        ("85,DUTY,5%,,1 January,,Sch. 1", "row 2, valid_from"),
        ("85,DUTY,5%,,2022-01-01,2021-01-01,Sch. 1", "row 2, valid_to"),
        ("85,DUTY,5%,,2022-01-01,,", "row 2, law"),
        ("85,,5%,,2022-01-01,,Sch. 1", "row 2, tax"),
    ],
)
def test_a_fault_names_its_row_and_column(tmp_path: Path, row: str, place: str) -> None:
    with pytest.raises(TableError) as fault:
        schedule(tmp_path, row)

    assert fault.value.entry == place


def test_every_fault_of_a_tariff_is_named_and_two_rates_for_one_day_are_one(tmp_path: Path) -> None:
    (tmp_path / "tariff.csv").write_text(
        f"{HEAD}85,DUTY,x,,2022-01-01,,S\n85,DUTY,5%,,2022-01-01,,S\n85,DUTY,6%,,2023-01-01,,S\n", encoding="utf-8"
    )

    assert [fault.entry for fault in faults(tmp_path / "tariff.csv")] == ["row 2, rate", "row 4, valid_from"]


def test_every_subheading_of_the_harmonized_system_has_a_rate_in_lagoon(lagoon: NationalTariff) -> None:
    codes = [code.code for code in CodeLists.standard().get("hs") if len(code.code) == 6]

    assert len(codes) > 5_000
    for code in codes:
        goods = Goods(item=1, code=code, cost=Decimal(100), quantities=ANYTHING, facts={"age_years": Decimal(3)})
        bill = compute(lagoon.taxes, lagoon.schedule, [goods], DAY)
        assert not bill.open, (code, bill.open)
        assert {"DUTY", "VAT"} <= {line.tax for line in bill.lines}


ANYTHING = {unit: Decimal(10) for unit in ("KGM", "LTR", "LPA", "H87")}


def test_goods_under_a_suspending_procedure_are_secured_and_do_not_pay(lagoon: NationalTariff) -> None:
    goods = Goods(item=1, code="847130", cost=Decimal(1000), procedure="53")
    bill = compute(lagoon.taxes, lagoon.schedule, [goods], DAY)

    assert (bill.taxes, bill.secured) == (Decimal(0), Decimal("207.50"))
    assert all("suspended in procedure 53" in line.formula for line in bill.lines)


def test_a_missing_quantity_is_asked_for_and_what_depends_on_it_waits(lagoon: NationalTariff) -> None:
    bill = compute(lagoon.taxes, lagoon.schedule, [Goods(item=4, code="220830", cost=Decimal(100))], DAY)

    assert [(one.item, one.tax, one.sentence) for one in bill.open] == [
        (4, "EXCISE", "State the quantity in litre of alcohol (LPA): Excise on imports needs it."),
        (4, "VAT", "Value added tax is computed once Excise on imports is."),
    ]


@given(values=st.lists(money, min_size=2, max_size=6))
def test_the_order_of_items_does_not_matter(lagoon: NationalTariff, values: list[Decimal]) -> None:
    goods = [Goods(item=number, code="610910", cost=value) for number, value in enumerate(values, 1)]
    there, back = (compute(lagoon.taxes, lagoon.schedule, order, DAY) for order in (goods, goods[::-1]))

    assert (there.to_pay, sorted(line.amount for line in there.lines)) == (
        back.to_pay,
        sorted(line.amount for line in back.lines),
    )


def test_no_rate_of_exchange_is_guessed(lagoon: NationalTariff) -> None:
    assert lagoon.exchange.on("USD", DAY).rate == Decimal("1.7250")
    for currency, day in (("USD", dt.date(2027, 1, 1)), ("XPF", DAY)):
        with pytest.raises(NoRate, match=f"for {currency} on {day}"):
            lagoon.exchange.on(currency, day)


def test_a_table_of_exchange_names_the_row_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("currency,rate,valid_from,valid_to,source\nUSD,0,2026-01-01,2026-12-31,x\n")

    with pytest.raises(TableError, match="row 2"):
        ExchangeRates.load("NZD", tmp_path / "x.csv")
