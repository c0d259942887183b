"""What a country changes in the code lists, read strictly from its ``codes.yaml``.

    procedures:
      only: ["00", "10", "40", "53", "71"]
      add: [{code: "K1", name: Home use for a resort under construction, valid_from: 2026-01-01}]
    uncl5153:
      without: [AAG, AAH]

``only`` narrows first, ``without`` then leaves out, ``add`` adds last: it replaces entries of its code that hold on
the same days.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Annotated

import msgspec

from wco_datamodel.codelists.code import Code
from wco_datamodel.codelists.reading import ListUnknown, names

Written = Annotated[str, msgspec.Meta(min_length=1, max_length=17, pattern=r"^\S+$")]
Named = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]


class ChangeRefused(ValueError):
    """A change cannot be made. ``place`` says where, as ``rec20.add[2].valid_to``; ``sentence`` says what is wrong."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}")
        self.place = place
        self.sentence = sentence


class AddedCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code that a country adds; the days are the first and the last on which it may be used."""

    code: Written
    name: Named
    valid_from: date | None = None
    valid_to: date | None = None

    def as_code(self) -> Code:
        """Return it as a code of a list, issued by the country."""
        return Code(self.code, self.name, self.valid_from, self.valid_to, issuer="country")


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a country changes in one list."""

    add: tuple[AddedCode, ...] = ()
    only: Annotated[tuple[Written, ...], msgspec.Meta(min_length=1)] | None = None
    without: tuple[Written, ...] = ()


def changes_from(mapping: Mapping[str, object]) -> dict[str, Change]:
    """Read changes by list name from what a YAML file holds. Raises ChangeRefused naming the place."""
    return {name: _change(name, written) for name, written in mapping.items()}


def _change(name: str, written: object) -> Change:
    if name not in names():
        raise ChangeRefused(str(name), str(ListUnknown(str(name))))
    try:
        change = msgspec.convert(written, Change)
    except msgspec.ValidationError as error:
        sentence, _, place = str(error).partition(" - at ")
        raise ChangeRefused(name + place.strip("`").removeprefix("$"), _told(sentence)) from error
    for field, fault in _faults(change):
        raise ChangeRefused(f"{name}.{field}", fault)
    return change


def _told(sentence: str) -> str:
    quotes = " Put codes in quotation marks." if "Expected `str`, got" in sentence else ""
    return f"{sentence}.{quotes}"


def _faults(change: Change) -> Iterator[tuple[str, str]]:
    codes = [each.as_code() for each in change.add]
    for place, code in enumerate(codes):
        if not code.overlaps(code):
            yield f"add[{place}].valid_to", f"The code {code.code} would end before it begins."
    for (_, first), (place, second) in combinations(enumerate(codes), 2):
        if first.code == second.code and first.overlaps(second):
            yield f"add[{place}].code", f"The code {second.code} is added twice for the same days."
    for field, listed in (("only", change.only or ()), ("without", change.without)):
        for place, each in enumerate(listed):
            if each in listed[:place]:
                yield f"{field}[{place}]", f"The code {each} is written twice."
