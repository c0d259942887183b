"""Rules about single values: dates, currencies and countries, wherever they stand."""

from typing import Any, ClassVar

from wco_datamodel.catalogue import quoted
from wco_datamodel.rules.contract import Known, ValueRule
from wco_datamodel.schema import ElementFacts
from wco_datamodel.values import DateTime


class VALUE301(ValueRule):
    """A date or a time must exist."""

    hint: ClassVar[str] = "Write year, month and day, as 20261124; months go to 12, hours to 23."
    source: ClassVar[str] = "UN/EDIFACT 2379, codes 102 and 304"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every date."""
        return element.term == "DateTime"

    def detail(self, value: DateTime, known: Known) -> str | None:  # noqa: ARG002 (the signature is the contract's)
        """Try to read the date and time, and hold its length against the format it claims."""
        try:
            value.moment  # noqa: B018 (read for its ValueError)
        except ValueError:
            return f"{quoted(value.value)} does not exist"
        expected = "102" if len(value.value) == 8 else "304"
        return None if value.format_code == expected else f"{quoted(value.value)} is format {expected}"


class VALUE302(ValueRule):
    """A currency must be one of ISO 4217."""

    national: ClassVar[bool] = True
    hint: ClassVar[str] = "Write the three capital letters of the currency, such as NZD or USD."
    source: ClassVar[str] = "ISO 4217; UN/CEFACT Recommendation 9"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every amount, and at every code of this list."""
        return element.term == "Amount" or "4217" in element.codes

    def detail(self, value: Any, known: Known) -> str | None:
        """Look the code up; an amount may leave its currency open."""
        code = value if isinstance(value, str) else value.currency
        return None if code is None or code in known.currencies else f"{quoted(code)} is not"


class VALUE303(ValueRule):
    """A country must be one of ISO 3166-1."""

    national: ClassVar[bool] = True
    hint: ClassVar[str] = "Write the two capital letters of the country, such as FJ or NZ."
    source: ClassVar[str] = "ISO 3166-1 alpha-2; UN/CEFACT Recommendation 3"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every code of this list."""
        return element.term == "Code" and ("3166-1" in element.codes or "8453" in element.codes)

    def detail(self, value: str, known: Known) -> str | None:
        """Look the code up."""
        return None if value in known.countries else f"{quoted(value)} is not"
