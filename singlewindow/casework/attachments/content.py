"""What a file is, by its content: names and types that senders give are not relied on. Pure."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from wco_datamodel import MessageRejected
from wco_datamodel.ephyto import SPSCertificate, is_certificate, read_certificate
from wco_datamodel.xml_reading import read_xml

XML = "application/xml"
MARKS = 400_000
"""More tags than any document needs: a tree of them would fill the memory."""


class Kind(NamedTuple):
    """A kind of file: its name for people, the endings of its names, and how its bytes tell it."""

    name: str
    endings: tuple[str, ...]
    tells: Callable[[bytes], bool]


class Unfit(Exception):
    """A file cannot be taken: ``sentence`` says why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Content(msgspec.Struct, frozen=True):
    """What a file is: its media type, and the certificate that it holds, if it is an electronic one (IPPC ePhyto)."""

    content_type: str
    certificate: SPSCertificate | None = None


def _pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]


def _jpeg(data: bytes) -> bool:
    return data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-1024:]


def _png(data: bytes) -> bool:
    return data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and b"IEND" in data[-1024:]


def _tiff(data: bytes) -> bool:
    return data.startswith((b"II*\x00", b"MM\x00*"))


def _xml(data: bytes) -> bool:
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") or data.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<"))


KINDS: Mapping[str, Kind] = {
    "application/pdf": Kind("PDF", (".pdf",), _pdf),
    "image/jpeg": Kind("JPEG", (".jpg", ".jpeg"), _jpeg),
    "image/png": Kind("PNG", (".png",), _png),
    "image/tiff": Kind("TIFF", (".tif", ".tiff"), _tiff),
    XML: Kind("XML", (".xml",), _xml),
}
"""What can be attached. ISO 32000-1 (PDF), ITU-T T.81 (JPEG), ISO/IEC 15948 (PNG), TIFF 6.0 and XML 1.0 say how each
begins and ends; a file that was cut off in the sending lacks its end."""

_TAKEN = "Send a PDF, a JPEG, PNG or TIFF picture, or an XML file."


def examine(data: bytes) -> Content:
    """Tell what a file is. Raises Unfit for one that is empty, cut off, of another kind, or unsafe XML."""
    if not data:
        raise Unfit("The file is empty. Select the file that you want to send.")
    content_type = next((name for name, kind in KINDS.items() if kind.tells(data)), None)
    if content_type is None:
        raise Unfit(f"The file is of a kind that is not taken, or it is not whole. {_TAKEN}")
    return Content(content_type, _certificate(data) if content_type == XML else None)


def _certificate(data: bytes) -> SPSCertificate | None:
    """The certificate in XML, or None where it holds something else. Raises Unfit for what cannot be read."""
    if data.count(b"<") > MARKS:
        raise Unfit("The XML has too many elements. Send it as PDF.")
    try:
        return read_certificate(data) if is_certificate(read_xml(data)) else None
    except MessageRejected as rejected:
        first = rejected.problems[0]
        line = f" (line {first.line})" if first.line else ""
        raise Unfit(f"The XML cannot be read{line}: {first.sentence}") from None


def fitting(name: str, content_type: str) -> str:
    """A file's name without folders and signs that no name has, of at most 140 characters, with its kind's ending."""
    endings = KINDS[content_type].endings
    plain = "".join(letter for letter in name if letter.isprintable() and letter not in '"<>:|?*;')
    plain = plain.replace("\\", "/").rpartition("/")[2].strip(" .")[:130] or "document"
    return plain if plain.lower().endswith(endings) else plain + endings[0]
