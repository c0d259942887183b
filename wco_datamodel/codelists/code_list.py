"""A code list: what it is, and its codes, found in microseconds."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

import msgspec

from wco_datamodel.codelists.code import Code, Issuer
from wco_datamodel.codelists.suggesting import Spellings

Entry = Code | tuple[Code, ...]


class CodeUnknown(LookupError):
    """Codes are not in a list. ``codes`` names them."""

    def __init__(self, list_name: str, codes: tuple[str, ...]) -> None:
        super().__init__(f"The list {list_name} has no code {', '.join(codes)}.")
        self.codes = codes


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is and where it is from.

    ``elements`` are the WCO ids that hold its codes. ``whole`` are the beginnings of codes that the list holds
    completely: ``("",)`` for a complete list, country codes for UN/LOCODE, nothing for a selection. A ``borrowed`` list
    is read from another package, and its edition is the version of that package that is installed.
    """

    name: str
    title: str
    edition: str
    source: str
    licence: str
    issuer: Issuer = "publisher"
    elements: tuple[str, ...] = ()
    whole: tuple[str, ...] = ("",)
    borrowed: bool = False


class CodeList:
    """A list of codes; it never changes, and what extends or narrows it makes a new one.

    ``"KGM" in units`` asks whether the code holds today; ``len`` and iteration include codes of the past.
    """

    def __init__(self, about: About, codes: Iterable[Code]) -> None:
        self.about = about
        self._entries = _by_code(codes)
        self._on: dict[int, frozenset[str]] = {}

    def __repr__(self) -> str:
        return f"CodeList({self.name}, {self.edition}, {len(self._entries)} codes)"

    @property
    def name(self) -> str:
        """The name by which the list is asked for, as ``rec20``."""
        return self.about.name

    @property
    def edition(self) -> str:
        """The publisher's edition, revision or release."""
        return self.about.edition

    @property
    def source(self) -> str:
        """Who publishes the list, and from where it was taken."""
        return self.about.source

    def find(self, code: str, on: date | None = None) -> Code | None:
        """Return the code as it holds on a day (today without one), or None. Capital letters count."""
        entry = self._entries.get(code)
        if entry is None:
            return None
        if isinstance(entry, Code):
            return entry if entry.holds(on) else None
        return next((each for each in entry if each.holds(on)), None)

    def on(self, day: date) -> frozenset[str]:
        """Return the codes that hold on a day: one set for all days between which nothing changes."""
        period = bisect_right(self._turns, day)
        codes = self._on.get(period)
        if codes is None:
            codes = self._on[period] = frozenset(each.code for each in self if each.holds(day))
        return codes

    def periods(self, code: str) -> tuple[Code, ...]:
        """Return every entry of a code, the oldest first: to say when it was withdrawn."""
        return _periods(self._entries.get(code, ()))

    def covers(self, code: str) -> bool:
        """Whether this code would be here if it existed. Where not, its absence says nothing."""
        return code.startswith(self.about.whole)

    def suggest(self, text: str, most: int = 3) -> tuple[Code, ...]:
        """Return the codes of today that are meant most likely, the best first, by code, name and other spelling."""
        return self._spellings.near(text, most)

    def extended(self, codes: Iterable[Code]) -> "CodeList":
        """Return the list with more codes. One that holds on the same days as an entry of that code replaces it."""
        entries = dict(self._entries)
        for code, added in _by_code(codes).items():
            kept = [each for each in self.periods(code) if not _replaced(each, added)]
            entries[code] = _by_code([*kept, *_periods(added)])[code]
        return self._with(entries)

    def narrowed(self, codes: Iterable[str]) -> "CodeList":
        """Return the list with these codes alone, which is then complete. Raises CodeUnknown."""
        kept = self._known(codes)
        whole = msgspec.structs.replace(self.about, whole=("",))
        return self._with({code: entry for code, entry in self._entries.items() if code in kept}, whole)

    def without(self, codes: Iterable[str]) -> "CodeList":
        """Return the list without these codes. Raises CodeUnknown."""
        left_out = self._known(codes)
        return self._with({code: entry for code, entry in self._entries.items() if code not in left_out})

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.find(code) is not None

    def __iter__(self) -> Iterator[Code]:
        for entry in self._entries.values():
            yield from _periods(entry)

    def __len__(self) -> int:
        return sum(1 if isinstance(entry, Code) else len(entry) for entry in self._entries.values())

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which a code begins to hold or holds no more, in order."""
        begins = {each.valid_from for each in self if each.valid_from}
        ended = {each.valid_to + timedelta(days=1) for each in self if each.valid_to and each.valid_to < date.max}
        return sorted(begins | ended)

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(each for each in self if each.holds())

    def _known(self, codes: Iterable[str]) -> frozenset[str]:
        asked = tuple(codes)
        if unknown := tuple(code for code in asked if code not in self._entries):
            raise CodeUnknown(self.name, unknown)
        return frozenset(asked)

    def _with(self, entries: dict[str, Entry], about: About | None = None) -> "CodeList":
        """Return a list of these entries; they are not looked at one by one, for there may be twenty thousand."""
        changed = CodeList(about or self.about, ())
        changed._entries = entries
        return changed


def _periods(entry: Entry) -> tuple[Code, ...]:
    return (entry,) if isinstance(entry, Code) else entry


def _by_code(codes: Iterable[Code]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for code in codes:
        earlier = entries.get(code.code, ())
        entries[code.code] = code if not earlier else _in_order(earlier, code)
    return entries


def _in_order(earlier: Entry, code: Code) -> tuple[Code, ...]:
    """The periods of one code by their last day, so that the first that holds on a day is the one that is meant."""
    all_of_them = (*_periods(earlier), code)
    return tuple(sorted(all_of_them, key=lambda each: each.valid_to or date.max))


def _replaced(code: Code, by: Entry) -> bool:
    return any(code.overlaps(each) for each in _periods(by))
