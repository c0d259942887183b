"""Sign what the office says with its own key, and read what the window signed (compact JWS, Ed25519)."""

import json
import os
import time
import urllib.request
import warnings
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

CODE = "VEH"
PATIENCE = 300
"""How many seconds a signature may be old, or its clock ahead."""

warnings.filterwarnings("ignore", message="EdDSA is deprecated")


class NotTheWindow(ValueError):
    """A text that the window did not sign, or not now, or not for this office."""


def own_key(folder: Path) -> OKPKey:
    """The office's key, made once and kept in a file that only its owner can read."""
    file = folder / "key.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps(OKPKey.generate_key("Ed25519").as_dict(private=True)))
    return OKPKey.import_key(json.loads(file.read_text()))


def public_part(key: OKPKey) -> dict[str, str]:
    """What the window is told of the key."""
    return {"kid": key.thumbprint(), "x": str(key.as_dict(private=False)["x"])}


def sign(key: OKPKey, claims: dict[str, Any]) -> str:
    """An answer, signed now."""
    header = {"alg": "EdDSA", "kid": key.thumbprint(), "typ": "agency-answer+jwt"}
    payload = json.dumps({"iss": CODE, "iat": int(time.time())} | claims).encode()
    return jws.serialize_compact(header, payload, key, algorithms=["EdDSA"])


def read(text: str, window: str) -> tuple[str, dict[str, Any]]:
    """The kind of a message of the window and its claims. Raises NotTheWindow."""
    try:
        head = text.split(".")[0]
        header = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
        key = next(key for key in _published(window) if key["kid"] == header["kid"])
        found = jws.deserialize_compact(text, OKPKey.import_key(key), algorithms=["EdDSA"])
        claims = json.loads(found.payload or b"")
    except (StopIteration, KeyError, ValueError, JoseError) as error:
        raise NotTheWindow("The window did not sign this.") from error
    if (claims["iss"], claims["aud"]) != (window, CODE) or abs(time.time() - claims["iat"]) > PATIENCE:
        raise NotTheWindow("This was not signed now, by this window, for this office.")
    return header["typ"], claims


def _published(window: str) -> list[dict[str, Any]]:
    """The window's public keys: from a file that it was asked for once, or from its address."""
    file = os.environ.get("VEHICLES_WINDOW_KEYS")
    if file:
        return list(json.loads(Path(file).read_text())["keys"])
    with urllib.request.urlopen(f"{window}/.well-known/jwks.json", timeout=10) as answer:
        return list(json.load(answer)["keys"])
