"""Who may do what: one table. Doors name a permission, never a role. ``docs/reference/security.md`` shows the same."""

from collections.abc import Iterable

PERMISSIONS: dict[str, str] = {
    "lodge": "Lodge declarations, keep drafts, and answer the agencies' questions.",
    "read_own": "Read the cases that the account's own organisation lodged.",
    "work": "Decide, hold and ask on the goods items that concern the account's agency.",
    "control": "Record arrival, security and final duty for customs, release items apart, and grant requests.",
    "supervise": "See what is overdue at the account's agency and take it over; for customs, settle conflicts.",
    "read_all": "Read every case, whoever lodged it.",
    "keep": "See what may leave the premises of the account's organisation, and confirm that it left.",
    "administer": "Manage organisations, accounts, roles and tokens.",
}
"""Every permission there is, and what it lets an account do."""

ROLES: dict[str, frozenset[str]] = {
    "trader": frozenset({"lodge", "read_own"}),
    "broker": frozenset({"lodge", "read_own"}),
    "agency_officer": frozenset({"work"}),
    "customs_officer": frozenset({"work", "control", "read_all"}),
    "supervisor": frozenset({"work", "supervise"}),
    "customs_supervisor": frozenset({"work", "control", "read_all", "supervise"}),
    "keeper": frozenset({"keep"}),
    "administrator": frozenset({"administer"}),
}
"""Every role and its permissions. An account with several roles has the permissions of all of them."""

MEANINGS: dict[str, str] = {
    "trader": "Somebody who imports or exports for their own organisation.",
    "broker": "Somebody who lodges for others. Sees what the broker's own organisation lodged.",
    "agency_officer": "An officer of one agency. Sees the cases with items that concern it, and decides those items.",
    "customs_officer": "An officer of customs. Sees every case, and decides for customs.",
    "supervisor": "An officer who also looks after what is overdue at the agency, and can take it over.",
    "customs_supervisor": "Customs' officer who also settles conflicts of agencies and takes over what is overdue.",
    "keeper": "Somebody who keeps premises where goods lie under customs control. Sees what may leave them.",
    "administrator": "Somebody who looks after accounts. Sees no case: that takes another role.",
}
"""What each role is for."""

KINDS: dict[str, frozenset[str]] = {
    "trader": frozenset({"trader"}),
    "broker": frozenset({"broker"}),
    "agency": frozenset({"agency_officer", "supervisor"}),
    "customs": frozenset({"customs_officer", "customs_supervisor", "administrator"}),
    "keeper": frozenset({"keeper"}),
    "operator": frozenset({"administrator"}),
}
"""Every kind of organisation, and the roles that its people may have."""

KEEPER = "keeper"
"""The kind of organisation that keeps goods locations, and so must name them."""

AGENCY_KINDS = frozenset({"agency", "customs"})
"""The kinds of organisation that act as an agency, and so must name its code."""


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """The permissions of all these roles together. A role that is no longer in the table carries none."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))
