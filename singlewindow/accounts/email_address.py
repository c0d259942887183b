"""One spelling for an e-mail address, so that a person has one account however the address is typed."""

import re
import unicodedata

_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,189}")


def normalise_email(text: str) -> str | None:
    """The address without spaces around it, in lower case, or None where this cannot be an address."""
    address = unicodedata.normalize("NFKC", text).strip().lower()
    return address if _ADDRESS.fullmatch(address) and address.isprintable() else None
