"""``singlewindow user``: accounts, their passwords and their tokens, for who operates the machine."""

import sys

import click
import msgspec
import structlog
from rich.console import Console
from rich.table import Table

from singlewindow import accounts
from singlewindow.accounts import AccountLine
from singlewindow.casework import House
from singlewindow.cli.house import house
from singlewindow.cli.user_organisations import organisation
from singlewindow.cli.user_tokens import token

ROLE = click.Choice(list(accounts.ROLES))


@click.group()
def user() -> None:
    """Add people and organisations, and look after them."""
    # What is logged goes beside what is printed: a script reads a password or a token from standard output.
    structlog.configure(logger_factory=lambda *_: structlog.WriteLogger(sys.stderr))


user.add_command(token)
user.add_command(organisation)


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as decisions show it.")
@click.option("--organisation", "code", required=True, help="The code of the person's organisation.")
@click.option("--role", "roles", required=True, multiple=True, type=ROLE, help="May be given several times.")
@click.option("--permanent", is_flag=True, help="The password does not run out after seven days.")
def add(email: str, name: str, code: str, roles: tuple[str, ...], permanent: bool) -> None:
    """Add an account. Prints its first password, once."""
    opened = house()
    until = None if permanent else opened.now() + accounts.FIRST_PASSWORD_LASTS
    new = accounts.create_account(
        opened.database, organisation=code, email=email, name=name, roles=roles, now=opened.now(), works_until=until
    )
    _hand_out(new.password, permanent)


@user.command(name="list")
@click.option("--organisation", "code", help="Only the accounts of the organisation with this code.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every field.")
def list_accounts(code: str | None, as_json: bool) -> None:
    """List the accounts."""
    opened = house()
    lines = accounts.list_accounts(opened.database, organisation=code)
    if as_json:
        click.echo(msgspec.json.encode(lines))
        return
    table = Table("E-mail", "Name", "Organisation", "Roles", "State", "Signed in")
    for line in lines:
        signed_in = f"{line.signed_in_at:%Y-%m-%d %H:%M} UTC" if line.signed_in_at else "never"
        table.add_row(line.email, line.name, line.organisation, ", ".join(line.roles), _state(line, opened), signed_in)
    Console().print(table)


@user.command()
@click.argument("email")
@click.option("--permanent", is_flag=True, help="The password does not run out after seven days.")
def password(email: str, permanent: bool) -> None:
    """Make a new password for an account, sign it out everywhere, and lift its lock."""
    opened = house()
    account = accounts.find_account(opened.database, email)
    until = None if permanent else opened.now() + accounts.FIRST_PASSWORD_LASTS
    _hand_out(accounts.reset_password(opened.database, account.id, works_until=until), permanent)


@user.command()
@click.argument("email")
@click.option("--role", "roles", required=True, multiple=True, type=ROLE, help="May be given several times.")
def roles(email: str, roles: tuple[str, ...]) -> None:
    """Give an account other roles in place of those that it has."""
    database = house().database
    accounts.change_roles(database, accounts.find_account(database, email).id, roles)
    click.echo(f"{email} has the roles: {', '.join(roles)}.")


@user.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Close an account: it cannot sign in, its sessions end, its tokens stop."""
    database = house().database
    accounts.deactivate(database, accounts.find_account(database, email).id)
    click.echo(f"{email} is closed.")


@user.command()
@click.argument("email")
def activate(email: str) -> None:
    """Open a closed account again, with the password and the tokens that it had."""
    database = house().database
    accounts.activate(database, accounts.find_account(database, email).id)
    click.echo(f"{email} is open.")


@user.command(name="sign-out")
@click.argument("emails", metavar="EMAIL...", nargs=-1)
@click.option("--everybody", is_flag=True, help="All accounts.")
def sign_out(emails: tuple[str, ...], everybody: bool) -> None:
    """End all sessions of these accounts, or of everybody. Passwords and tokens go on working."""
    if everybody == bool(emails):
        raise click.UsageError("Name accounts, or say --everybody.")
    database = house().database
    lines = accounts.list_accounts(database) if everybody else [accounts.find_account(database, e) for e in emails]
    ended = sum(accounts.end_sessions(database, line.id) for line in lines)
    click.echo(f"Sessions ended: {ended}.")


def _hand_out(password: str, permanent: bool) -> None:
    """The password alone on standard output, so that a script can read it; what to know about it beside."""
    click.echo(password)
    days = accounts.FIRST_PASSWORD_LASTS.days
    lasts = "It does not run out." if permanent else f"It works for {days} days: by then its owner must choose another."
    click.echo(f"This is the password, and it is shown only now. {lasts}", err=True)


def _state(line: AccountLine, opened: House) -> str:
    if not line.active:
        return "closed"
    locked = line.locked_until is not None and line.locked_until > opened.now()
    return f"locked until {line.locked_until:%H:%M} UTC" if locked else "open"
