"""The case's reference number: country, year, office, serial, and a check character (ISO 7064, MOD 37,36)."""

import re

from stdnum.iso7064 import mod_37_36

from singlewindow.errors import NotFound

_FORM = re.compile(
    r"(?P<country>[A-Z]{2})(?P<year>\d{2})(?P<office>[A-Z0-9]{1,17})(?P<serial>\d{7})(?P<check>[0-9A-Z])"
)


def compose(country: str, year: int, office: str, serial: int) -> str:
    """Compose a reference: ``compose("XL", 2026, "XLLAG1", 17)`` gives ``XL26LAG10000017`` and its check character."""
    body = f"{country}{year % 100:02}{office.removeprefix(country)}{serial:07}"
    return body + str(mod_37_36.calc_check_digit(body))


def is_reference(text: str) -> bool:
    """Whether the text has the form of a reference and its check character is right: a slip of the pen is not."""
    return bool(_FORM.fullmatch(text)) and bool(mod_37_36.is_valid(text))


def no_case(reference: str) -> NotFound:
    """The error where no case has this reference, or it is not the asker's to see; a slip of the pen is told as one."""
    if _FORM.fullmatch(reference) and not is_reference(reference):
        return NotFound(f"{reference} is not a reference of ours: its check character does not fit. Look for a slip.")
    return NotFound(f"There is no case {reference}.")
