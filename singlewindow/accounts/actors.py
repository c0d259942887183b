"""From an account's row to the actor that verbs ask."""

from singlewindow.accounts.roles import permissions_of
from singlewindow.store.people import Actor
from singlewindow.store.tables import Account, Organisation


def actor_of(account: Account, organisation: Organisation) -> Actor:
    """The facts that verbs need of this account, with the permissions that its roles carry today."""
    return Actor(
        account_id=account.id,
        organisation_id=organisation.id,
        organisation=organisation.name,
        kind=organisation.kind,
        name=account.name,
        permissions=permissions_of(account.roles.split()),
        agency=organisation.agency,
        organisation_code=organisation.code,
    )
