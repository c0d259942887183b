"""The code lists that the pages offer: small tables of ours (``codes.yaml``), ISO lists, and the country pack's own."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec
import pycountry
import yaml

from singlewindow.countries import CountryPack

Codes = dict[str, str]
"""A list: codes with the names that a trader reads, in the order in which they are offered."""

_SHOWN_WITH_CODE = frozenset(
    {"procedures", "import_procedures", "export_procedures", "packages", "documents", "places"}
)
_NOT_MONEY = frozenset({"XXX", "XTS", "XAG", "XAU", "XPD", "XPT", "XDR", "XUA", "XSU", "XBA", "XBB", "XBC", "XBD"})


class CodeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of ``codes.yaml``: where its codes come from, and the codes with their names."""

    source: str
    codes: Codes


class Lists(msgspec.Struct, frozen=True):
    """Every list that a question may choose from, for one country pack."""

    tables: dict[str, Codes]

    def __getitem__(self, name: str) -> Codes:
        """The list of this name."""
        return self.tables[name]

    def text(self, table: str, code: str) -> str:
        """What a person reads for a code: its name, with the code where experts know it; a stranger as it is."""
        name = self.tables[table].get(code)
        if name is None:
            return code
        return f"{name} ({code})" if table in _SHOWN_WITH_CODE else name

    def items(self, table: str, *, empty: bool) -> list[dict[str, str]]:
        """The list as a component wants it, with an ``empty`` choice before it for a select."""
        items = [{"value": code, "text": self.text(table, code)} for code in self.tables[table]]
        return [{"value": "", "text": "Choose one"}, *items] if empty else items


@lru_cache(maxsize=1)
def code_tables() -> dict[str, CodeTable]:
    """The tables of ``codes.yaml`` by name."""
    text = (Path(__file__).parent / "codes.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), dict[str, CodeTable])


def lists_of(pack: CountryPack) -> Lists:
    """The lists for a country pack: its own countries, offices and currency stand beside the international ones."""
    tables = {name: table.codes for name, table in code_tables().items()}
    tables["procedures"] = tables["import_procedures"] | tables["export_procedures"]
    tables["directions"] = {"import": "Import", "export": "Export"}
    tables["yes_no"] = {"1": "Yes", "0": "No"}
    tables["countries"] = countries((country.code, country.name) for country in pack.further_countries)
    tables["currencies"] = currencies(pack.currency)
    tables["offices"] = {office.code: office.name for office in pack.offices}
    tables["places"] = {office.code[:5]: office.name for office in reversed(pack.offices)} | tables["places"]
    tables["goods_locations"] = {place.code: place.name for place in pack.goods_locations}
    return Lists(tables)


def countries(further: Iterable[tuple[str, str]] = ()) -> Codes:
    """ISO 3166-1 alpha-2 codes with the usual English names, and ``further`` ones, in the order of the names."""
    names = {c.alpha_2: str(getattr(c, "common_name", c.name)) for c in pycountry.countries} | dict(further)
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold().replace("å", "a")))


def currencies(first: str) -> Codes:
    """ISO 4217 codes of money that is paid with, the country's own first, each named as ``NZD, New Zealand Dollar``."""
    names = {c.alpha_3: f"{c.alpha_3}, {c.name}" for c in pycountry.currencies if c.alpha_3 not in _NOT_MONEY}
    return {first: names.get(first, first)} | dict(sorted(names.items()))
