"""A country pack as typed values: the country, its offices, its customs service, and its people for the demo."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from agencies.contract import Appeal, Contact
from singlewindow.countries.codes import code_lists
from singlewindow.countries.holidays import holidays_of
from singlewindow.countries.reading import PackError, read
from wco_datamodel.codelists import CodeLists

CountryCode = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$")]
OfficeCode = Annotated[str, Meta(pattern="^[A-Z]{2}[A-Z0-9]{4,15}$")]
AgencyCode = Annotated[str, Meta(pattern="^[A-Z]{3,16}$")]
ClockTime = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Name = Annotated[str, Meta(min_length=1, max_length=140)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what a pack is written with: immutable, and an unknown field is refused."""


class Office(Part, frozen=True):
    """A customs office. ``code`` is UN/LOCODE and a user code (WCO 065, an..17)."""

    code: OfficeCode
    name: Name


class GoodsLocation(Part, frozen=True):
    """Where goods lie under customs control (WCO 64A). ``office`` is the code of the office that looks after it."""

    code: OfficeCode
    name: Name
    office: OfficeCode


class Customs(Part, frozen=True):
    """Customs itself, headed like any other agency."""

    code: AgencyCode
    name: Name
    contact: Contact
    appeal: Appeal


class PreArrival(Part, frozen=True):
    """Declarations lodged before the goods arrive (WTO TFA 7.1): within how many days they must, and the law."""

    days: Annotated[int, Meta(ge=1, le=366)] = 30
    law: str = ""


class PartialRelease(Part, frozen=True):
    """That items may be released apart from the others of their declaration, and the law that says so."""

    law: Annotated[str, Meta(min_length=1)]


class Queries(Part, frozen=True):
    """How long a trader has to answer a question, and when it is reminded, in working days, and the law."""

    days: Annotated[int, Meta(ge=1, le=250)] = 10
    remind_days: Annotated[int, Meta(ge=1, le=30)] = 2
    law: str = ""


class Laboratory(Part, frozen=True):
    """A laboratory that tests samples; ``agency`` is whose it is, where it is one agency's own."""

    name: Name
    agency: AgencyCode | None = None


class Inspections(Part, frozen=True):
    """How goods are inspected: between which hours of a working day, under which law, and who tests samples."""

    opens: ClockTime = "08:00"
    closes: ClockTime = "16:00"
    law: str = ""
    laboratories: tuple[Laboratory, ...] = ()


class Country(Part, frozen=True):
    """A country that ISO 3166-1 does not list, such as the fictional one itself."""

    code: CountryCode
    name: Name


class Organisation(Part, frozen=True):
    """An organisation of the demo. ``code`` is its tax or office number; agencies and customs name their ``agency``.

    ``keeps`` are the codes of the goods locations that a keeper looks after.
    """

    code: Annotated[str, Meta(min_length=1, max_length=17)]
    name: Name
    kind: Literal["trader", "broker", "agency", "customs", "keeper", "operator"]
    agency: AgencyCode | None = None
    keeps: tuple[OfficeCode, ...] = ()


class Person(Part, frozen=True):
    """A person of the demo; the password is made when the account is. ``organisation`` is an organisation's code."""

    email: Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]
    name: Name
    organisation: str
    role: Literal[
        "trader",
        "broker",
        "agency_officer",
        "customs_officer",
        "supervisor",
        "customs_supervisor",
        "keeper",
        "administrator",
    ]


class Demo(Part, frozen=True):
    """Who takes part in the demo. A pack that is used in earnest has no ``demo.yaml``."""

    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()


class CountryFile(Part, frozen=True):
    """What ``country.yaml`` holds. ``hs_edition`` is the edition of the Harmonized System that the tariff follows.

    ``agencies`` are the codes of those agencies that come with the window which the country uses; its own stand in its
    folder ``agencies``.
    """

    code: CountryCode
    name: Name
    currency: Currency
    time_zone: str
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    hs_edition: Literal[2012, 2017, 2022, 2028]
    offices: Annotated[tuple[Office, ...], Meta(min_length=1)]
    customs: Customs
    agencies: tuple[AgencyCode, ...] = ()
    goods_locations: tuple[GoodsLocation, ...] = ()
    further_countries: tuple[Country, ...] = ()
    pre_arrival: PreArrival = PreArrival()
    partial_release: PartialRelease | None = None
    queries: Queries = Queries()
    inspections: Inspections = Inspections()


class CountryPack(CountryFile, frozen=True, kw_only=True):
    """One administration's pack: its country file, its demo people, its code lists, and the folders of its other data.

    ``lists`` are the code lists of the data model with what the country adds to them and leaves out (``codes.yaml``).
    ``holidays`` are the days, beside the weekends, on which no clock runs (``holidays.yaml``).
    """

    folder: Path
    demo: Demo
    lists: CodeLists
    holidays: frozenset[dt.date] = frozenset()

    @classmethod
    def load(cls, name_or_path: str | Path) -> "CountryPack":
        """The pack that ships under this name, or the one in this folder. Raises PackError with file and field."""
        folder = _folder(name_or_path)
        country = read(folder / "country.yaml", CountryFile)
        demo = read(folder / "demo.yaml", Demo) if (folder / "demo.yaml").exists() else Demo()
        countries = {country.code: country.name} | {each.code: each.name for each in country.further_countries}
        lists = code_lists(folder, countries)
        fields = {field: getattr(country, field) for field in CountryFile.__struct_fields__}
        pack = cls(folder=folder, demo=demo, lists=lists, holidays=holidays_of(folder), **fields)
        for file, field, sentence in _faults(pack):
            raise PackError(folder / file, field, sentence)
        return pack

    @property
    def own_agencies(self) -> Path:
        """The folder of the country's own agencies: a YAML file each, or a folder with ``agency.yaml``."""
        return self.folder / "agencies"

    @property
    def risk(self) -> Path:
        """The file of customs' selectivity rules."""
        return self.folder / "risk.yaml"

    @property
    def samples(self) -> Path:
        """The folder of sample declarations."""
        return self.folder / "samples"

    @property
    def places(self) -> dict[str, str]:
        """Where goods can be: the names of the goods locations and offices, by their code."""
        offices = {office.code: office.name for office in self.offices}
        return {place.code: place.name for place in self.goods_locations} | offices

    def place(self, code: str) -> str:
        """The name of the goods location or office with this code; the code itself where there is none."""
        return self.places.get(code, code)

    def office(self, code: str) -> Office | None:
        """The office with this code, or None."""
        return next((office for office in self.offices if office.code == code), None)


def _folder(name_or_path: str | Path) -> Path:
    shipped = Path(__file__).parent / str(name_or_path)
    folder = shipped if str(name_or_path).isidentifier() and shipped.is_dir() else Path(name_or_path)
    if not folder.is_dir():
        raise PackError(folder, "", "There is no country pack of this name, and no such folder.")
    return folder


Fault = tuple[str, str, str]


def _faults(pack: CountryPack) -> Iterator[Fault]:
    """What the types cannot say: file, field and sentence of each fault."""
    yield from _time_zone_faults(pack)
    yield from _office_faults(pack)
    yield from _demo_faults(pack)
    yield from _keeper_faults(pack)
    if pack.inspections.opens >= pack.inspections.closes:
        yield "country.yaml", "inspections.closes", "Inspections close after they open."


def _time_zone_faults(pack: CountryPack) -> Iterator[Fault]:
    try:
        ZoneInfo(pack.time_zone)
    except (KeyError, ValueError, OSError):
        yield "country.yaml", "time_zone", f"{pack.time_zone} is not a time zone of the IANA database."


def _office_faults(pack: CountryPack) -> Iterator[Fault]:
    offices = [office.code for office in pack.offices]
    yield from _repeated("country.yaml", "offices", offices)
    yield from _repeated("country.yaml", "agencies", list(pack.agencies))
    yield from _repeated("country.yaml", "goods_locations", [place.code for place in pack.goods_locations])
    for number, code in enumerate(offices):
        if not code.startswith(pack.code):
            yield "country.yaml", f"offices[{number}].code", f"{code} does not begin with {pack.code}."
    for number, place in enumerate(pack.goods_locations):
        if place.office not in offices:
            yield "country.yaml", f"goods_locations[{number}].office", f"There is no office {place.office}."


def _demo_faults(pack: CountryPack) -> Iterator[Fault]:
    codes = [organisation.code for organisation in pack.demo.organisations]
    yield from _repeated("demo.yaml", "organisations", codes)
    yield from _repeated("demo.yaml", "people", [person.email for person in pack.demo.people])
    for number, organisation in enumerate(pack.demo.organisations):
        if (organisation.kind in ("agency", "customs")) != (organisation.agency is not None):
            sentence = "Agencies and customs, and only they, name their agency."
            yield "demo.yaml", f"organisations[{number}].agency", sentence
    for number, person in enumerate(pack.demo.people):
        if person.organisation not in codes:
            yield "demo.yaml", f"people[{number}].organisation", f"There is no organisation {person.organisation}."


def _keeper_faults(pack: CountryPack) -> Iterator[Fault]:
    places = {place.code for place in pack.goods_locations}
    for number, organisation in enumerate(pack.demo.organisations):
        field = f"organisations[{number}].keeps"
        if (organisation.kind == "keeper") != bool(organisation.keeps):
            yield "demo.yaml", field, "Keepers, and only they, name the goods locations that they keep."
        for code in organisation.keeps:
            if code not in places:
                yield "demo.yaml", field, f"There is no goods location {code}."


def _repeated(file: str, field: str, codes: list[str]) -> Iterator[Fault]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield file, field, f"{code} is there twice."
