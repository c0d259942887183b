"""What the signed record of a permit holds: the permit as a verifiable credential, and the slip for its QR code."""

import datetime as dt

import msgspec

from singlewindow.records.credential import ANY, Credential, Issuer, context, lengthened, shortened, status

KIND = "TradePermit"
"""The credential's own type, beside VerifiableCredential (W3C Verifiable Credentials Data Model 2.0)."""

FORCE = "issued"
"""The state in which a permit is in force."""


class PermitSaid(msgspec.Struct, frozen=True):
    """What a record says of a permit. ``sha256`` is that of its terms, as JSON; ``quantity`` is in ``unit`` as text.

    ``valid_until`` is until when the record may be shown: the end of the permit's last day where it has one.
    """

    issuer: str
    number: str
    title: str
    holder: str
    quantity: str
    unit: str
    issued_at: dt.datetime
    valid_from: dt.datetime
    valid_until: dt.datetime
    sha256: str


class Ended(msgspec.Struct, frozen=True):
    """How a permit stands whose older records hold no longer: its state, and the digest of what it says now."""

    state: str
    sha256: str


class _Slip(msgspec.Struct, frozen=True):
    iss: str
    sub: str
    ttl: str
    hld: str
    qty: str
    unt: str
    iat: int
    nbf: int
    exp: int
    sha: str


class _Subject(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    number: str
    title: str
    holder: str
    quantity: str
    unit: str
    issued_at: dt.datetime
    terms_sha256: str
    terms: msgspec.Raw


def credential(said: PermitSaid, base_url: str, terms: bytes) -> bytes:
    """The claims of a verifiable credential that holds all that the permit says (``terms``, its JSON)."""
    address = f"{base_url}/api/v1/permits/{said.number}"
    subject = _Subject(
        id=address,
        number=said.number,
        title=said.title,
        holder=said.holder,
        quantity=said.quantity,
        unit=said.unit,
        issued_at=said.issued_at,
        terms_sha256=said.sha256,
        terms=msgspec.Raw(terms),
    )
    return msgspec.json.encode(
        Credential(
            context=context("permit"),
            id=f"{address}#{said.sha256[:16]}",
            type=(ANY, KIND),
            issuer=Issuer(base_url, said.issuer),
            valid_from=said.valid_from,
            valid_until=said.valid_until,
            credential_status=status(base_url, said.number, "EndedPermits"),
            credential_subject=subject,
        )
    )


def slip(said: PermitSaid) -> bytes:
    """The claims of a slip: what a gate must know, and the digest of all else. Long names are cut."""
    return msgspec.json.encode(
        _Slip(
            iss=said.issuer,
            sub=said.number,
            ttl=said.title[:60],
            hld=said.holder[:60],
            qty=said.quantity,
            unt=said.unit,
            iat=int(said.issued_at.timestamp()),
            nbf=int(said.valid_from.timestamp()),
            exp=int(said.valid_until.timestamp()),
            sha=shortened(said.sha256),
        )
    )


def of_slip(claims: bytes) -> PermitSaid:
    """What a slip says. Raises ValueError for claims of another shape."""
    found = msgspec.json.decode(claims, type=_Slip)
    issued, begins, until = (dt.datetime.fromtimestamp(at, dt.UTC) for at in (found.iat, found.nbf, found.exp))
    who = (found.iss, found.sub, found.ttl, found.hld)
    return PermitSaid(*who, found.qty, found.unt, issued, begins, until, lengthened(found.sha))


def of_credential(claims: bytes) -> PermitSaid:
    """What a credential says. Raises ValueError for claims of another shape."""
    found = msgspec.json.decode(claims, type=Credential[_Subject])
    subject = found.credential_subject
    return PermitSaid(
        issuer=found.issuer.name,
        number=subject.number,
        title=subject.title,
        holder=subject.holder,
        quantity=subject.quantity,
        unit=subject.unit,
        issued_at=subject.issued_at,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        sha256=subject.terms_sha256,
    )
