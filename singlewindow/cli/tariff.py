"""``singlewindow tariff``: look a national tariff through, and see what another edition of it changes."""

import datetime as dt
from pathlib import Path

import click

from singlewindow.tariff import Schedule, TariffLine
from singlewindow.tariff.schedule import faults

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MOST = 200
_Key = tuple[str, str, dt.date, str]


@click.group()
def tariff() -> None:
    """Look a national tariff (CSV) through, and compare two of them."""


@tariff.command("check")
@click.argument("file", type=FILE)
def check_tariff(file: Path) -> None:
    """Name every fault of a tariff with its row and column, a line each; exits with 1 where there is one."""
    found = 0
    for fault in faults(file):
        found += 1
        if found <= MOST:
            click.echo(f"{fault.entry}: {fault.sentence}")
    if found:
        raise click.ClickException(f"{found} faults in {file.name}.")
    lines = Schedule.load(file).lines
    click.echo(f"{len(lines)} lines, {len({line.code for line in lines})} codes, no fault.")


@tariff.command("diff")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
def compare_tariffs(old: Path, new: Path) -> None:
    """Show which rates a new edition of a tariff adds (+), takes away (-) and changes (~)."""
    before, after = (_by_key(Schedule.load(file)) for file in (old, new))
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            click.echo(f"+ {_told(key)}: {_rate(now)}")
        elif now is None and was is not None:
            click.echo(f"- {_told(key)}: {_rate(was)}")
        elif was is not None and now is not None and _rate(was) != _rate(now):
            click.echo(f"~ {_told(key)}: {_rate(was)} -> {_rate(now)}")


def _by_key(schedule: Schedule) -> dict[_Key, TariffLine]:
    return {(line.code, line.tax, line.valid_from, str(line.when)): line for line in schedule.lines}


def _told(key: _Key) -> str:
    return f"{key[0]} {key[1]} from {key[2]}"


def _rate(line: TariffLine) -> str:
    until = f" until {line.valid_to}" if line.valid_to != dt.date.max else ""
    return f"{line.rate.words()}{until}"
