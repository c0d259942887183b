"""``singlewindow keys``: the keys that sign records of decisions."""

import click
import msgspec
from rich.console import Console
from rich.table import Table

from singlewindow.cli.house import house
from singlewindow.records import SigningKey


@click.group()
def keys() -> None:
    """The keys that sign records of decisions."""


@keys.command()
def rotate() -> None:
    """Make a new key, which signs from now on. What the others signed stays genuine.

    Give the new public keys (`keys export`) to everybody who checks records without a connection.
    """
    opened = house()
    click.echo(f"Records are signed by the key {opened.keys.rotate(opened.now()).kid} from now on.")


@keys.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_keys(as_json: bool) -> None:
    """List the keys, without what is secret of them."""
    known = house().keys.keys()
    if as_json:
        shown = [{"kid": key.kid, "state": _state(key), "made_at": key.made_at} for key in known]
        click.echo(msgspec.json.format(msgspec.json.encode(shown)).decode())
        return
    table = Table("Key", "State", "Made")
    for key in known:
        table.add_row(key.kid, _state(key), f"{key.made_at:%Y-%m-%d %H:%M} UTC")
    Console().print(table)


@keys.command()
def export() -> None:
    """Print the public keys as a JSON Web Key Set, the same as /.well-known/jwks.json. Nothing in it is secret."""
    opened = house()
    opened.keys.current(opened.now())
    click.echo(msgspec.json.format(msgspec.json.encode(opened.keys.public())).decode())


@keys.command()
@click.argument("key")
def withdraw(key: str) -> None:
    """Publish KEY no longer: somebody else may have it. What it signed is genuine no longer. Rotate before."""
    opened = house()
    opened.keys.withdraw(key, opened.now())
    click.echo(f"The key {key} is withdrawn. Give the new public keys to everybody who checks records.")


def _state(key: SigningKey) -> str:
    if key.withdrawn_at:
        return "withdrawn"
    return "retired" if key.retired_at else "signs"
