"""One decision from seven agencies' verdicts on 999 items, beside reading the message that they are about."""

import datetime as dt
from functools import partial
from tempfile import TemporaryDirectory

from messages import declaration
from parse import milliseconds

from agencies.contract import Evidence, Outcome, Verdict
from singlewindow.casework import House
from singlewindow.casework.compose import Facts, compose
from singlewindow.casework.consolidate import Position, consolidate
from singlewindow.casework.consult import consult
from singlewindow.config import Settings
from singlewindow.store.positions import Facts as Standing
from wco_datamodel import Declaration, parse, prepare

ITEMS = 999
MOST = 50
"""Milliseconds that a decision may take beyond reading."""
ANSWERS = (Outcome.CLEAR, Outcome.CONDITIONAL, Outcome.PENDING, Outcome.CLEAR, Outcome.HOLD, Outcome.REFUSE)
TODAY = dt.date(2026, 11, 24)
FACTS = Facts("XL26LAG1BENCH0001", "BENCH", 1, 1, dt.datetime(2026, 11, 24, tzinfo=dt.UTC))


def main() -> None:
    """Print milliseconds, and the ratio of each to reading in the same run."""
    prepare()
    message = declaration(ITEMS)
    declared = parse(message).declaration
    assert declared is not None
    with TemporaryDirectory() as var:
        house = House.open(Settings.from_environment({"SINGLEWINDOW_VAR": var}))
    verdicts = _of_every_agency(house, declared)
    reading, judging, consolidating, deciding = milliseconds(
        [
            partial(parse, message),
            partial(consult, house, declared, Evidence(on=TODAY)),
            partial(consolidate, [item.sequence_numeric for item in declared.items], verdicts, Position()),
            partial(compose, house, FACTS, declared, verdicts, Standing()),
        ]
    )
    print(f"{ITEMS} items, {len(house.agencies)} agencies and customs, {len(verdicts)} verdicts")
    _tell("reading the message", reading, reading)
    _tell("judging by the agencies that are concerned", judging, reading)
    _tell("consolidating the verdicts", consolidating, reading)
    _tell("consolidating, and writing the decision", deciding, reading)
    print(f"A decision may take {MOST} ms beyond reading: {'kept' if deciding <= MOST else 'NOT KEPT'}.")


def _of_every_agency(house: House, declared: Declaration) -> tuple[Verdict, ...]:
    """A verdict of every agency and of customs on every item, by rules and by officers, some of which contradict."""
    agencies = [*(agency.code for agency in house.agencies), house.pack.customs.code]
    return tuple(
        Verdict(
            agency=agency,
            item=item.sequence_numeric,
            outcome=ANSWERS[(item.sequence_numeric + place) % len(ANSWERS)],
            decided_by="Officer A" if (item.sequence_numeric + place) % 3 else "rule",
        )
        for item in declared.items
        for place, agency in enumerate(agencies)
    )


def _tell(what: str, took: float, reading: float) -> None:
    print(f"{what:<44} {took:>8.2f} ms   {took / reading:>6.2f} of reading")


if __name__ == "__main__":
    main()
