"""What of a declaration did not come back when it was written and read again."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from wco_datamodel.asycuda.places import GOODS_ITEM, ROOT
from wco_datamodel.asycuda.results import Unmapped
from wco_datamodel.binding import fields_of
from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.values import Amount, DateTime, Measure, Wco


class Fact(NamedTuple):
    """One value of a declaration: its path, the same without occurrences but that of the goods item, and its text."""

    path: str
    plain: str
    text: str


def lost(declaration: Declaration, back: Declaration) -> Iterator[Unmapped]:
    """Yield what a declaration says and ``back`` does not; entries of a list may have changed their order.

    Numbers in a sequence say nothing but that order, except those of the goods items.
    """
    kept = Counter((fact.plain, fact.text) for fact in _facts(back, f"/{ROOT}", ""))
    for fact in _facts(declaration, f"/{ROOT}", ""):
        if kept[fact.plain, fact.text]:
            kept[fact.plain, fact.text] -= 1
        else:
            yield Unmapped(fact.path, fact.text)


def _facts(struct: Wco, path: str, plain: str) -> Iterator[Fact]:
    for name, field in fields_of(type(struct)).items():
        value = getattr(struct, field)
        if value is None or (name == "SequenceNumeric" and not isinstance(struct, GovernmentAgencyGoodsItem)):
            continue
        if not isinstance(value, tuple):
            yield from _each(value, f"{path}/{name}", f"{plain}/{name}")
            continue
        for position, each in enumerate(value, start=1):
            kept = f"{name}[{position}]" if name == GOODS_ITEM else name
            yield from _each(each, f"{path}/{name}[{position}]", f"{plain}/{kept}")


def _each(value: Any, path: str, plain: str) -> Iterator[Fact]:
    if isinstance(value, Wco):
        yield from _facts(value, path, plain)
    else:
        yield Fact(path, plain, _spelled(value))


def _spelled(value: Any) -> str:
    if isinstance(value, Amount | Measure):
        unit = value.currency if isinstance(value, Amount) else value.unit
        return f"{value.value.normalize():f} {unit or ''}".strip()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.value if isinstance(value, DateTime) else str(value)
