"""Sign claims as a compact JSON Web Signature (RFC 7515), and read one that somebody else handed over."""

import binascii
import re
import warnings

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from singlewindow.records.keys import ALGORITHM, PublicKeys, SigningKey

warnings.filterwarnings("ignore", message="EdDSA is deprecated")  # docs/adr: why the older name is written

LARGEST = 10_000_000
"""No signed text of ours has more characters."""

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


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
    kid, kind = _header(compact)
    key = keys.find(kid)
    if key is None:
        raise NotGenuine(f"The record names the key {kid or 'of nobody'}, which is not among the known keys.")
    return Signed(kid, kind, _verified(compact, key))


def _header(compact: str) -> tuple[str, str]:
    try:
        header = jws.extract_compact(compact.encode()).headers()
    except (JoseError, ValueError, binascii.Error) as error:
        raise NotGenuine("This is not a signed record: its header cannot be read.") from error
    return str(header.get("kid", "")), str(header.get("typ", ""))


def _verified(compact: str, key: OKPKey) -> bytes:
    try:
        found = jws.deserialize_compact(compact, key, algorithms=[ALGORITHM])
    except (JoseError, ValueError, binascii.Error) as error:
        raise NotGenuine("The signature does not fit: the record was changed, or somebody else signed it.") from error
    return bytes(found.payload or b"")
