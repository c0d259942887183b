"""The demo's accounts, made from the country pack; their passwords are written to one file that its owner reads."""

import os
from pathlib import Path

import msgspec

from singlewindow import accounts
from singlewindow.casework import House
from singlewindow.countries.pack import Person

LODGES = "trader"


class DemoAccount(msgspec.Struct, frozen=True):
    """A person of the demo who can sign in."""

    email: str
    password: str
    name: str
    organisation: str
    role: str


class DemoAccounts(msgspec.Struct, frozen=True):
    """Everybody of the demo, and the trader's API token."""

    accounts: tuple[DemoAccount, ...] = ()
    token: str = ""

    def password(self, email: str) -> str | None:
        """The password that this person was given before."""
        return next((account.password for account in self.accounts if account.email == email), None)


def demo_accounts_file(var: Path) -> Path:
    """Where the demo's accounts are written."""
    return var / "demo" / "accounts.json"


def read_demo_accounts(var: Path) -> DemoAccounts:
    """What was written; nobody when there is no file."""
    file = demo_accounts_file(var)
    return msgspec.json.decode(file.read_bytes(), type=DemoAccounts) if file.exists() else DemoAccounts()


def keep_demo_accounts(house: House) -> DemoAccounts:
    """See to it that everybody of the pack's demo has an account, and that the file says how they sign in.

    Who has an account and a written password keeps them; so does a token that still works.
    """
    before = read_demo_accounts(house.settings.var)
    _add_organisations(house)
    people = tuple(_account(house, person, before.password(person.email)) for person in house.pack.demo.people)
    after = DemoAccounts(people, _token(house, before.token))
    _write(demo_accounts_file(house.settings.var), after)
    return after


def _add_organisations(house: House) -> None:
    present = {line.code for line in accounts.list_organisations(house.database)}
    agencies = {house.pack.customs.code, *(agency.code for agency in house.agencies)}
    for new in house.pack.demo.organisations:
        if new.code not in present:
            accounts.create_organisation(
                house.database,
                code=new.code,
                name=new.name,
                kind=new.kind,
                agency=new.agency,
                agencies=agencies,
                keeps=new.keeps,
                now=house.now(),
            )


def _account(house: House, person: Person, password: str | None) -> DemoAccount:
    present = {line.email: line for line in accounts.list_accounts(house.database, organisation=person.organisation)}
    if person.email not in present:
        password = accounts.create_account(
            house.database,
            organisation=person.organisation,
            email=person.email,
            name=person.name,
            roles=[person.role],
            now=house.now(),
        ).password
    elif password is None:
        password = accounts.reset_password(house.database, present[person.email].id)
    return DemoAccount(person.email, password, person.name, person.organisation, person.role)


def _token(house: House, token: str) -> str:
    if token and accounts.actor_of_token(house.database, token, now=house.now()):
        return token
    trader = next(person for person in house.pack.demo.people if person.role == LODGES)
    account = accounts.find_account(house.database, trader.email)
    return accounts.issue_token(house.database, account.id, "demo", now=house.now())


def _write(file: Path, demo: DemoAccounts) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(demo), indent=2))
    unfinished.replace(file)
