"""``singlewindow user organisation``: the organisations that people belong to."""

import click
import msgspec
from rich.console import Console
from rich.table import Table

from singlewindow import accounts
from singlewindow.accounts.roles import KINDS
from singlewindow.cli.house import house


@click.group()
def organisation() -> None:
    """Traders, brokers, agencies, customs, and whoever operates the window."""


@organisation.command()
@click.argument("code")
@click.option("--name", required=True, help="The organisation's name.")
@click.option("--kind", required=True, type=click.Choice(list(KINDS)), help="What it is.")
@click.option("--agency", help="The code of the agency that it is; for kind agency and customs.")
@click.option("--keeps", multiple=True, metavar="LOCATION", help="A goods location that it keeps; repeatable.")
def add(code: str, name: str, kind: str, agency: str | None, keeps: tuple[str, ...]) -> None:
    """Add the organisation with this code: its tax number, or its office's number."""
    opened = house()
    known = {known.code for known in opened.agencies} | {opened.pack.customs.code}
    accounts.create_organisation(
        opened.database,
        code=code,
        name=name,
        kind=kind,
        agency=agency,
        agencies=known,
        keeps=keeps,
        places={place.code for place in opened.pack.goods_locations},
        now=opened.now(),
    )
    click.echo(f"{name} is added with the code {code}.")


@organisation.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every field.")
def list_organisations(as_json: bool) -> None:
    """List the organisations."""
    lines = accounts.list_organisations(house().database)
    if as_json:
        click.echo(msgspec.json.encode(lines))
        return
    table = Table("Code", "Name", "Kind", "Agency")
    for line in lines:
        table.add_row(line.code, line.name, line.kind, line.agency or "")
    Console().print(table)
