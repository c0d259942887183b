"""What a rule may know besides what it looks at: the declaration, its day, and the code lists of that day."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache

import msgspec

from wco_datamodel.codelists import Code, CodeList, CodeLists
from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import Commodity, GoodsShipment, GovernmentAgencyGoodsItem, GovernmentProcedure
from wco_datamodel.measuring import kilograms, kind_of
from wco_datamodel.transport import Consignment
from wco_datamodel.values import Amount, DateTime

STANDARD = CodeLists.standard()
SUGGESTIONS = 10
"""So often is the nearest code looked for in one message; it costs more than all rules together."""

REQUEST = "13"
EMPTY_SHIPMENT = GoodsShipment()
EMPTY_CONSIGNMENT = Consignment()
EMPTY_COMMODITY = Commodity()
NO_PROCEDURE = GovernmentProcedure()


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The code lists of a day; those that nearly every value asks for as sets of the codes that hold on it.

    ``counted`` says of each subheading what its unit measures; ``written_day`` is the day as text, in format 102.
    """

    lists: CodeLists
    day: date
    countries: frozenset[str]
    currencies: frozenset[str]
    units: frozenset[str]
    packages: frozenset[str]
    places: frozenset[str]
    documents: frozenset[str]
    methods: frozenset[str]
    procedures: frozenset[str]
    subheadings: frozenset[str]
    counted: Mapping[str, str | None]
    written_day: str
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
    return Known(
        lists=lists,
        day=on,
        countries=lists.get("iso3166").on(on) | extra_countries,
        currencies=lists.get("iso4217").on(on),
        units=lists.get("rec20").on(on),
        packages=lists.get("rec21").on(on),
        places=lists.get("unlocode").on(on),
        documents=lists.get("uncl1001").on(on),
        methods=lists.get("valuation").on(on),
        procedures=lists.get("procedures").on(on),
        subheadings=lists.get("hs").on(on),
        counted=_counted(lists.get("hs")),
        written_day=on.strftime("%Y%m%d"),
        read={},
    )


@lru_cache(maxsize=8)
def _counted(subheadings: CodeList) -> Mapping[str, str | None]:
    """Return what the unit of each subheading measures, in whatever edition it stands."""
    return {each.code: kind_of(each.detail) for each in subheadings}


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
    procedure = item.government_procedure[0] if item.government_procedure else NO_PROCEDURE
    current = procedure.current_code or ""
    before = procedure.previous_code or current[2:4] or "00"
    return ItemFacts(item.hs_code[:6], item.requested_procedure or "", before[:2], item.price)


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
    items: tuple[GovernmentAgencyGoodsItem, ...]
    suggestions: int = SUGGESTIONS
    mass: tuple[Decimal | None] | None = None
    priced: list[Amount | None] | None = None

    @property
    def day(self) -> date:
        """The day whose law holds."""
        return self.known.day

    def facts_of(self, item: GovernmentAgencyGoodsItem) -> ItemFacts:
        """Return what several rules ask of an item."""
        return facts_of(item)

    def prices(self) -> list[Amount | None]:
        """Return the price of each item; they are taken once."""
        if self.priced is None:
            lines = [item.commodity.invoice_line if item.commodity else None for item in self.items]
            self.priced = [line.item_charge_amount if line else None for line in lines]
        return self.priced

    def gross_mass(self) -> Decimal | None:
        """Add up what the items weigh, in kilograms; None where none states it, or one in a unit of something else."""
        if self.mass is None:
            self.mass = (_gross_mass(self.items),)
        return self.mass[0]

    def did_you_mean(self, list_name: str, text: str) -> str:
        """Return a question that names the nearest code of a list; empty where none is near, or enough was asked."""
        if self.suggestions <= 0:
            return ""
        self.suggestions -= 1
        near = self.known.listed(list_name).suggest(text, 1)
        return f"Did you mean {near[0].code} ({near[0].name})?" if near else ""


def _gross_mass(items: Sequence[GovernmentAgencyGoodsItem]) -> Decimal | None:
    measures = [item.commodity.goods_measure for item in items if item.commodity]
    stated = [gross for measure in measures if measure and (gross := measure.gross_mass_measure)]
    if not stated:
        return None
    if {gross.unit for gross in stated} == {"KGM"}:
        return sum([gross.value for gross in stated], Decimal(0))
    masses = [kilograms(gross) for gross in stated]
    return None if None in masses else sum(filter(None, masses), Decimal(0))


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
        shipment.government_agency_goods_item,
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
    return None if value is None else moment_of_text(value.value)


@lru_cache(maxsize=1024)
def moment_of_text(text: str) -> datetime | None:
    """Return an aware moment from its text in format 102 or 304; None where there is no such moment."""
    try:
        day = (int(text[:4]), int(text[4:6]), int(text[6:8]))
        if len(text) == 8:
            return datetime(*day, tzinfo=UTC)
        return datetime(*day, int(text[8:10]), int(text[10:12]), int(text[12:14]), tzinfo=_zone(text[14:]))
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    return UTC if text in ("", "Z") else timezone(timedelta(hours=int(text)))
