"""``singlewindow agencies``: how agencies' own systems stand."""

import datetime as dt

import click
import msgspec
from rich.console import Console
from rich.table import Table

from singlewindow.casework.remote.listing import ask_again, list_agencies
from singlewindow.cli.house import house


@click.group()
def agencies() -> None:
    """Agencies, and those whose own systems are asked."""


@agencies.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every field.")
def list_all(as_json: bool) -> None:
    """List the agencies: what their own systems were asked and answered, since when one waits, and the last error."""
    lines = list_agencies(house())
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(lines)).decode())
        return
    table = Table("Agency", "Name", "Answers", "Asked", "Answered", "Waiting since", "Last error")
    for line in lines:
        figures = (str(line.asked), str(line.answered)) if line.url else ("", "")
        how = line.url or "by rules and officers"
        table.add_row(line.code, line.name, how, *figures, _moment(line.waiting_since), line.error or "")
    Console().print(table)


@agencies.command(name="ask-again")
@click.argument("code")
def ask_once_more(code: str) -> None:
    """Send what CODE's own system has not answered to it once more: after it was repaired, or lost what it had."""
    count = ask_again(house(), code)
    click.echo(f"{count} ask{'s are' if count != 1 else ' is'} sent again to {code}.")


def _moment(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""
