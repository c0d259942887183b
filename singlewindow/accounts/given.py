"""Judging what was typed about an organisation or a person: every mistake is named with its field."""

from collections.abc import Iterable

from singlewindow.errors import FieldError, Invalid


def line_fault(field: str, text: str, longest: int) -> FieldError | None:
    """A mistake in one line of text: empty, too long, or with characters that cannot be printed."""
    if not text:
        return FieldError(field, f"Enter the {field}.")
    if len(text) > longest:
        return FieldError(field, f"The {field} can have at most {longest} characters.")
    if not text.isprintable():
        return FieldError(field, f"The {field} has a character that cannot be printed. Type it again.")
    return None


def refuse_faults(what: str, faults: Iterable[FieldError | None]) -> None:
    """Raise Invalid where there is any fault. ``what`` could not be added or changed."""
    fields = tuple(fault for fault in faults if fault is not None)
    if fields:
        raise Invalid(f"{what} " + " ".join(fault.sentence for fault in fields), fields)
