"""Publishers' profiles of the WCO Data Model: which namespaces they write, and whose code lists they mean."""

import msgspec


class Profile(msgspec.Struct, frozen=True):
    """A publisher's spelling of the messages.

    ``visiting`` says that the publisher is another country's customs: its national code lists are not ours, so rules
    about
    them warn where they would reject. The namespaces are those of the envelope, of the two messages and of
    DateTimeString,
    which some publishers declare in their data type schemas.
    """

    name: str
    visiting: bool
    metadata: str
    declaration: str
    response: str
    declaration_date: str
    response_date: str

    @property
    def namespaces(self) -> frozenset[str]:
        """Every namespace that marks an element as written in this profile."""
        return frozenset((self.metadata, self.declaration, self.response, self.declaration_date, self.response_date))


SW_1 = Profile(
    name="SW:1",
    visiting=False,
    metadata="urn:wco:datamodel:WCO:DocumentMetaData-SW:1",
    declaration="urn:wco:datamodel:WCO:DEC-SW:1",
    response="urn:wco:datamodel:WCO:RES-SW:1",
    declaration_date="urn:wco:datamodel:WCO:DEC-SW:1",
    response_date="urn:wco:datamodel:WCO:RES-SW:1",
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
