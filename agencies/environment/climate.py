"""How much a refrigerant warms: kilograms into tonnes of carbon dioxide equivalent (Montreal Protocol, Article 2J)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from agencies.dated import Dated
from agencies.identity import Named
from wco_datamodel.goods import GovernmentAgencyGoodsItem


class Refrigerant(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A substance with its global warming potential, or a blend with its ``parts`` in per cent by mass.

    ``hs`` is the subheading that names the substance; ``names`` are other names that descriptions give it.
    """

    name: str
    gwp: Decimal | None = None
    hs: str | None = None
    names: tuple[str, ...] = ()
    parts: Mapping[str, Decimal] = {}


class Warming:
    """The refrigerants that a day knows, with the global warming potential of each."""

    def __init__(self, refrigerants: Iterable[Refrigerant]) -> None:
        """Take refrigerants. Raises ValueError for a blend whose parts are not known or are not all of it."""
        self.refrigerants = tuple(refrigerants)
        self._by_name = {one.name: one for one in self.refrigerants}
        self._named = Named((one, spellings(one)) for one in self.refrigerants)
        for one in self.refrigerants:
            known = all(part in self._by_name for part in one.parts)
            if one.gwp is None and not (known and sum(one.parts.values()) == 100):
                raise ValueError(f"{one.name} needs a potential, or known parts that make 100 per cent.")

    def potential(self, refrigerant: Refrigerant) -> Decimal:
        """The global warming potential over a hundred years: of a blend, the sum of its parts by mass."""
        if refrigerant.gwp is not None:
            return refrigerant.gwp
        return sum(
            (share / 100 * self.potential(self._by_name[part]) for part, share in refrigerant.parts.items()), Decimal()
        )

    def refrigerant_of(self, item: GovernmentAgencyGoodsItem, on: dt.date) -> Refrigerant | None:
        """The refrigerant that an item's description names, or the strongest that its subheading names; else None.

        A blend goes before what it is made of, which a description may name as well.
        """
        named = [one for one in self._named.named_in(item.goods_description) if one.holds(on)]
        blends = [one for one in named if one.parts]
        of_code = (one for one in self.refrigerants if one.holds(on) and one.hs and item.hs_code.startswith(one.hs))
        return max(blends or named or of_code, key=self.potential, default=None)

    def tonnes(self, item: GovernmentAgencyGoodsItem, on: dt.date) -> Decimal | None:
        """An item's net mass in tonnes of carbon dioxide equivalent; None without a mass or a known refrigerant."""
        found, mass = self.refrigerant_of(item, on), item.net_mass
        return mass * self.potential(found) / 1000 if found and mass is not None else None


def spellings(refrigerant: Refrigerant) -> tuple[str, ...]:
    """The names of a refrigerant as descriptions spell them: with and without the hyphen, and with a blank."""
    names = (refrigerant.name, *refrigerant.names)
    return tuple(
        spelt for name in names for spelt in dict.fromkeys((name, name.replace("-", "", 1), name.replace("-", " ", 1)))
    )
