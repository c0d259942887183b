"""Batches: a folder or a zip file of messages, read one after the other; a message refused does not stop the others."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from wco_datamodel.archives import LIMITS, NESTED, SUFFIXES, Archive, Limits, Refused, is_archive
from wco_datamodel.catalogue import tell
from wco_datamodel.message import Message
from wco_datamodel.parsing import parse
from wco_datamodel.problems import MessageRejected, Problem

ZIP = ".zip"


class File(NamedTuple):
    """One file of a batch: its bytes, or (``refused``) why they were not read. ``name`` is its path in the batch."""

    name: str
    raw: bytes = b""
    refused: Problem | None = None

    @property
    def content_type(self) -> str | None:
        """The media type that its name claims, or None."""
        suffix = Path(self.name).suffix.lower()
        return f"application/{suffix[1:]}" if suffix in SUFFIXES else None


class Entry(NamedTuple):
    """One message of a batch by the name of its file, or why it was refused."""

    name: str
    outcome: Message | MessageRejected


def read(source: Path | bytes, limits: Limits = LIMITS) -> Iterator[Entry]:
    """Read every message of a folder, a zip file, or one file; bytes are a zip file's or one message's.

    Of a folder and of a zip only files named .xml or .json are messages; a zip inside a folder is read, one inside a
    zip is refused. Nothing is raised for what a batch holds: each refusal is an entry.
    """
    for file in files(source, limits):
        yield Entry(file.name, _outcome(file, limits))


def files(source: Path | bytes, limits: Limits = LIMITS) -> Iterator[File]:
    """Yield the files of a batch with their bytes, one at a time in memory; see ``read``."""
    if isinstance(source, bytes):
        yield from _unpacked("", source, limits) if is_archive(source) else (File("", source),)
    elif source.is_dir():
        found = list(_paths(source))
        for path in found:
            yield from _opened(path, path.relative_to(source).as_posix(), limits)
        if not found:
            yield File("", refused=tell("BATCH-EMPTY", None))
    else:
        yield from _opened(source, source.name, limits)


def count(source: Path) -> int:
    """Count the messages of a batch, for a progress bar, without reading them; a zip that cannot be read is one."""
    if source.is_dir():
        return sum(count(path) if path.suffix.lower() == ZIP else 1 for path in _paths(source))
    if source.suffix.lower() != ZIP:
        return 1
    try:
        with closing(Archive(source)) as archive:
            return len(archive.members)
    except Refused:
        return 1


def _outcome(file: File, limits: Limits) -> Message | MessageRejected:
    if file.refused is not None:
        return MessageRejected((file.refused,))
    try:
        return parse(file.raw, file.content_type, limit=limits.each)
    except MessageRejected as rejected:
        return rejected


def _paths(folder: Path) -> Iterator[Path]:
    """Yield the messages and zips in a folder by name; a link that leads out of it is not followed."""
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (*SUFFIXES, ZIP) and path.is_file() and path.resolve().is_relative_to(inside):
            yield path


def _opened(path: Path, name: str, limits: Limits) -> Iterator[File]:
    with path.open("rb") as stream:
        beginning = stream.read(4)
        zipped = is_archive(beginning) or path.suffix.lower() == ZIP
        size = path.stat().st_size
        if not zipped and size > limits.each:
            yield File(name, refused=tell("MESSAGE-LONG", None, length=f"{size:,}", limit=f"{limits.each:,}"))
        elif not zipped:
            yield File(name, beginning + stream.read())
    if zipped:
        yield from _unpacked(name, path, limits)


def _unpacked(name: str, source: Path | bytes, limits: Limits) -> Iterator[File]:
    try:
        archive = Archive(source, limits)
    except Refused as refused:
        yield File(name, refused=refused.problem)
        return
    with closing(archive):
        for inner, data in archive.read():
            full = f"{name}/{inner}" if name else inner
            yield _file(full, data)
        if not archive.members:
            yield File(name, refused=tell("BATCH-EMPTY", None))


def _file(name: str, data: bytes | Problem) -> File:
    if isinstance(data, Problem):
        return File(name, refused=data)
    if is_archive(data) or NESTED.search(name):
        return File(name, refused=tell("BATCH-NESTED", None))
    return File(name, data)
