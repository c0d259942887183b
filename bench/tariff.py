"""A tariff of 12,000 lines: loading it, a look-up in it, and the duty of a declaration beside the parse of it."""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from messages import declaration

from singlewindow.casework.calculate_declared import calculate_declared
from singlewindow.casework.house import House
from singlewindow.config import Settings
from singlewindow.tariff import Schedule
from wco_datamodel import check, parse, prepare

LINES = 12_000
ITEMS = 999
ROUNDS = 7
DAY = dt.date(2026, 11, 24)


def main() -> None:
    """Print milliseconds and the ratio of computing to parsing."""
    prepare()
    with tempfile.TemporaryDirectory(prefix="singlewindow-bench-") as folder:
        file = Path(folder) / "tariff.csv"
        file.write_text(_lines(), encoding="utf-8")
        loading = _median(lambda: Schedule.load(file))
        schedule = Schedule.load(file)
        codes = [line.code for line in schedule.lines]
        looking = _median(lambda: [schedule.find("DUTY", code, DAY, {}) for code in codes])
        house = House.open(Settings.from_environment({"SINGLEWINDOW_VAR": folder}))
    print(f"load {LINES:,} lines: {loading:.0f} ms; one look-up: {looking / LINES * 1000:.2f} microseconds")
    raw = declaration(ITEMS)
    message = parse(raw)
    if message.declaration is None or (found := calculate_declared(house, message.declaration, DAY)) is None:
        sys.exit("the benchmark's declaration owes nothing")
    lists, owing = house.pack.lists, message.declaration
    parsing = _median(lambda: check(parse(raw), lists=lists))
    computing = _median(lambda: calculate_declared(house, owing, DAY))
    print(
        f"{ITEMS} items, {len(found.bill.lines)} lines of tax: parse with rules {parsing:.1f} ms, "
        f"duty {computing:.1f} ms, ratio {computing / parsing:.2f}"
    )


def _lines() -> str:
    rows = [f"{10_000_000 + number * 7},DUTY,{number % 40}%,,2022-01-01,,Sch. 1" for number in range(LINES)]
    return "\n".join(["code,tax,rate,when,valid_from,valid_to,law", *rows]) + "\n"


def _median(work: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds: the median of rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
