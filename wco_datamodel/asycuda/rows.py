"""What a row of the mapping table is: a path in ASYCUDA, a place in the WCO Data Model, and how a value crosses."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import msgspec

Texts: TypeAlias = tuple[str | None, ...]
Values: TypeAlias = tuple[Any, ...]
NOTHING: Values = ()
"""What a converter reads from a text that says nothing, as ``0.0`` in an amount that was left blank."""


class Unreadable(ValueError):
    """A text is not written as its converter reads it; the argument says what it should have been."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a converter needs to know besides the text: the flavour's habits, and facts of the whole declaration.

    ``currency`` is the national currency, ``invoice_currency`` that of the invoice. ``type_code`` is the declaration's
    type (D013) where it is known; ``general_procedure`` the first digit of the first item's procedure.
    """

    month_first: bool
    dates: str
    decimals: bool
    currency: str | None
    invoice_currency: str | None
    licence_unit: str | None
    type_code: str | None
    general_procedure: str | None


@dataclasses.dataclass(frozen=True)
class Converter:
    """How values cross, in both directions.

    ``parts`` are the elements below a row's path that are read together, ``fields`` the elements below its place that
    they give; an empty name is the path or the place itself. ``read`` gives a value for each field, with None where
    there is none, or NOTHING; it raises Unreadable. ``write`` gives a text for each part.
    """

    name: str
    read: Callable[[Texts, Setting], Values]
    write: Callable[[Values, Setting], Texts]
    parts: tuple[str, ...] = ("",)
    fields: tuple[str, ...] = ("",)


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of the mapping table.

    ``path`` lies below the root, or below Item; ``[*]`` marks a group that is read for each occurrence, if the first
    row of the group has a value in it. ``place`` lies below Declaration, or below the goods item; one that begins with
    a slash lies below Declaration in any case. Brackets after a class that may be repeated say which one is meant:
    ``[2]`` by position, ``[TypeCode=911]`` by a fixed value (an empty value: by its absence; a bare name: by its
    presence, looked at when writing), ``[$CurrencyTypeCode]`` by the value just read, ``[*]`` all that no other row
    names. Of several rows for one place the first that has a value fills it; the others are held against it.
    ``only`` limits a row to a direction (a declaration that is no export counts as import); a row that is not
    ``written`` is only read.
    """

    path: str
    place: str
    by: Converter
    only: Literal["", "import", "export"] = ""
    written: bool = True

    @functools.cached_property
    def paths(self) -> tuple[str, ...]:
        """The whole paths that the row reads."""
        return tuple(f"{self.path}/{part}" if part else self.path for part in self.by.parts)

    @functools.cached_property
    def places(self) -> tuple[str, ...]:
        """The whole places that the row fills."""
        return tuple(f"{self.place}/{field}" if field else self.place for field in self.by.fields)
