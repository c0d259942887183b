"""``singlewindow country``: look at the country pack."""

import click

from singlewindow.cli.house import house


@click.group()
def country() -> None:
    """Look at the country pack."""


@country.command("check")
def check_country() -> None:
    """Load the country pack with its agencies and lane rules, and count what is in it.

    Exits with 1 and the file and field when something in it cannot be understood.
    """
    opened = house()
    pack = opened.pack
    click.echo(f"{pack.name} ({pack.code}), {pack.currency}, HS {pack.hs_edition}: {pack.folder}")
    click.echo(f"  {len(pack.offices)} customs offices, {len(pack.goods_locations)} goods locations")
    for agency in opened.agencies:
        click.echo(f"  {agency.code}  {agency.name}")
