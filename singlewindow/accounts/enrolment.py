"""Accounts of people: adding, listing, closing and opening them."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

import msgspec

from singlewindow.accounts.email_address import normalise_email
from singlewindow.accounts.events import log
from singlewindow.accounts.given import line_fault, refuse_faults
from singlewindow.accounts.password_rules import check_password
from singlewindow.accounts.passwords import generate_password, hash_password
from singlewindow.accounts.roles import KINDS
from singlewindow.accounts.tokens import forget_cached
from singlewindow.errors import FieldError, NotFound
from singlewindow.store import accounts as store
from singlewindow.store.accounts import Member, Taken
from singlewindow.store.database import Database
from singlewindow.store.tables import Account, Organisation


class NewAccount(NamedTuple):
    """An account that was added, and its password, which nothing else knows."""

    id: int
    password: str


class AccountLine(msgspec.Struct, frozen=True):
    """One account, without its password's hash."""

    id: int
    email: str
    name: str
    organisation_code: str
    organisation: str
    kind: str
    agency: str | None
    roles: tuple[str, ...]
    active: bool
    locked_until: dt.datetime | None
    created_at: dt.datetime
    signed_in_at: dt.datetime | None
    password_expires_at: dt.datetime | None


def create_account(
    database: Database,
    *,
    organisation: str,
    email: str,
    name: str,
    roles: Collection[str],
    now: dt.datetime,
    password: str | None = None,
    works_until: dt.datetime | None = None,
) -> NewAccount:
    """Add an account to the organisation with this code. Without a ``password`` one is generated.

    ``works_until`` is when this first password stops to sign in, if its owner has not chosen another by then.

    Raises NotFound for an unknown organisation; Invalid for an address that is none or is taken, roles that the
    organisation's kind does not have, or a password that is easy to guess.
    """
    with database.reading() as session:
        home = store.find_organisation(session, organisation)
    if home is None:
        raise NotFound(f"There is no organisation with the code {organisation}.")
    address, name = normalise_email(email), name.strip()
    faults = (_address_fault(address), line_fault("name", name, 140), _roles_fault(home, roles))
    refuse_faults("The account was not added.", faults)
    assert address is not None
    if password is not None:
        check_password(password, about=(address, name, home.name))
    row = Account(organisation_id=home.id, email=address, name=name, roles=" ".join(sorted(set(roles))), created_at=now)
    row.password_expires_at = works_until
    return _add(database, row, password or generate_password())


def list_accounts(database: Database, *, organisation: str | None = None) -> tuple[AccountLine, ...]:
    """All accounts, or those of the organisation with this code, by organisation and address."""
    with database.reading() as session:
        members = store.list_members(session, organisation)
    return tuple(_line(member) for member in members)


def find_account(database: Database, email: str) -> AccountLine:
    """The account with this address. Raises NotFound."""
    address = normalise_email(email)
    with database.reading() as session:
        member = store.find_member(session, address) if address is not None else None
    if member is None:
        raise NotFound(f"There is no account with the address {email}.")
    return _line(member)


def deactivate(database: Database, account_id: int) -> None:
    """Close an account: its sessions end, and its tokens do not work while it is closed. Raises NotFound."""
    _set_active(database, account_id, active=False)
    log.info("account_deactivated", account=account_id)


def activate(database: Database, account_id: int) -> None:
    """Open a closed account again, with the password and the tokens that it had. Raises NotFound."""
    _set_active(database, account_id, active=True)
    log.info("account_activated", account=account_id)


def change_roles(database: Database, account_id: int, roles: Collection[str]) -> None:
    """Give an account other roles, from its next request on. Raises NotFound; Invalid for roles of another kind."""
    with database.writing() as session:
        member = store.read_member(session, account_id)
        if member is None:
            raise NotFound("There is no such account.")
        refuse_faults("The roles were not changed.", [_roles_fault(member.organisation, roles)])
        member.account.roles = " ".join(sorted(set(roles)))
    forget_cached(account_id)
    log.info("roles_changed", account=account_id, roles=member.account.roles)


def _add(database: Database, row: Account, password: str) -> NewAccount:
    row.password_hash = hash_password(password)
    try:
        with database.writing() as session:
            account_id = store.add_account(session, row)
    except Taken:
        refuse_faults("The account was not added.", [FieldError("email", "There is an account with this address.")])
        raise
    log.info("account_created", account=account_id, roles=row.roles)
    return NewAccount(account_id, password)


def _set_active(database: Database, account_id: int, *, active: bool) -> None:
    with database.writing() as session:
        account = store.account_to_change(session, account_id)
        if account is None:
            raise NotFound("There is no such account.")
        account.active = active
        if not active:
            store.end_sessions(session, account_id)
    forget_cached(account_id)


def _address_fault(address: str | None) -> FieldError | None:
    sentence = "Enter an e-mail address, such as name@example.org."
    return None if address is not None else FieldError("email", sentence)


def _roles_fault(organisation: Organisation, roles: Collection[str]) -> FieldError | None:
    possible = KINDS.get(organisation.kind, frozenset())
    if roles and set(roles) <= possible:
        return None
    named = ", ".join(sorted(possible)) or "none"
    return FieldError(
        "roles", f"An account of an organisation of kind {organisation.kind} has at least one of the roles: {named}."
    )


def _line(member: Member) -> AccountLine:
    account, organisation = member
    return AccountLine(
        id=account.id,
        email=account.email,
        name=account.name,
        organisation_code=organisation.code,
        organisation=organisation.name,
        kind=organisation.kind,
        agency=organisation.agency,
        roles=tuple(account.roles.split()),
        active=account.active,
        locked_until=account.locked_until,
        created_at=account.created_at,
        signed_in_at=account.signed_in_at,
        password_expires_at=account.password_expires_at,
    )
