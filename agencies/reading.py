"""Strict reading of tables written in YAML: what is unknown, missing or repeated is an error with its place."""

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

T = TypeVar("T")

_QUOTED = frozenset({"goods", "but_not", "documents"})
_FLOAT = "tag:yaml.org,2002:float"


class TableError(ValueError):
    """A table cannot be used. ``file`` and ``entry`` (an id, or a line) say where; ``sentence`` says what is wrong."""

    def __init__(self, file: Path, entry: str, sentence: str) -> None:
        super().__init__(f"{file}: {entry}: {sentence}" if entry else f"{file}: {sentence}")
        self.file = file
        self.entry = entry
        self.sentence = sentence


class _StrictLoader(yaml.CSafeLoader):
    """YAML without repeated keys, without floats (``50.10`` stays text, for Decimal), and with HS codes in quotes."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the class that it narrows
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _FLOAT]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping, or an error at the key that is written twice or the code that has no quotes."""
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise _fault(f"the field {name} is written twice", key)
            if name in _QUOTED:
                _require_quotes(name, value)
            seen.add(name)
        return super().construct_mapping(node, deep)


def read_table(file: Path) -> dict[str, Any]:
    """The file's top level as a mapping of plain values. Raises TableError naming the line."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), _StrictLoader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(file, "", f"The file cannot be read ({error}).") from error
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise TableError(file, line, f"This is not a table: {error.problem}.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise TableError(file, "", f"This is not a table: {error}.") from error
    if not isinstance(content, dict):
        raise TableError(file, "", "The file must hold fields and their values.")
    return content


def read_entries(file: Path, content: dict[str, Any], field: str, kind: type[T]) -> tuple[T, ...]:
    """The list under ``field``, each of its entries as a value of ``kind``; it may be absent. Raises TableError."""
    entries = content.get(field) or []
    if not isinstance(entries, list):
        raise TableError(file, field, "This must be a list.")
    return tuple(convert(file, _name(field, number, raw), raw, kind) for number, raw in enumerate(entries, start=1))


def refuse_unknown(file: Path, content: dict[str, Any], known: frozenset[str]) -> None:
    """Raise TableError where the file's top level has a field that is not ``known``."""
    for field in content:
        if field not in known:
            raise TableError(file, str(field), f"There is no such field here; there are {', '.join(sorted(known))}.")


def convert(file: Path, entry: str, raw: object, kind: type[T]) -> T:
    """Plain values as a value of ``kind``. Raises TableError with the entry and the field."""
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise TableError(file, entry, _sentence(str(error))) from error


def _sentence(fault: str) -> str:
    """What msgspec says is wrong, with the field first, and a hint where YAML read text as something else."""
    what, _, place = fault.partition(" - at ")
    if place.startswith("`key`"):
        return "YAML reads the name of a field as a number, or as yes or no. Write it in quotes."
    field = place.strip("`").removeprefix("$").lstrip(".")
    hint = " Write it in quotes." if what.startswith("Expected `str`, got") else ""
    return f"{field}: {what}.{hint}" if field else f"{what}.{hint}"


def _name(field: str, number: int, raw: object) -> str:
    """An entry's id, or its place in the list where it has none."""
    named = raw.get("id") if isinstance(raw, dict) else None
    return str(named) if named else f"{field}[{number}]"


def _require_quotes(field: str, node: yaml.Node) -> None:
    for scalar in _scalars(node):
        if not scalar.style and str(scalar.value)[:1].isdigit():
            raise _fault(f"{field} holds {scalar.value} without quotes, and YAML would read 0601 as a number", scalar)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _scalars(inner)


def _fault(problem: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
