"""HS codes and ranges of them, and which entries of a table a commodity code meets."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_CODE = re.compile(r"[0-9]{2,10}")
_KEPT = 4096


class BadRange(ValueError):
    """A text that is neither an HS code of 2 to 10 digits nor a range of two such codes."""


def prefixes(entry: str) -> tuple[str, ...]:
    """The fewest prefixes that together are an HS code or a range: ``0601-0603`` gives ``0601``, ``0602``, ``0603``.

    A range holds both its ends and all that is below them. Raises BadRange.
    """
    first, dash, last = entry.partition("-")
    last = last if dash else first
    if not _CODE.fullmatch(first) or not _CODE.fullmatch(last):
        raise BadRange(f"{entry!r} is neither an HS code of 2 to 10 digits nor a range such as 0601-0604.")
    if len(first) != len(last):
        raise BadRange(f"The two ends of {entry!r} have different lengths.")
    if first > last:
        raise BadRange(f"{entry!r} ends before it begins.")
    return tuple(_cover(int(first), int(last), len(first)))


def all_prefixes(entries: Iterable[str]) -> tuple[str, ...]:
    """The prefixes of several codes and ranges. Raises BadRange."""
    return tuple(prefix for entry in entries for prefix in prefixes(entry))


def overlap(code: str, found: Iterable[str]) -> bool:
    """Whether a code of any length lies under one of the prefixes, or one of the prefixes lies under it."""
    return any(code.startswith(prefix) or prefix.startswith(code) for prefix in found)


def under(code: str, found: Iterable[str]) -> bool:
    """Whether a code lies under one of the prefixes."""
    return any(code.startswith(prefix) for prefix in found)


def _cover(first: int, last: int, digits: int) -> Iterator[str]:
    while first <= last:
        width, step = digits, 1
        while width > 2 and first % (step * 10) == 0 and first + step * 10 - 1 <= last:
            width, step = width - 1, step * 10
        yield str(first // step).zfill(width)
        first += step


class GoodsIndex(Generic[T]):
    """A table by its goods: the entries that a commodity code meets cost a few dictionary look-ups, met or not."""

    def __init__(self, entries: Iterable[tuple[T, Iterable[str], Iterable[str]]]) -> None:
        """Take entries with their goods and with what is not among them. Raises BadRange."""
        self._entries: list[tuple[T, tuple[str, ...]]] = []
        self._by_prefix: dict[str, list[int]] = {}
        for number, (entry, goods, but_not) in enumerate(entries):
            self._entries.append((entry, all_prefixes(but_not)))
            for prefix in all_prefixes(goods):
                self._by_prefix.setdefault(prefix, []).append(number)
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})
        self.meeting = lru_cache(maxsize=_KEPT)(self._meeting)
        """The entries that a commodity code meets, in the table's order."""

    def _meeting(self, code: str) -> tuple[T, ...]:
        numbers = {n for length in self._lengths for n in self._by_prefix.get(code[:length], ())}
        found = (self._entries[number] for number in sorted(numbers))
        return tuple(entry for entry, but_not in found if not under(code, but_not))
