"""Species and their appendices of CITES: what a description names, and what the appendix asks of its trade."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from agencies.dated import Dated
from agencies.identity import Named
from agencies.meeting import Facts
from wco_datamodel.goods import GovernmentAgencyGoodsItem

Appendix = Literal["I", "II", "III", "none"]

COMMERCIAL: Final = "T"
"""The purpose of trade, by its CITES code (Resolution Conf. 12.3)."""

PURPOSES: Final = frozenset({"T", "Z", "G", "Q", "S", "H", "P", "M", "E", "N", "B", "L"})
"""The purposes of a transaction, by their CITES codes (Resolution Conf. 12.3)."""


class Species(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A species, a genus or a higher group by its scientific name, and its appendix from a day on."""

    name: str
    appendix: Appendix


class Quota(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of a species may leave in a season, in a unit of UN/ECE Rec 20."""

    name: str
    unit: str
    quantity: Decimal


def species_of(item: GovernmentAgencyGoodsItem, known: Named[Species], on: dt.date) -> tuple[Species, ...]:
    """The species that an item's description names and a day's appendices know.

    Where a name is the beginning of another that is named as well, as a genus is of its species, the longer one counts.
    """
    if not (found := known.named_in(item.goods_description)):
        return ()
    named = [one for one in found if one.holds(on)]
    return tuple(one for one in named if not any(other.name.startswith(f"{one.name} ") for other in named))


def strictest(species: Iterable[Species]) -> Appendix | None:
    """The strictest appendix of several species; None of none."""
    order: tuple[Appendix, ...] = ("I", "II", "III", "none")
    return min((one.appendix for one in species), key=order.index, default=None)


def purpose_of(item: GovernmentAgencyGoodsItem) -> str | None:
    """The purpose of the transaction: the intended use of the goods where that is a CITES code, else None."""
    code = item.commodity.intended_use_code if item.commodity else None
    return code if code in PURPOSES else None


def quota_fault(
    item: GovernmentAgencyGoodsItem, species: Iterable[Species], quotas: Iterable[Quota], on: dt.date
) -> str | None:
    """Why an item cannot be within the season's quota by itself, whatever was sent before; None where it can."""
    names = {one.name for one in species}
    for quota in quotas:
        if quota.name not in names or not quota.holds(on):
            continue
        stated = Facts(on=on, item=item).quantity(quota.unit)
        limit = f"The quota of {quota.name} from {quota.valid_from} is {quota.quantity} {quota.unit}"
        if stated is None:
            return f"{limit}: state the quantity in {quota.unit}."
        if stated > quota.quantity:
            return f"{limit}, and the item is for {stated} {quota.unit}."
    return None
