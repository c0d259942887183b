"""Which agencies have a say: those built in, those that other packages offer, and those of a country's pack."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType

from agencies import biosecurity, environment, fisheries, food_safety, medicines, police, telecommunications
from agencies.contract import Agency
from agencies.table import AGENCY_FILE, TableAgency

BUILT_IN: tuple[Callable[[], Agency], ...] = (
    biosecurity.agency,
    environment.agency,
    food_safety.agency,
    medicines.agency,
    police.agency,
    telecommunications.agency,
    fisheries.agency,
)

ENTRY_POINTS = "singlewindow.agencies"
"""Another package offers an agency by an entry point of this group, naming a function that returns it."""


class DuplicateAgency(ValueError):
    """Two agencies have the same code."""


class UnknownAgency(ValueError):
    """An agency is wanted that is not built in."""


class Registry:
    """The agencies by their codes, in the order in which they were found."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        """Take agencies. Raises DuplicateAgency where two have one code."""
        by_code: dict[str, Agency] = {}
        for agency in agencies:
            if other := by_code.get(agency.code):
                raise DuplicateAgency(f"{agency.name} and {other.name} have the same code, {agency.code}.")
            by_code[agency.code] = agency
        self.by_code: Mapping[str, Agency] = MappingProxyType(by_code)

    def __iter__(self) -> Iterator[Agency]:
        return iter(self.by_code.values())

    def __len__(self) -> int:
        return len(self.by_code)

    def get(self, code: str) -> Agency | None:
        """The agency with this code, or None."""
        return self.by_code.get(code)


def load(
    directories: Sequence[Path] = (),
    built_in: Sequence[Callable[[], Agency]] = BUILT_IN,
    only: Collection[str] | None = None,
) -> Registry:
    """Load every agency: built in, offered by entry points, and those of ``directories``, which may be absent.

    ``only`` are the codes of the built-in agencies that are wanted; None is all of them. Raises DuplicateAgency,
    UnknownAgency for a code that none of them has, and TableError naming the file, the requirement and what is wrong.
    """
    found = [make() for make in built_in]
    if only is not None:
        _require_known(only, [agency.code for agency in found])
        found = [agency for agency in found if agency.code in only]
    return Registry(found + list(_offered()) + list(_in_files(directories)))


def _require_known(wanted: Collection[str], known: Collection[str]) -> None:
    for code in wanted:
        if code not in known:
            raise UnknownAgency(f"There is no built-in agency {code}; there are {', '.join(sorted(known))}.")


def _offered() -> Iterator[Agency]:
    for point in entry_points(group=ENTRY_POINTS):
        yield point.load()()


def _in_files(directories: Sequence[Path]) -> Iterator[Agency]:
    for directory in directories:
        for file in sorted([*directory.glob("*.yaml"), *directory.glob("*.yml")]):
            yield TableAgency.from_file(file)
        for file in sorted(directory.glob(f"*/{AGENCY_FILE}")):
            yield TableAgency.from_folder(file.parent)
