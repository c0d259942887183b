"""Publishers' profiles of the WCO Data Model: which namespaces they write, and whose code lists they mean."""

import msgspec

from wco_datamodel.schema import BODIES


class Profile(msgspec.Struct, frozen=True):
    """A publisher's spelling of the messages.

    ``visiting`` says that the publisher is another country's customs: its national code lists are not ours, so rules
    about
    them warn where they would reject. The namespaces are those of the envelope, of the two messages and of
    DateTimeString,
    which some publishers declare in their data type schemas. Those of the two messages about permits are empty where a
    publisher has none. ``renamed`` are elements that the publisher calls otherwise: pairs of our name and theirs.
    """

    name: str
    visiting: bool
    metadata: str
    declaration: str
    response: str
    declaration_date: str
    response_date: str
    lpco: str = ""
    lpco_response: str = ""
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def namespaces(self) -> frozenset[str]:
        """Every namespace that marks an element as written in this profile."""
        bodies = {space for root in BODIES for space in self._spaces(root)}
        return frozenset(bodies | {self.metadata}) - {""}

    def spaces(self, root: str) -> tuple[str, str]:
        """Return the namespaces of a body and of its DateTimeString. Raises ValueError where there is no such body."""
        found = self._spaces(root)
        if not all(found):
            raise ValueError(f"The profile {self.name} has no {root}.")
        return found

    def _spaces(self, root: str) -> tuple[str, str]:
        if root in {"MetaData", "Declaration"}:
            own = self.metadata if root == "MetaData" else self.declaration
            return own, own if root == "MetaData" else self.declaration_date
        if root == "Response":
            return self.response, self.response_date
        own = self.lpco if root == "LPCO" else self.lpco_response
        return own, own


SW_1 = Profile(
    name="SW:1",
    visiting=False,
    metadata="urn:wco:datamodel:WCO:DocumentMetaData-SW:1",
    declaration="urn:wco:datamodel:WCO:DEC-SW:1",
    response="urn:wco:datamodel:WCO:RES-SW:1",
    declaration_date="urn:wco:datamodel:WCO:DEC-SW:1",
    response_date="urn:wco:datamodel:WCO:RES-SW:1",
    lpco="urn:wco:datamodel:WCO:LPCO-SW:1",
    lpco_response="urn:wco:datamodel:WCO:LPCORES-SW:1",
)
"""Ours: the schemas in ``schemas/``. A message without namespaces is read as this one."""

DMS_2 = Profile(
    name="DMS:2",
    visiting=True,
    metadata="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2",
    declaration="urn:wco:datamodel:WCO:DEC-DMS:2",
    response="urn:wco:datamodel:WCO:RES-DMS:2",
    declaration_date="urn:wco:datamodel:WCO:Declaration_DS:DMS:2",
    response_date="urn:wco:datamodel:WCO:Response_DS:DMS:2",
)
"""The United Kingdom's customs declaration service."""

PROFILES = {profile.name: profile for profile in (SW_1, DMS_2)}
BY_NAMESPACE = {namespace: profile for profile in PROFILES.values() for namespace in profile.namespaces}


def register(profile: Profile) -> None:
    """Let ``parse`` know a profile besides those that the library brings. Registering it again changes nothing.

    Raises ValueError where another profile has its name or one of its namespaces.
    """
    others = [known for known in PROFILES.values() if known != profile]
    taken = [known.name for known in others if known.name == profile.name or known.namespaces & profile.namespaces]
    if taken:
        raise ValueError(f"The profile {taken[0]} has the name or a namespace of {profile.name} already.")
    PROFILES[profile.name] = profile
    BY_NAMESPACE.update(dict.fromkeys(profile.namespaces, profile))
