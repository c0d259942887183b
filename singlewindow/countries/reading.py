"""Strict reading of a pack's YAML files: an unknown, missing or repeated field is an error that names its place."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

T = TypeVar("T")


class PackError(ValueError):
    """A country pack cannot be used. ``file`` and ``field`` say where; ``sentence`` says what is wrong."""

    def __init__(self, file: Path, field: str, sentence: str) -> None:
        super().__init__(f"{file}: {field}: {sentence}" if field else f"{file}: {sentence}")
        self.file = file
        self.field = field
        self.sentence = sentence


class _StrictLoader(yaml.CSafeLoader):
    """YAML without repeated keys: the second would silently win over the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping, or an error at the key that is written twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field {name} is written twice", key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


def read(file: Path, kind: type[T]) -> T:
    """The file as a value of ``kind``. Raises PackError naming the file and the field, or the line."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(file, "", f"The file cannot be read ({error}).") from error
    try:
        return msgspec.convert(yaml.load(text, _StrictLoader), kind)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise PackError(file, _line(error), f"This is not valid YAML: {_problem(error)}.") from error
    except msgspec.ValidationError as error:
        sentence, _, place = str(error).partition(" - at ")
        raise PackError(file, place.strip("`").removeprefix("$").lstrip("."), f"{sentence}.") from error


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)
