"""From an account's row to the actor that verbs ask."""

from singlewindow.accounts.email_address import normalise_email
from singlewindow.accounts.roles import permissions_of
from singlewindow.errors import NotFound
from singlewindow.store import accounts as store
from singlewindow.store.database import Database
from singlewindow.store.people import Actor
from singlewindow.store.tables import Account, Organisation


def actor_of(account: Account, organisation: Organisation) -> Actor:
    """The facts that verbs need of this account, with the permissions that its roles carry today.

    Only who may work on cases stands for the organisation's agency: an administrator of customs sees no case by it.
    """
    permissions = permissions_of(account.roles.split())
    return Actor(
        account_id=account.id,
        organisation_id=organisation.id,
        organisation=organisation.name,
        kind=organisation.kind,
        name=account.name,
        permissions=permissions,
        agency=organisation.agency if "work" in permissions else None,
        organisation_code=organisation.code,
    )


def actor_of_account(database: Database, email: str) -> Actor:
    """The actor of the account with this address, for who needs no proof: the machine's operator, on the command line.

    Raises NotFound where there is no such account, or it is closed.
    """
    address = normalise_email(email)
    with database.reading() as session:
        member = store.find_member(session, address) if address is not None else None
    if member is None or not member.account.active:
        raise NotFound(f"There is no account with the address {email}, or it is closed.")
    return actor_of(*member)
