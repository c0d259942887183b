"""Errors of a form as the pages show them: one line in the summary, one sentence beside the field."""

from collections.abc import Iterable, Mapping

from singlewindow.errors import FieldError

Errors = Mapping[str, str]
"""The mistakes of a form: a field's name, and the sentence that stands beside it. The order is the summary's."""


def error_message(errors: Errors, name: str) -> dict[str, str] | None:
    """What a component's ``errorMessage`` wants: the sentence for this field, or None."""
    return {"text": errors[name]} if name in errors else None


def error_summary(errors: Errors) -> list[dict[str, str]]:
    """What the error summary's ``errorList`` wants: each sentence with a link to its field."""
    return [{"text": sentence, "href": f"#{name}"} for name, sentence in errors.items()]


def required(form: Mapping[str, str], sentences: Errors) -> Errors:
    """The sentences of those fields that are empty."""
    return {name: sentence for name, sentence in sentences.items() if not form.get(name, "").strip()}


def mistakes_of(fields: Iterable[FieldError]) -> Errors:
    """The mistakes that the house found, by the field's name."""
    found: dict[str, str] = {}
    for fault in fields:
        found.setdefault(fault.field, fault.sentence)
    return found


def lines(text: str | None) -> tuple[str, ...]:
    """The lines of a text area that have something in them."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
