"""Message files, as commands are given them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".xml", ".json")


class MessageFile(NamedTuple):
    """A file that holds one message."""

    path: Path

    @property
    def raw(self) -> bytes:
        """Its bytes, as they are."""
        return self.path.read_bytes()

    @property
    def content_type(self) -> str:
        """``application/json`` or ``application/xml``, by the file's name."""
        return f"application/{'json' if self.path.suffix.lower() == '.json' else 'xml'}"


def message_files(paths: Iterable[Path]) -> list[MessageFile]:
    """The files among ``paths`` and those named .xml or .json in its folders, in the order of their names."""
    found: list[MessageFile] = []
    for path in paths:
        inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        found.extend(MessageFile(file) for file in (inside if path.is_dir() else [path]))
    return found
