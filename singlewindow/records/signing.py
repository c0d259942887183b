"""Sign claims as a compact JSON Web Signature (RFC 7515), and read one that somebody else handed over."""

import binascii
import re
import warnings
from base64 import urlsafe_b64decode
from typing import Literal

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from singlewindow.records.keys import ALGORITHM, PublicKeys, SigningKey

warnings.filterwarnings("ignore", message="EdDSA is deprecated")  # docs/adr: why the older name is written

LARGEST = 10_000_000
"""No signed text of ours has more characters."""

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


_KID = re.compile(r"[0-9a-zA-Z_-]{1,64}")


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    alg: Literal["EdDSA"]
    kid: str
    typ: str = ""


class NotGenuine(ValueError):
    """The text was not signed by a key that is known, or was changed after it was signed. The sentence says which."""


class Signed(msgspec.Struct, frozen=True):
    """What a known key signed: the key's name, the kind of text (JOSE ``typ``), and the claims as JSON."""

    kid: str
    kind: str
    claims: bytes


def sign(claims: bytes, key: SigningKey, kind: str) -> str:
    """The compact JWS of these claims. The same claims and key always give the same text."""
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": kind}
    return jws.serialize_compact(header, claims, key.private, algorithms=[ALGORITHM])


def read(text: str, keys: PublicKeys) -> Signed:
    """What the text says, checked against the keys. White space around and an address before a # are passed over.

    Raises NotGenuine.
    """
    compact = text.strip().rpartition("#")[2]
    if len(compact) > LARGEST or not _COMPACT.fullmatch(compact):
        raise NotGenuine("This is not a signed record: it is not written as one.")
    header = _header(compact)
    key = keys.find(header.kid)
    if key is None:
        named = header.kid if _KID.fullmatch(header.kid) else "of nobody"
        raise NotGenuine(f"The record names the key {named}, which is not among the known keys.")
    return Signed(header.kid, header.typ, _verified(compact, key))


def _header(compact: str) -> _Header:
    """The header: what it must have, and nothing that would have to be understood besides (RFC 7515, ``crit``)."""
    encoded = compact.partition(".")[0]
    try:
        text = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        return msgspec.json.decode(text, type=_Header)
    except (ValueError, binascii.Error, RecursionError) as error:
        raise NotGenuine("This is not a signed record: its header cannot be read.") from error


def _verified(compact: str, key: OKPKey) -> bytes:
    try:
        found = jws.deserialize_compact(compact, key, algorithms=[ALGORITHM])
    except (JoseError, ValueError, binascii.Error) as error:
        raise NotGenuine("The signature does not fit: the record was changed, or somebody else signed it.") from error
    return bytes(found.payload or b"")
