"""The window's signing keys: Ed25519, in one file that only its owner can read. The newest one signs.

A key that was retired signs nothing more, and what it signed stays genuine. A key that was withdrawn, because somebody
else may have it, is published no longer, and what it signed is genuine no longer.
"""

import contextlib
import datetime as dt
import os
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from joserfc.jwk import OKPKey

CURVE: Final = "Ed25519"
ALGORITHM = "EdDSA"
"""RFC 8037. RFC 9864 names it Ed25519 anew; the verifiers of the field do not all know that name yet."""

NAME_LENGTH = 16
"""A key is named by the first hexadecimal digits of its RFC 7638 thumbprint: short enough for a QR code."""


class SigningKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """A private key as RFC 8037 writes it (``x`` public, ``d`` private), and when it was made, retired, withdrawn."""

    kid: str
    x: str
    d: str
    made_at: dt.datetime
    retired_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None

    @classmethod
    def new(cls, now: dt.datetime) -> "SigningKey":
        """A random one."""
        made = OKPKey.generate_key(CURVE, auto_kid=False)
        parts = made.as_dict(private=True)
        name = urlsafe_b64decode(made.thumbprint() + "=").hex()[:NAME_LENGTH]
        return cls(name, str(parts["x"]), str(parts["d"]), now)

    @property
    def private(self) -> OKPKey:
        """What signs."""
        return OKPKey.import_key({"kty": "OKP", "crv": CURVE, "x": self.x, "d": self.d})

    @property
    def public(self) -> dict[str, str]:
        """What everybody may know, as a JSON Web Key."""
        return {"kty": "OKP", "crv": CURVE, "x": self.x, "kid": self.kid, "use": "sig", "alg": ALGORITHM}


class _File(msgspec.Struct, frozen=True):
    keys: tuple[SigningKey, ...]


class KeyRing:
    """The keys of one window, newest last, in the file at ``path`` (mode 600), which is made when first needed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keys(self) -> tuple[SigningKey, ...]:
        """All of them; none where there is no file yet. Raises ValueError where the file cannot be understood."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=_File).keys
        except FileNotFoundError:
            return ()
        except msgspec.DecodeError as error:
            raise ValueError(f"{self.path} does not hold signing keys: {error}.") from error

    def current(self, now: dt.datetime) -> SigningKey:
        """The key that signs; made now where there is none. Two who make the first one at once are given the same."""
        if not self.keys():
            fresh = self._written((SigningKey.new(now),))
            with contextlib.suppress(FileExistsError):
                os.link(fresh, self.path)
            fresh.unlink()
        return next(key for key in reversed(self.keys()) if key.retired_at is None)

    def rotate(self, now: dt.datetime) -> SigningKey:
        """A new key signs from now on. What the others signed stays genuine."""
        fresh = SigningKey.new(now)
        known = [msgspec.structs.replace(key, retired_at=key.retired_at or now) for key in self.keys()]
        self._replace((*known, fresh))
        return fresh

    def withdraw(self, kid: str, now: dt.datetime) -> None:
        """What this key signed is genuine no longer. Raises ValueError for a key that is unknown, or that signs now."""
        known = self.keys()
        found = next((key for key in known if key.kid == kid), None)
        if found is None:
            raise ValueError(f"There is no key {kid}.")
        if found.retired_at is None:
            raise ValueError(f"The key {kid} signs now. Rotate first, then withdraw it.")
        gone = msgspec.structs.replace(found, withdrawn_at=now)
        self._replace(tuple(gone if key.kid == kid else key for key in known))

    def public(self) -> "PublicKeys":
        """The keys that records can be checked with."""
        return PublicKeys(tuple(key.public for key in self.keys() if key.withdrawn_at is None))

    def _replace(self, keys: Sequence[SigningKey]) -> None:
        self._written(keys).replace(self.path)

    def _written(self, keys: Sequence[SigningKey]) -> Path:
        """A file beside, with these keys, readable for its owner only from its first moment."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(_File(tuple(keys)))))
        return fresh


class PublicKeys(msgspec.Struct, frozen=True):
    """A JSON Web Key Set (RFC 7517): ``keys`` as ``/.well-known/jwks.json`` gives them."""

    keys: tuple[dict[str, Any], ...]

    @classmethod
    def read(cls, content: bytes) -> "PublicKeys":
        """The key set that a file holds. Raises ValueError where it is none."""
        try:
            return msgspec.json.decode(content, type=cls)
        except msgspec.DecodeError as error:
            raise ValueError(f"This is not a JSON Web Key Set: {error}.") from error

    def find(self, kid: str) -> OKPKey | None:
        """The Ed25519 key of this name, or None. Private parts are left aside."""
        found = next((key for key in self.keys if key.get("kid") == kid), None)
        if found is None or found.get("kty") != "OKP" or found.get("crv") != CURVE:
            return None
        return OKPKey.import_key({"kty": "OKP", "crv": CURVE, "x": str(found.get("x", ""))})
