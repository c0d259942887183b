"""Zip files of messages, which anyone may send: nothing is unpacked to disk, and every bound is held while reading."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from wco_datamodel.catalogue import quoted, tell
from wco_datamodel.problems import Problem

SUFFIXES: Final = (".xml", ".json")
NESTED: Final = re.compile(r"\.(zip|gz|tgz|tar|7z|rar|bz2|xz)\Z", re.IGNORECASE)
UNSAFE: Final = re.compile(r"\A[/\\]|\A[A-Za-z]:|\\|(?:\A|/)\.\.(?:/|\Z)|[\x00-\x1f]")
END: Final = b"PK\x05\x06"
END_64: Final = b"PK\x06\x07"
DIRECTORY: Final = 4_000_000
"""Bytes of a zip's list of contents: far more than ten thousand files need."""


class Limits(msgspec.Struct, frozen=True):
    """What is read of a batch: so many files and bytes, each file so long, and packed no tighter than ``ratio``."""

    files: int = 10_000
    each: int = 10_000_000
    total: int = 500_000_000
    ratio: int = 400


LIMITS: Final = Limits()


class Refused(Exception):
    """One file of a zip, or the whole zip, cannot be read; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def is_archive(beginning: bytes) -> bool:
    """Whether bytes begin as a zip file does, an empty one too."""
    return beginning[:4] in {b"PK\x03\x04", END}


class Archive:
    """An open zip file. Opening raises Refused for one that is broken, or whose list of contents is too long."""

    def __init__(self, source: Path | bytes, limits: Limits = LIMITS) -> None:
        self.limits, self._read = limits, 0
        stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        try:
            _refuse_long_directory(stream)
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, OSError):
            stream.close()
            raise Refused(tell("BATCH-BROKEN", None)) from None
        except Refused:
            stream.close()
            raise
        self.members = [each for each in self._zip.infolist() if _counts(each)]
        if len(self.members) > limits.files:
            self.close()
            raise Refused(tell("BATCH-MANY", None, limit=f"{limits.files:,}"))

    def read(self) -> Iterator[tuple[str, bytes | Problem]]:
        """Yield the name of each message and its bytes, or why they are not read; the zip's end if it goes too far."""
        seen: set[str] = set()
        for member in self.members:
            try:
                self._refuse(member, seen)
                data: bytes | Problem = self._unpack(member)
            except Refused as refused:
                data = refused.problem
            yield member.filename, data
            if self._read > self.limits.total:
                return

    def close(self) -> None:
        """Close the file."""
        stream = self._zip.fp
        self._zip.close()
        if stream is not None:
            stream.close()

    def _refuse(self, member: zipfile.ZipInfo, seen: set[str]) -> None:
        name = member.filename
        if UNSAFE.search(name) or stat.S_ISLNK(member.external_attr >> 16):
            raise Refused(tell("BATCH-NAME", None, value=quoted(name)))
        if name in seen:
            raise Refused(tell("BATCH-TWICE", None, value=quoted(name)))
        seen.add(name)
        if NESTED.search(name):
            raise Refused(tell("BATCH-NESTED", None))
        if member.flag_bits & 1:
            raise Refused(tell("BATCH-LOCKED", None))

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        """Read one file, never more than is allowed whatever its header says."""
        most = min(self.limits.each, max(self.limits.total - self._read, 0))
        try:
            with self._zip.open(member) as packed:
                data = packed.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
            raise Refused(tell("BATCH-BROKEN", None)) from None
        self._read += len(data)
        if len(data) > self.limits.each:
            raise Refused(tell("BATCH-LONG", None, limit=f"{self.limits.each:,}"))
        if self._read > self.limits.total:
            raise Refused(tell("BATCH-TOTAL", None, limit=f"{self.limits.total:,}"))
        if len(data) > self.limits.ratio * max(member.compress_size, 1_000):
            raise Refused(tell("BATCH-RATIO", None, ratio=self.limits.ratio))
        return data


def _counts(member: zipfile.ZipInfo) -> bool:
    """Whether a zip's member is a message, or pretends to more than a note beside messages would."""
    name = member.filename
    if member.is_dir() or name.startswith("__MACOSX/"):
        return False
    return name.lower().endswith(SUFFIXES) or NESTED.search(name) is not None


def _refuse_long_directory(stream: BinaryIO) -> None:
    """Look at a zip's end before the standard library does, which would read a list of contents of any length."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - 65_557 - 20, 0))
    tail = stream.read()
    at = len(tail) - 22 if tail[-22:-18] == END and tail.endswith(b"\x00\x00") else tail.rfind(END)
    if at < 0:
        raise Refused(tell("BATCH-BROKEN", None))
    large = tail[max(at - 20, 0) : at].startswith(END_64)
    if large or int.from_bytes(tail[at + 12 : at + 16], "little") > DIRECTORY:
        raise Refused(tell("BATCH-MANY", None, limit=f"{LIMITS.files:,}"))
    stream.seek(0)
