"""The tables as they are kept: one CSV file each, and what pycountry holds of ISO."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from itertools import repeat
from pathlib import Path
from typing import Any, Final, cast

from wco_datamodel.codelists.code import Code, Issuer
from wco_datamodel.codelists.code_list import About, CodeList

_TABLES: Final = Path(__file__).parent / "tables"
_ALL: Final = "yes"
_NOTHING: Final = "no"
_MISTAKEN: Final = {"GB": "UK", "GR": "EL"}  # what people write who know these from another list


class ListUnknown(LookupError):
    """There is no list of that name; the message says which ones are near or known."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names())}."
        super().__init__(f"There is no code list {name}: {hint}")


@cache
def names() -> tuple[str, ...]:
    """Return the names of all lists, in order."""
    return tuple(sorted([*_FROM_PYCOUNTRY, *(file.stem for file in _TABLES.glob("*.csv"))]))


def read(name: str) -> CodeList:
    """Read a list from its table. Raises ListUnknown."""
    if name not in names():
        raise ListUnknown(name)
    from_pycountry = _FROM_PYCOUNTRY.get(name)
    return from_pycountry() if from_pycountry else _table(name)


@cache
def about(name: str) -> About:
    """Say what a list is; the codes of a table are not read for it. Raises ListUnknown."""
    if name not in names() or name in _FROM_PYCOUNTRY:
        return read(name).about
    with (_TABLES / f"{name}.csv").open(encoding="utf-8") as lines:
        return _about(name, _heading(lines))


def _table(name: str) -> CodeList:
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        heading = _heading(lines)
        facts = _about(name, heading)
        rows = csv.reader(lines)
        return CodeList(facts, _codes(heading["columns"].split(","), rows, facts.issuer))


def _heading(lines: Iterable[str]) -> dict[str, str]:
    """Read ``# key: value`` lines, and the line of column names after them."""
    heading: dict[str, str] = {}
    for line in lines:
        if not line.startswith("#"):
            heading["columns"] = line.strip()
            break
        key, _, value = line[1:].partition(":")
        heading[key.strip()] = value.strip()
    return heading


def _about(name: str, heading: Mapping[str, str]) -> About:
    whole = heading["whole"]
    return About(
        name=name,
        title=heading["title"],
        edition=heading["edition"],
        source=heading["source"],
        licence=heading["licence"],
        issuer=cast("Issuer", heading["issuer"]),
        elements=tuple(heading["elements"].split()),
        whole=("",) if whole == _ALL else () if whole == _NOTHING else tuple(whole.split()),
    )


def _codes(columns: list[str], rows: Iterable[list[str]], issuer: Issuer) -> Iterator[Code]:
    """Column by column, for a table may have twenty thousand rows."""
    given: dict[str, tuple[str, ...]] = dict(zip(columns, zip(*rows, strict=True), strict=True))
    return map(
        Code,
        given["code"],
        given["name"],
        _days(given.get("valid_from")),
        _days(given.get("valid_to")),
        given.get("also", repeat("")),
        given.get("detail", repeat("")),
        (each or issuer for each in cast("Iterable[Issuer]", given.get("issuer", repeat(issuer)))),
    )


def _days(column: Iterable[str] | None) -> Iterable[date | None]:
    return repeat(None) if column is None else (date.fromisoformat(each) if each else None for each in column)


def _countries() -> CodeList:
    import pycountry

    today = (_country(each, None) for each in pycountry.countries)
    past = (_country(each, _last_day(each.withdrawal_date)) for each in pycountry.historic_countries)
    elements = ("062", "063", "064", "242", "465", "T014")
    return CodeList(_iso("iso3166", "Countries", "ISO 3166-1 alpha-2 and ISO 3166-3", elements), (*past, *today))


def _currencies() -> CodeList:
    import pycountry

    codes = (Code(each.alpha_3, each.name, also=each.numeric) for each in pycountry.currencies)
    return CodeList(_iso("iso4217", "Currencies", "ISO 4217", ("135",)), codes)


def _iso(name: str, title: str, standard: str, elements: tuple[str, ...]) -> About:
    return About(
        name=name,
        title=title,
        edition=f"pycountry {version('pycountry')}",
        source=f"{standard}, by pycountry (Debian iso-codes), read where it is installed",
        licence="LGPL-2.1 (pycountry, not copied)",
        elements=elements,
        borrowed=True,
    )


def _country(country: Any, last_day: date | None) -> Code:
    spellings = (getattr(country, field, "") for field in ("alpha_3", "numeric", "common_name", "official_name"))
    also = "|".join(filter(None, (*spellings, _MISTAKEN.get(country.alpha_2))))
    return Code(country.alpha_2, country.name, valid_to=last_day, also=also)


def _last_day(withdrawn: str) -> date:
    """A year alone means its last day."""
    return date.fromisoformat(withdrawn if len(withdrawn) > 4 else f"{withdrawn}-12-31")


_FROM_PYCOUNTRY: Final[Mapping[str, Callable[[], CodeList]]] = {"iso3166": _countries, "iso4217": _currencies}
