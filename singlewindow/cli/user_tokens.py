"""``singlewindow user token``: machines' tokens for the API."""

import click
import msgspec
from rich.console import Console
from rich.table import Table

from singlewindow import accounts
from singlewindow.accounts import TokenLine
from singlewindow.casework import House
from singlewindow.cli.house import house


@click.group()
def token() -> None:
    """Tokens with which an account's software calls the API."""


@token.command()
@click.argument("email")
@click.option("--name", required=True, help="What the token is for: a machine, a program.")
@click.option("--days", type=int, default=365, show_default=True, help="For how many days it works.")
@click.option("--never-ends", is_flag=True, help="It works until it is revoked.")
def add(email: str, name: str, days: int, never_ends: bool) -> None:
    """Make a token for an account. Prints it, once."""
    opened = house()
    account = accounts.find_account(opened.database, email)
    lasts = None if never_ends else days
    click.echo(accounts.issue_token(opened.database, account.id, name, now=opened.now(), days=lasts))
    click.echo("This is the token, and it is shown only now. Send it as: Authorization: Bearer <token>", err=True)


@token.command(name="list")
@click.argument("email")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every field.")
def list_tokens(email: str, as_json: bool) -> None:
    """List an account's tokens."""
    opened = house()
    lines = accounts.list_tokens(opened.database, accounts.find_account(opened.database, email).id)
    if as_json:
        click.echo(msgspec.json.encode(lines))
        return
    table = Table("Number", "Name", "Made", "State")
    for line in lines:
        table.add_row(str(line.id), line.name, f"{line.created_at:%Y-%m-%d}", _state(line, opened))
    Console().print(table)


@token.command()
@click.argument("number", type=int)
def revoke(number: int) -> None:
    """Revoke the token with this number (`token list` shows it). A running server may take it for five seconds more."""
    opened = house()
    accounts.revoke_token(opened.database, number, now=opened.now())
    click.echo(f"Token {number} is revoked.")


def _state(line: TokenLine, opened: House) -> str:
    if line.revoked_at is not None:
        return f"revoked {line.revoked_at:%Y-%m-%d}"
    if line.expires_at is None:
        return "works until it is revoked"
    over = line.expires_at <= opened.now()
    return f"{'ran out' if over else 'works until'} {line.expires_at:%Y-%m-%d}"
