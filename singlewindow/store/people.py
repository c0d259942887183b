"""Who acts: the facts about a signed-in person or a machine that verbs ask for."""

import msgspec


class Actor(msgspec.Struct, frozen=True):
    """A person or a machine that acts, as its account says. ``agency`` is set for agency and customs officers."""

    account_id: int
    organisation_id: int
    organisation: str
    kind: str
    name: str
    permissions: frozenset[str]
    agency: str | None = None
    organisation_code: str = ""

    def may(self, permission: str) -> bool:
        """Whether the account's roles carry this permission."""
        return permission in self.permissions
