"""What goods are called beside their commodity code: serial numbers, models, substances, describing words."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final, Generic, TypeVar

from wco_datamodel.goods import GovernmentAgencyGoodsItem

T = TypeVar("T")

SERIAL_NUMBER: Final = "SN"
"""The kind of classification (UN/EDIFACT 7143) that is a single piece's serial number."""

MODEL: Final = "MN"
"""The kind of classification (UN/EDIFACT 7143) that is the maker's model number."""

CAS: Final = "CAS"
"""The kind of classification that is a substance's number in the register of the Chemical Abstracts Service."""

PIECES: Final = frozenset({"H87", "C62", "EA", "NAR"})
"""The units of UN/ECE Rec 20 that count pieces."""

_WORD = re.compile(r"\w+")
_KEPT = 4096
_CAS_NUMBER = re.compile(r"([0-9]{2,7})-([0-9]{2})-([0-9])")


def identifiers(item: GovernmentAgencyGoodsItem, kind: str) -> tuple[tuple[int, str], ...]:
    """The item's classifications (21A) of one kind: each one's occurrence, counted from 1, and its text."""
    commodity = item.commodity
    if commodity is None or len(commodity.classification) < 2:
        return ()
    found = enumerate(commodity.classification, start=1)
    return tuple((n, text) for n, one in found if one.identification_type_code == kind and (text := _text(one.id)))


def pieces(item: GovernmentAgencyGoodsItem) -> Decimal | None:
    """How many pieces the item states as its tariff quantity (130); None where it counts in another unit."""
    measures = item.commodity.goods_measure if item.commodity else None
    stated = measures.tariff_quantity if measures else None
    return stated.value if stated and stated.unit in PIECES else None


def describes(item: GovernmentAgencyGoodsItem, names: Iterable[str]) -> str | None:
    """The first of these names, of one word or several, that the description of the goods (137) holds as words."""
    description = item.goods_description.casefold()
    return next((name for name in names if _as_words(name).search(description)), None)


def is_cas_number(text: str) -> bool:
    """Whether a text is a CAS number whose last digit checks the others: 58-08-2 is one, 58-08-3 is not."""
    found = _CAS_NUMBER.fullmatch(text)
    if found is None:
        return False
    digits = (found[1] + found[2])[::-1]
    return sum(place * int(digit) for place, digit in enumerate(digits, start=1)) % 10 == int(found[3])


class Named(Generic[T]):
    """Entries by their names: those that a text names cost a look-up of each of its words, however many there are."""

    def __init__(self, entries: Iterable[tuple[T, Iterable[str]]]) -> None:
        """Take entries, each with its names of one word or several."""
        self._by_word: dict[str, list[tuple[T, str]]] = {}
        for entry, names in entries:
            for name in names:
                self._by_word.setdefault(_WORD.findall(name.casefold())[0], []).append((entry, name))
        self.named_in = lru_cache(maxsize=_KEPT)(self._named_in)
        """The entries of which a text holds a name, as words, without regard to capitals; each once."""

    def _named_in(self, text: str) -> tuple[T, ...]:
        folded = text.casefold()
        found = (pair for word in _WORD.findall(folded) for pair in self._by_word.get(word, ()))
        entries: list[T] = []
        for entry, name in found:
            if entry not in entries and _as_words(name).search(folded):
                entries.append(entry)
        return tuple(entries)


def _text(text: str | None) -> str:
    return (text or "").strip()


@lru_cache(maxsize=4096)
def _as_words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
