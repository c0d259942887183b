"""Errors of a form as the pages show them: one line in the summary, one sentence beside the field."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Form

from singlewindow.errors import FieldError


def error_message(errors: Mapping[str, str], name: str) -> dict[str, str] | None:
    """What a component's ``errorMessage`` wants: the sentence for this field, or None."""
    return {"text": errors[name]} if name in errors else None


def error_summary(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """What the error summary's ``errorList`` wants: each sentence with a link to its field."""
    return [{"text": sentence, "href": f"#{name}"} for name, sentence in errors.items()]


def mistakes(form: Form) -> dict[str, str]:
    """The first mistake of each field, by the field's name, in the order of the form."""
    return {name: str(errors[0]) for name, errors in form.errors.items() if name and errors}


def mistakes_of(fields: Iterable[FieldError]) -> dict[str, str]:
    """The mistakes that the house found, by the field's name."""
    found: dict[str, str] = {}
    for fault in fields:
        found.setdefault(fault.field, fault.sentence)
    return found


def lines(text: Any) -> tuple[str, ...]:
    """The lines of a text area that have something in them."""
    return tuple(line.strip() for line in str(text or "").splitlines() if line.strip())
