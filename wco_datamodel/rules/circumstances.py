"""What a rule may know besides what it looks at: the declaration, its day, and the code lists of that day."""

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

import msgspec

from wco_datamodel.codelists import Code, CodeList, CodeLists
from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import GoodsShipment, GovernmentAgencyGoodsItem
from wco_datamodel.transport import Consignment
from wco_datamodel.values import Amount, DateTime

STANDARD = CodeLists.standard()
SUGGESTIONS = 10
"""So often is the nearest code looked for in one message; it costs more than all rules together."""

REQUEST = "13"
EMPTY_SHIPMENT = GoodsShipment()
EMPTY_CONSIGNMENT = Consignment()


class Known(msgspec.Struct, frozen=True):
    """The code lists of a day; its countries and currencies as sets, for nearly every value asks for them."""

    lists: CodeLists
    day: date
    countries: frozenset[str]
    currencies: frozenset[str]
    read: dict[str, CodeList]

    def listed(self, name: str) -> CodeList:
        """Return a list; it is asked for once."""
        codes = self.read.get(name)
        if codes is None:
            codes = self.read[name] = self.lists.get(name)
        return codes

    def find(self, name: str, code: str) -> Code | None:
        """Return the code of a list as it holds on the day, or None."""
        return self.listed(name).find(code, self.day)


@lru_cache(maxsize=64)
def known_lists(extra_countries: frozenset[str], lists: CodeLists = STANDARD, day: date | None = None) -> Known:
    """Return the code lists of a day (today without one), with countries that the caller knows besides."""
    on = day or datetime.now(UTC).date()
    countries, currencies = (
        frozenset(each.code for each in lists.get(name) if each.holds(on)) for name in ("iso3166", "iso4217")
    )
    return Known(lists, on, countries | extra_countries, currencies, {})


class ItemFacts(msgspec.Struct, frozen=True, gc=False):
    """What several rules ask of an item: its subheading, its procedures, its price.

    ``subheading`` are the first six digits of the commodity code. ``requested`` and ``previous`` are the two digits of
    the procedures; the one before may follow the one requested (4071), and is 00 where there is none.
    """

    subheading: str
    requested: str
    previous: str
    price: Amount | None


def facts_of(item: GovernmentAgencyGoodsItem) -> ItemFacts:
    """Take from an item what several rules ask of it."""
    procedure = item.government_procedure[0] if item.government_procedure else None
    current = (procedure.current_code if procedure else None) or ""
    before = (procedure.previous_code if procedure else None) or current[2:4]
    return ItemFacts(item.hs_code[:6], current[:2], before[:2] or "00", item.price)


@dataclasses.dataclass(slots=True)
class Circumstances:
    """One declaration being judged.

    ``day`` is the day whose law holds: that of acceptance, else of issue, else ``today``. A declaration without a
    shipment has an empty one. ``visiting`` messages are another customs' own.
    """

    declaration: Declaration
    known: Known
    today: date
    visiting: bool
    direction: str
    shipment: GoodsShipment
    consignment: Consignment
    suggestions: int = SUGGESTIONS
    item: GovernmentAgencyGoodsItem | None = None
    facts: ItemFacts | None = None

    @property
    def day(self) -> date:
        """The day whose law holds."""
        return self.known.day

    def facts_of(self, item: GovernmentAgencyGoodsItem) -> ItemFacts:
        """Return what several rules ask of an item; it is taken once, for they come one after the other."""
        if self.item is not item or self.facts is None:
            self.item, self.facts = item, facts_of(item)
        return self.facts

    def did_you_mean(self, list_name: str, text: str) -> str:
        """Return a question that names the nearest code of a list; empty where none is near, or enough was asked."""
        if self.suggestions <= 0:
            return ""
        self.suggestions -= 1
        near = self.known.listed(list_name).suggest(text, 1)
        return f"Did you mean {near[0].code} ({near[0].name})?" if near else ""


def circumstances_of(declaration: Declaration, known: Known, today: date, visiting: bool) -> Circumstances:
    """Collect what rules may know of a declaration."""
    shipment = declaration.goods_shipment or EMPTY_SHIPMENT
    return Circumstances(
        declaration,
        known,
        today,
        visiting,
        declaration.direction,
        shipment,
        shipment.consignment or EMPTY_CONSIGNMENT,
    )


def day_of_law(declaration: Declaration, today: date) -> date:
    """Return the day of acceptance (023), else of issue (D011), else today; days that do not exist are passed over."""
    if declaration.acceptance_date_time is None and declaration.issue_date_time is None:
        return today
    return day_of(declaration.acceptance_date_time) or day_of(declaration.issue_date_time) or today


def day_of(value: DateTime | None) -> date | None:
    """Return the day as written, whatever the zone; None where there is none, or no such day."""
    moment = moment_of(value)
    return moment.date() if moment else None


def moment_of(value: DateTime | None) -> datetime | None:
    """Return an aware moment in the zone as written; None where there is none, or no such moment."""
    return None if value is None else _moment(value.value)


@lru_cache(maxsize=1024)
def _moment(text: str) -> datetime | None:
    try:
        day = (int(text[:4]), int(text[4:6]), int(text[6:8]))
        if len(text) == 8:
            return datetime(*day, tzinfo=UTC)
        return datetime(*day, int(text[8:10]), int(text[10:12]), int(text[12:14]), tzinfo=_zone(text[14:]))
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    return UTC if text in ("", "Z") else timezone(timedelta(hours=int(text)))
