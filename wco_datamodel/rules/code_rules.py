"""Rules about single values, wherever they stand: dates, and codes of the lists."""

import re
from typing import Any, ClassVar, Final

from wco_datamodel.catalogue import quoted
from wco_datamodel.measuring import plain_unit
from wco_datamodel.rules.circumstances import Circumstances, moment_of
from wco_datamodel.rules.contract import SOUND_AMOUNT, SOUND_MEASURE, ValueRule
from wco_datamodel.schema import ElementFacts
from wco_datamodel.values import DateTime, Measure

LOCODE: Final = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
PLACES: Final = frozenset({"D012", "L002", "L010", "L013"})


class VALUE301(ValueRule):
    """A date or a time must exist."""

    kept: ClassVar = 'value.format_code == "102" and len(value.value) == 8 and moment_of_text(value.value)'
    looks_at: ClassVar = ("D011", "023", "024", "D015", "276")
    example: ClassVar = "The invoice is dated 20261131: November has thirty days."
    hint: ClassVar = "Write year, month and day, as 20261124; months go to 12, hours to 23."
    source: ClassVar = "UN/EDIFACT 2379, codes 102 and 304"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every date."""
        return element.term == "DateTime"

    def detail(self, value: DateTime, given: Circumstances) -> str | None:  # noqa: ARG002
        """Try to read the date and time, and hold its length against the format it claims."""
        if moment_of(value) is None:
            return f"{quoted(value.value)} does not exist"
        expected = "102" if len(value.value) == 8 else "304"
        return None if value.format_code == expected else f"{quoted(value.value)} is format {expected}"


class VALUE302(ValueRule):
    """A currency must be one of ISO 4217."""

    national: ClassVar = True
    looks_at: ClassVar = ("135", "109", "112", "108")
    example: ClassVar = "CurrencyTypeCode is NZX."
    hint: ClassVar = "Write the three capital letters of the currency, such as NZD or USD."
    source: ClassVar = "ISO 4217; UN/CEFACT Recommendation 9"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every amount, and at every code of this list."""
        return element.term == "Amount" or "4217" in element.codes

    def kept_in(self, element: ElementFacts) -> str:
        """An amount has its currency beside it."""
        return SOUND_AMOUNT if element.term == "Amount" else "value in currencies"

    def detail(self, value: Any, given: Circumstances) -> str | None:
        """Look the code up; an amount may leave its currency open."""
        code = value if isinstance(value, str) else value.currency
        return None if code is None or code in given.known.currencies else f"{quoted(code)} is not"

    def advice(self, value: Any, given: Circumstances) -> str:
        """Name the nearest currency."""
        return given.did_you_mean("iso4217", value if isinstance(value, str) else value.currency)


class VALUE303(ValueRule):
    """A country must be one of ISO 3166-1."""

    national: ClassVar = True
    kept: ClassVar = "value in countries"
    looks_at: ClassVar = ("062", "063", "064", "242", "465", "T014")
    example: ClassVar = "The country of destination is UK."
    hint: ClassVar = "Write the two capital letters of the country, such as FJ or NZ."
    source: ClassVar = "ISO 3166-1 alpha-2; UN/CEFACT Recommendation 3"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every code of this list."""
        return element.term == "Code" and ("3166-1" in element.codes or "8453" in element.codes)

    def detail(self, value: str, given: Circumstances) -> str | None:
        """Look the code up."""
        return None if value in given.known.countries else f"{quoted(value)} is not"

    def advice(self, value: str, given: Circumstances) -> str:
        """Name the nearest country."""
        return given.did_you_mean("iso3166", value)


class ListedCode(ValueRule):
    """Parent of the rules that look a code up in a list; ``looks_at`` are those that hold its codes."""

    list_name: ClassVar[str]

    def concerns(self, element: ElementFacts) -> bool:
        """Look at the elements that hold codes of the list."""
        return element.id in self.looks_at

    def detail(self, value: str, given: Circumstances) -> str | None:
        """Look the code up on the day of the declaration."""
        return None if given.known.find(self.list_name, value) else f"{quoted(value)} is not"

    def advice(self, value: str, given: Circumstances) -> str:
        """Name the nearest code."""
        return given.did_you_mean(self.list_name, value)


class VALUE304(ListedCode):
    """A kind of package must be one of UN/CEFACT Recommendation 21."""

    national: ClassVar = True
    list_name: ClassVar = "rec21"
    kept: ClassVar = "value in packages"
    looks_at: ClassVar = ("141",)
    example: ClassVar = "The packages are of kind X9."
    hint: ClassVar = "Write two characters: CT for cartons, PX for pallets, BG for bags."
    source: ClassVar = "UN/CEFACT Recommendation 21; UN/EDIFACT 7065"


class VALUE305(ListedCode):
    """A type of means of transport must be one of UN/CEFACT Recommendation 28."""

    national: ClassVar = True
    list_name: ClassVar = "rec28"
    looks_at: ClassVar = ("T008", "T009", "T010")
    example: ClassVar = "The ship is of type 1999."
    hint: ClassVar = "Write four digits, such as 1511 for a container ship."
    source: ClassVar = "UN/CEFACT Recommendation 28; UN/EDIFACT 8179"


class VALUE306(ListedCode):
    """A valuation method must be one of the six of the Agreement."""

    national: ClassVar = True
    list_name: ClassVar = "valuation"
    kept: ClassVar = "value in methods"
    looks_at: ClassVar = ("122",)
    example: ClassVar = "MethodCode is 7."
    hint: ClassVar = "Write 1 for the transaction value, or 2 to 6 for the methods of articles 2 to 7."
    source: ClassVar = "WTO Agreement on Customs Valuation, articles 1 to 7"


class VALUE307(ListedCode):
    """Delivery terms should be those of Incoterms."""

    severity: ClassVar = "warning"
    list_name: ClassVar = "incoterms"
    looks_at: ClassVar = ("090",)
    example: ClassVar = "ConditionCode is FOR."
    hint: ClassVar = "Write the three letters of the contract, such as FOB or CIF."
    source: ClassVar = "Incoterms 2020; UN/CEFACT Recommendation 5; UN/EDIFACT 4053"


class VALUE308(ListedCode):
    """The role of a party should be one of UN/EDIFACT 3035."""

    severity: ClassVar = "warning"
    list_name: ClassVar = "uncl3035"
    looks_at: ClassVar = ("R005",)
    example: ClassVar = "RoleCode is ZZX."
    hint: ClassVar = "Write IM for the importer, EX for the exporter, CB for the customs broker."
    source: ClassVar = "UN/EDIFACT 3035; WCO Data Model R005"


class VALUE309(ValueRule):
    """A place must be one of UN/LOCODE."""

    national: ClassVar = True
    kept: ClassVar = "value[:5] in places"
    looks_at: ClassVar = tuple(sorted(PLACES))
    example: ClassVar = "The goods are unloaded in FJQQQ."
    hint: ClassVar = "Look the place up in UN/LOCODE, or write its name instead of a code."
    source: ClassVar = "UN/CEFACT Recommendation 16 (UN/LOCODE)"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at places of loading, unloading, delivery and issue."""
        return element.id in PLACES

    def detail(self, value: str, given: Circumstances) -> str | None:
        """Look the first five characters up, where the list would hold them if they existed."""
        code, places = value[:5], given.known.listed("unlocode")
        if not LOCODE.fullmatch(code) or not places.covers(code) or places.find(code, given.day):
            return None
        return f"{quoted(code)} is not"

    def advice(self, value: str, given: Circumstances) -> str:
        """Name the nearest place."""
        return given.did_you_mean("unlocode", value[:5])


class VALUE310(ValueRule):
    """A unit of measure must be one of UN/ECE Recommendation 20."""

    national: ClassVar = True
    kept: ClassVar = SOUND_MEASURE
    looks_at: ClassVar = ("126", "128", "129", "130", "131", "502")
    example: ClassVar = "TariffQuantity is 100 KGX."
    hint: ClassVar = "Write KGM for kilograms, LTR for litres, H87 for pieces."
    source: ClassVar = "UN/ECE Recommendation 20"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every measure and quantity."""
        return element.term in {"Measure", "Quantity"}

    def detail(self, value: Measure, given: Circumstances) -> str | None:
        """Look the unit up, without the qualifier that some customs append."""
        unit = value.unit
        if unit is None or unit == "KGM" or given.known.find("rec20", plain_unit(unit)):
            return None
        return f"{quoted(unit)} is not"

    def advice(self, value: Measure, given: Circumstances) -> str:
        """Name the nearest unit."""
        return given.did_you_mean("rec20", value.unit or "")


class VALUE311(ValueRule):
    """A text should have all its letters: none may be lost on the way."""

    severity: ClassVar = "warning"
    kept: ClassVar = "value.isascii()"
    looks_at: ClassVar = ("137", "225", "239", "241", "R031", "R037")
    example: ClassVar = "The description came as “Caf\ufffd, roasted”."
    hint: ClassVar = "Type the text again, in UTF-8: accents and signs of other scripts are welcome."
    source: ClassVar = "ISO/IEC 10646, replacement character; WCO Data Model, texts"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every text."""
        return element.term == "Text"

    def detail(self, value: str, given: Circumstances) -> str | None:  # noqa: ARG002
        """Look for the sign that stands where a letter was lost."""
        return f"{quoted(value)} has lost some" if "\ufffd" in value else None
