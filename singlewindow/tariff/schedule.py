"""A national tariff: dated rates by commodity code, inherited from chapter and heading downwards.

A tariff is a CSV file that spreadsheets open, with the columns of ``COLUMNS``. ``code`` has 2 to 10 digits, dots
allowed, or is ``*`` for all goods; the longest code that begins a commodity code counts. ``when`` narrows a line to
goods of which something is stated, as ``engine_cc > 1500 and age_years <= 5``.
"""

import csv
import datetime as dt
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from agencies.reading import TableError
from singlewindow.tariff.rates import Rate, RateError, read_rate

COLUMNS: Final = ("code", "tax", "rate", "when", "valid_from", "valid_to", "law")
ALL: Final = "*"
_CODE: Final = re.compile(r"\d{2}|\d{4}|\d{6}|\d{8}|\d{10}")
_CONDITION: Final = re.compile(r"([a-z_]{2,30}) (<=|>=|<|>|=) (\d{1,9}(?:\.\d{1,4})?)")
_COMPARED: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip


class Condition(NamedTuple):
    """What must be so of goods: a fact by its name, compared with a number."""

    fact: str
    sign: str
    number: Decimal


class TariffLine(NamedTuple):
    """One dated rate of one tax. ``row`` is its row in the file, for who must change it."""

    code: str
    tax: str
    rate: Rate
    when: tuple[Condition, ...]
    valid_from: dt.date
    valid_to: dt.date
    law: str
    row: int

    def holds(self, on: dt.date) -> bool:
        """Whether the line is the law of a day; its first and its last day count."""
        return self.valid_from <= on <= self.valid_to


class NotStated(LookupError):
    """Which line holds depends on a fact that is not stated; ``fact`` is its name."""

    def __init__(self, fact: str) -> None:
        super().__init__(f"State {fact.replace('_', ' ')}: the rate depends on it.")
        self.fact = fact


class Schedule:
    """The lines of a tariff, found by tax, commodity code and day."""

    def __init__(self, lines: list[TariffLine]) -> None:
        """Take lines as ``load`` reads them."""
        self.lines = lines
        self._by_code: dict[tuple[str, str], list[TariffLine]] = {}
        for line in lines:
            self._by_code.setdefault((line.tax, line.code), []).append(line)

    @classmethod
    def load(cls, path: Path) -> "Schedule":
        """Read a tariff. Raises TableError with the row and the column of the first fault."""
        for fault in faults(path):
            raise fault
        with path.open(encoding="utf-8-sig", newline="") as file:
            return cls([_line(path, row, number) for number, row in enumerate(csv.DictReader(file), 2)])

    def find(self, tax: str, code: str, on: dt.date, facts: Mapping[str, Decimal]) -> TariffLine | None:
        """The line that holds for a commodity code on a day; None where the tariff has none. Raises NotStated."""
        for length in range(len(code), 1, -1):
            if found := self._at(tax, code[:length], on, facts):
                return found
        return self._at(tax, ALL, on, facts)

    def _at(self, tax: str, code: str, on: dt.date, facts: Mapping[str, Decimal]) -> TariffLine | None:
        """Of the lines of one code: the one whose condition is met, else the one that has none."""
        lines = [line for line in self._by_code.get((tax, code), ()) if line.holds(on)]
        for line in lines:
            if line.when and all(_met(condition, facts) for condition in line.when):
                return line
        return next((line for line in lines if not line.when), None)


def faults(path: Path) -> Iterator[TableError]:
    """Every fault of a tariff's file, each with its row and column."""
    seen: dict[tuple[str, str, str], list[TariffLine]] = {}
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        yield TableError(path, "", f"The file cannot be read ({error}).")
        return
    with file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            yield TableError(path, "row 1", f"The columns are {','.join(COLUMNS)}.")
            return
        for number, row in enumerate(rows, 2):
            try:
                line = _line(path, row, number)
            except TableError as fault:
                yield fault
                continue
            yield from _overlaps(path, line, seen.setdefault((line.tax, line.code, row["when"]), []))


def _overlaps(path: Path, line: TariffLine, earlier: list[TariffLine]) -> Iterator[TableError]:
    for other in earlier:
        if line.valid_from <= other.valid_to and other.valid_from <= line.valid_to:
            sentence = f"{line.tax} of {line.code} has a rate for the same days in row {other.row}."
            yield TableError(path, f"row {line.row}, valid_from", sentence)
    earlier.append(line)


def _line(path: Path, row: Mapping[str, str | None], number: int) -> TariffLine:
    def cell(column: str) -> str:
        return (row.get(column) or "").strip()

    def refuse(column: str, sentence: str) -> TableError:
        return TableError(path, f"row {number}, {column}", sentence)

    code = cell("code").replace(".", "").replace(" ", "")
    if code != ALL and not _CODE.fullmatch(code):
        raise refuse("code", f"{cell('code')!r} is not a code of 2, 4, 6, 8 or 10 digits, nor {ALL}.")
    if not cell("tax") or not cell("law"):
        raise refuse("tax" if not cell("tax") else "law", "This must be filled in.")
    try:
        rate = read_rate(cell("rate"))
    except RateError as error:
        raise refuse("rate", str(error)) from None
    when = tuple(_condition(text, refuse) for text in cell("when").split(" and ") if text)
    first = _day(cell("valid_from"), refuse, "valid_from")
    last = _day(cell("valid_to"), refuse, "valid_to") if cell("valid_to") else dt.date.max
    if last < first:
        raise refuse("valid_to", "The last day is before the first.")
    return TariffLine(code, cell("tax"), rate, when, first, last, cell("law"), number)


def _condition(text: str, refuse: Callable[[str, str], TableError]) -> Condition:
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise refuse("when", f"{text!r} is not a condition such as engine_cc > 1500.")
    return Condition(found[1], found[2], Decimal(found[3]))


def _day(text: str, refuse: Callable[[str, str], TableError], column: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise refuse(column, f"{text!r} is not a day written CCYY-MM-DD.") from None


def _met(condition: Condition, facts: Mapping[str, Decimal]) -> bool:
    if condition.fact not in facts:
        raise NotStated(condition.fact)
    return _COMPARED[condition.sign](facts[condition.fact], condition.number)
