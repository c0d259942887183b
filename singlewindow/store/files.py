"""Files outside the database, each under its SHA-256: written whole or not at all, and checked when read."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

DOCUMENTS = "documents"
"""The folder in VAR where attached documents lie."""


class Damaged(Exception):
    """A file is missing, or is no longer what it was. ``sentence`` says which."""

    def __init__(self, sha256: str, sentence: str) -> None:
        super().__init__(f"{sha256}: {sentence}")
        self.sha256 = sha256
        self.sentence = sentence


class Files:
    """The files in one folder, which only its owner can read. What is there already is not written again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Write a file, so that it outlasts a power cut once this returns, and give its SHA-256.

        A commit that names it comes after that. Where none comes, the file lies there unnamed and harms nobody.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self._path(sha256)
        if not self._whole(target, sha256):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(target, content)
            _sync(target.parent)
            _sync(self.folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The file of this digest. Raises Damaged."""
        try:
            content = self._path(sha256).read_bytes()
        except OSError:
            raise Damaged(sha256, "the file is missing or cannot be read") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(sha256, "the file was changed")
        return content

    def require(self, sha256: str) -> None:
        """Raise Damaged where the file of this digest is missing or was changed. It is read a block at a time."""
        try:
            with self._path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise Damaged(sha256, "the file is missing or cannot be read") from None
        if found != sha256:
            raise Damaged(sha256, "the file was changed")

    def __iter__(self) -> Iterator[str]:
        """The digests of all files that are there."""
        return (path.name for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")) if not path.suffix)

    def _whole(self, target: Path, sha256: str) -> bool:
        try:
            return target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256


def _write(target: Path, content: bytes) -> None:
    """Under another name first: the file's own name stands for the whole of it."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """Make a folder's new names outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
