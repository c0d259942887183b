"""What a document rule is: one sentence about a declaration, by which a trader is told when it is not so.

A rule is a class named by its code. Its docstring is the sentence that must hold, and that sentence is the message.
A rule about a national code list warns where the message is a visitor's, for another country's lists are not ours.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar

import msgspec
import pycountry

from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.problems import Severity
from wco_datamodel.schema import ElementFacts


class Finding(msgspec.Struct, frozen=True):
    """A place where a rule does not hold: a path inside the declaration, and what was found there."""

    path: tuple[str, ...]
    detail: str = ""


class Known(msgspec.Struct, frozen=True):
    """The code lists that rules look into: countries (ISO 3166-1 and the caller's own) and currencies (ISO 4217)."""

    countries: frozenset[str]
    currencies: frozenset[str]


class Rule:
    """Base of all document rules."""

    severity: ClassVar[Severity] = "error"
    national: ClassVar[bool] = False
    hint: ClassVar[str]
    source: ClassVar[str]

    @property
    def code(self) -> str:
        """The code by which the rule is known: the name of its class."""
        return type(self).__name__

    @property
    def sentence(self) -> str:
        """The sentence that must hold, without its full stop."""
        return (type(self).__doc__ or "").strip().split("\n")[0].rstrip(".")


class DeclarationRule(Rule):
    """A rule about the declaration as a whole."""

    def findings(self, declaration: Declaration) -> Iterable[Finding]:
        """Return the places where the rule does not hold, by paths inside the declaration."""
        raise NotImplementedError


class ItemRule(Rule):
    """A rule about one goods item."""

    def findings(self, item: GovernmentAgencyGoodsItem) -> Iterable[Finding]:
        """Return the places where the rule does not hold, by paths inside the item."""
        raise NotImplementedError


class ValueRule(Rule):
    """A rule about single values, wherever in the declaration they stand."""

    def concerns(self, element: ElementFacts) -> bool:
        """Whether the rule looks at an element of the schema."""
        raise NotImplementedError

    def detail(self, value: Any, known: Known) -> str | None:
        """Return what is wrong with a value, or None."""
        raise NotImplementedError


@cache
def known_lists(extra_countries: frozenset[str]) -> Known:
    """Return the code lists, with countries that the caller knows besides those of ISO 3166-1."""
    countries = frozenset(country.alpha_2 for country in pycountry.countries)
    currencies = frozenset(currency.alpha_3 for currency in pycountry.currencies)
    return Known(countries | extra_countries, currencies)
