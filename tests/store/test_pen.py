"""Rows are gathered until the commit: what comes after in the same transaction finds them all the same."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from singlewindow.casework import House
from singlewindow.store import cases, rows
from singlewindow.store.pen import MOST_ROWS, Pen
from singlewindow.store.tables import Case, DeclarationVersion, Organisation, Serial, core

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def organisation(code: str) -> dict[str, object]:
    return {"code": code, "name": code, "kind": "trader", "created_at": NOW}


def codes(dialect: sa.Dialect) -> rows.Plan:
    return rows.written(sa.select(core(Organisation).c.code), dialect, core(Organisation))


def test_a_statement_finds_the_rows_that_were_put_down_before_it(house_on: House) -> None:
    def work(pen: Pen) -> list[object]:
        rows.insert(pen, Organisation, [organisation("A")])
        return [row[0] for row in rows.every(pen, codes, {})]

    assert house_on.database.write(work) == ["A"]


def test_a_statement_may_say_that_it_does_not_need_them(house_on: House) -> None:
    def work(pen: Pen) -> list[object]:
        rows.insert(pen, Organisation, [organisation("A")])
        return list(rows.every(pen, codes, {}, flush=False))

    assert house_on.database.write(work) == []


def test_a_row_that_is_there_already_is_told_at_the_latest_by_the_commit(house_on: House) -> None:
    house_on.database.write(lambda pen: rows.insert(pen, Organisation, [organisation("A")]))

    with pytest.raises(IntegrityError):
        house_on.database.write(lambda pen: rows.insert(pen, Organisation, [organisation("A")]))


@pytest.mark.parametrize("count", [1, MOST_ROWS - 1, MOST_ROWS, 3 * MOST_ROWS + 7])
def test_any_number_of_rows_is_written_in_order(house_on: House, count: int) -> None:
    given = [f"{number:04}" for number in range(count)]
    house_on.database.write(lambda pen: rows.insert(pen, Organisation, [organisation(code) for code in given]))

    with house_on.database.reading() as session:
        assert list(session.scalars(sa.select(Organisation.code).order_by(Organisation.id))) == given


def test_cases_of_one_transaction_are_given_numbers_that_nobody_else_has(house_on: House) -> None:
    def work(pen: Pen) -> list[cases.Numbers]:
        return [cases.take_numbers(pen, "XL", 2026, "XLLAG1") for _ in range(3)]

    given = [*house_on.database.write(work), *house_on.database.write(work)]

    assert [one.serial for one in given] == [1, 2, 3, 4, 5, 6]
    for transaction in (given[:3], given[3:]):
        assert len({one.case_id for one in transaction}) == len({one.version_id for one in transaction}) == 3


def test_an_id_is_the_one_after_the_newest_row(house: House) -> None:
    with house.database.writing() as session:
        session.add(Serial(country="XL", year=2026, office="XLLAG1", last=7))

    numbers = house.database.write(lambda pen: cases.take_numbers(pen, "XL", 2026, "XLLAG1"))

    with house.database.reading() as session:
        newest = [session.scalar(sa.select(sa.func.max(table.id))) or 0 for table in (Case, DeclarationVersion)]
    assert numbers == cases.Numbers(8, newest[0] + 1, newest[1] + 1)
