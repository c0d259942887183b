"""A permit's number: agency, year, serial and a check character (ISO 7064, MOD 37,36), as ``BIO-2026-000042-7``."""

import re

from stdnum.iso7064 import mod_37_36

_FORM = re.compile(r"[A-Z0-9]{2,5}-\d{4}-\d{6}-[0-9A-Z]")


def compose(agency: str, year: int, serial: int) -> str:
    """Compose the number of an agency's permit of this serial in its year."""
    body = f"{agency}-{year:04}-{serial:06}"
    return f"{body}-{mod_37_36.calc_check_digit(body.replace('-', ''))}"


def has_form(text: str) -> bool:
    """Whether the text is written as a number of this window, right or wrong."""
    return bool(_FORM.fullmatch(text))


def is_number(text: str) -> bool:
    """Whether it has the form and its check character is right: a slip of the pen is not."""
    return has_form(text) and bool(mod_37_36.is_valid(text.replace("-", "")))
