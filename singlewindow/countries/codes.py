"""The code lists as one country uses them: what is published, its own countries, and the changes of ``codes.yaml``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from singlewindow.countries.reading import PackError, read
from wco_datamodel.codelists import AddedCode, Change, ChangeRefused, CodeLists, changes_from

FILE = "codes.yaml"


def code_lists(folder: Path, countries: Mapping[str, str]) -> CodeLists:
    """Return the lists of the pack in a folder; ``countries`` are names by code that ISO 3166-1 may not list.

    A pack without ``codes.yaml`` uses the lists as they are published. Raises PackError naming the place, as
    ``procedures.only[2]``.
    """
    lists = _with_countries(CodeLists.standard(), countries)
    file = folder / FILE
    if not file.exists():
        return lists
    written = read(file, dict[str, Any])
    try:
        return lists.with_changes(changes_from(written))
    except ChangeRefused as error:
        raise PackError(file, error.place, error.sentence) from error


def _with_countries(lists: CodeLists, countries: Mapping[str, str]) -> CodeLists:
    listed = lists.get("iso3166")
    own = {code: AddedCode(code, name) for code, name in countries.items() if code not in listed}
    return lists.with_changes({"iso3166": Change(add=tuple(own.values()))}) if own else lists
