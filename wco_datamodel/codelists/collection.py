"""All code lists together, as one country uses them."""

from collections.abc import Callable, Mapping
from functools import cache

from wco_datamodel.codelists.changes import Change, ChangeRefused
from wco_datamodel.codelists.code_list import CodeList, CodeUnknown
from wco_datamodel.codelists.reading import about, names, read


@cache
def get(name: str) -> CodeList:
    """Return a list as it is published; it is read once. Raises ListUnknown."""
    return read(name)


class CodeLists:
    """Every list, with the changes of one country applied; those it does not change are shared and read when used."""

    def __init__(self, changed: Mapping[str, CodeList]) -> None:
        self._changed = dict(changed)

    @classmethod
    def standard(cls) -> "CodeLists":
        """Return the lists as they are published."""
        return cls({})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all lists."""
        return names()

    def get(self, name: str) -> CodeList:
        """Return a list. Raises ListUnknown."""
        return self._changed.get(name) or get(name)

    def of_element(self, wco_id: str) -> CodeList | None:
        """Return the list whose codes an element holds, by its WCO id, as ``166``; None where there is no such list.

        Some elements may hold codes of their user besides: documents (D006, D019), duties (113), and places, which are
        a UN/LOCODE with up to twelve characters more.
        """
        name = _by_element().get(wco_id)
        return None if name is None else self.get(name)

    def with_changes(self, changes: Mapping[str, Change]) -> "CodeLists":
        """Return the lists with changes by list name, made on top of these. Raises ChangeRefused, ListUnknown."""
        return CodeLists({**self._changed, **{name: _changed(self.get(name), changes[name]) for name in changes}})


def _changed(codes: CodeList, change: Change) -> CodeList:
    """Narrow, leave out, and add, in this order."""
    if change.only is not None:
        codes = _taken(codes, codes.narrowed, "only", change.only)
    if change.without:
        codes = _taken(codes, codes.without, "without", change.without)
    return codes.extended(each.as_code() for each in change.add) if change.add else codes


def _taken(
    codes: CodeList, take: Callable[[tuple[str, ...]], CodeList], field: str, asked: tuple[str, ...]
) -> CodeList:
    try:
        return take(asked)
    except CodeUnknown as error:
        wrong = error.codes[0]
        near = codes.suggest(wrong, 1)
        hint = f" Did you mean {near[0].code} ({near[0].name})?" if near else ""
        place = f"{codes.name}.{field}[{asked.index(wrong)}]"
        raise ChangeRefused(place, f"The list has no code {wrong}.{hint}") from error


@cache
def _by_element() -> Mapping[str, str]:
    return {element: name for name in names() for element in about(name).elements}
