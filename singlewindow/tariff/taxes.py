"""What a country takes at its border: an ordered set of taxes and fees, each with base, rate, rounding and law."""

import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Final, Literal

import msgspec

from agencies.contract import Law
from agencies.reading import TableError, convert, read_entries, read_table, refuse_unknown
from singlewindow.tariff.rates import Rate, RateError, read_rate

PARTS: Final = ("cost", "freight", "insurance", "value")
"""What a base may name besides earlier taxes: the price of the goods, what their carriage and insurance cost, and the
customs value, which has these in it where the country's basis is CIF (WTO Valuation Agreement, Article 8.2)."""

BY_TARIFF: Final = "tariff"
_FIELDS: Final = frozenset({"value_basis", "taxes", "fees", "de_minimis"})
_ROUNDINGS: Final = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN}


class Dated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is the law from one day to another; both count."""

    law: Law
    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether it is the law of a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Tax(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A tax. ``type`` is its UN/CEFACT 5153 code; ``rate`` a rate, or ``tariff`` for the tariff's lines of its id.

    ``base`` is added up from ``PARTS`` and the ids of earlier taxes, then rounded to ``round_base_to`` if that is
    given; the amount is rounded to ``round_to``. ``suspended_in`` are procedures in which it is not paid but secured.
    """

    id: str
    type: str
    name: str
    base: tuple[str, ...]
    rate: str
    round_base_to: Decimal | None = None
    round_to: Decimal = Decimal("0.01")
    rounding: Literal["half_up", "down"] = "half_up"
    suspended_in: tuple[str, ...] = ()

    @property
    def fixed(self) -> Rate | None:
        """The rate that holds for all goods; None where the tariff has it."""
        return None if self.rate == BY_TARIFF else read_rate(self.rate)

    def rounded_base(self, base: Decimal) -> Decimal:
        """The base as the law rounds it."""
        return base if self.round_base_to is None else to_step(base, self.round_base_to, self.rounding)

    def rounded(self, amount: Decimal) -> Decimal:
        """The amount as the law rounds it."""
        return to_step(amount, self.round_to, self.rounding)


class Fee(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fee for each declaration."""

    id: str
    name: str
    amount: Decimal


class DeMinimis(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Taxes that come to less than ``below`` in a declaration are not collected, nor are fees.

    Not so where any goods are of ``but_not``: commodity codes, as of spirits and tobacco.
    """

    below: Decimal
    but_not: tuple[str, ...] = ()


class TaxTable(msgspec.Struct, frozen=True):
    """A country's taxes in the order in which they are computed, its fees, and what is too little to collect."""

    basis: Literal["cif", "fob"]
    basis_law: str
    taxes: tuple[Tax, ...]
    fees: tuple[Fee, ...] = ()
    de_minimis: tuple[DeMinimis, ...] = ()

    @classmethod
    def load(cls, path: Path) -> "TaxTable":
        """Read a table. Raises TableError with the entry and what is wrong with it."""
        content = read_table(path)
        refuse_unknown(path, content, _FIELDS)
        basis = convert(path, "value_basis", content.get("value_basis"), _Basis)
        made = cls(
            basis.is_,
            basis.law.citation,
            read_entries(path, content, "taxes", Tax),
            read_entries(path, content, "fees", Fee),
            read_entries(path, content, "de_minimis", DeMinimis),
        )
        for entry, sentence in _faults(made):
            raise TableError(path, entry, sentence)
        return made


class _Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    is_: Literal["cif", "fob"] = msgspec.field(name="is")
    law: Law


def to_step(amount: Decimal, step: Decimal, rounding: str = "half_up") -> Decimal:
    """An amount in whole steps: cents, or whole dollars."""
    return (amount / step).quantize(Decimal(1), _ROUNDINGS[rounding]) * step


def _faults(table: TaxTable) -> Iterator[tuple[str, str]]:
    known = set(PARTS)
    for tax in table.taxes:
        for part in tax.base:
            if part not in known:
                yield tax.id, f"The base names {part}, which is neither {', '.join(PARTS)} nor an earlier tax."
        try:
            tax.fixed  # noqa: B018 - reads the rate
        except RateError as error:
            yield tax.id, str(error)
        known.add(tax.id)
