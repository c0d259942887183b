"""Bytes to an element tree, safely: nothing is fetched, expanded or guessed, and every refusal names its line."""

import re
from threading import local
from typing import Final

from lxml import etree

from wco_datamodel.catalogue import tell
from wco_datamodel.problems import MessageRejected
from wco_datamodel.xml_faults import first_fault

MARK: Final = b"\xef\xbb\xbf"
DECLARATION: Final = re.compile(rb"""<\?xml\s+version\s*=\s*["']([^"']*)["'](?:\s+encoding\s*=\s*["']([^"']*)["'])?""")
# Comments, instructions and blanks, then a document type; atomic, so that no input can make it look twice.
DOCTYPE_IN_PROLOG: Final = re.compile(rb"(?>(?:\s++|<!--(?>.*?-->)|<\?(?>.*?\?>))*+)<!DOCTYPE", re.DOTALL)
ENCODINGS: Final = re.compile(r"utf-?8|(us-)?ascii|iso-?8859-\d{1,2}|windows-125\d|utf-?16(le|be)?|", re.IGNORECASE)
OWN_ENCODING: Final = re.compile(r"\A(<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')")
USUAL: Final = tuple(b"<?xml version=%b1.0%b encoding=%bUTF-8%b" % (quote * 4) for quote in ((b"'",), (b'"',)))
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_xml(data: bytes) -> etree._Element:
    """Parse XML 1.0 without a document type; comments and processing instructions are left out.

    Raises MessageRejected with the first fault: in text that is not well-formed it is the only one that means anything.
    """
    data = _in_utf_8(data) if data.startswith(UTF_16) else data
    _refuse_unsafe_prolog(data)
    root = parse_tree(data)
    searchable = data.startswith(USUAL) and b"<!DOCTYPE" not in data
    if not searchable and root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(data)
    return root


def parse_tree(data: bytes) -> etree._Element:
    """Parse XML that was looked at before or written here. Raises MessageRejected with the first fault."""
    parser = OWN.parser
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise MessageRejected((first_fault(parser.error_log, data),)) from None


class _Own(local):
    """A parser for each thread: they lock each other out of a shared one, and its log holds one text's faults."""

    def __init__(self) -> None:
        self.parser = _parser()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )


OWN: Final = _Own()


def _in_utf_8(data: bytes) -> bytes:
    """Turn UTF-16 into UTF-8, so that what is looked for in the bytes can be seen there."""
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        raise MessageRejected((tell("XML-ENCODING", None, 1, more=" It begins as UTF-16 does."),)) from None
    beginning = OWN_ENCODING.sub(r"\1", text[:200])
    return (beginning + text[200:]).encode()


def _refuse_unsafe_prolog(data: bytes) -> None:
    start = len(MARK) if data.startswith(MARK) else 0
    declared = None if data.startswith(USUAL) else DECLARATION.match(data, start)
    if declared:
        version, encoding = ((each or b"").decode("ascii", "replace")[:20] for each in declared.groups())
        if version != "1.0":
            raise MessageRejected((tell("XML-VERSION", None, 1, version=version),))
        if not ENCODINGS.fullmatch(encoding):
            raise MessageRejected((tell("XML-ENCODING", None, 1, more=f" The file says it is {encoding}."),))
    if b"<!DOCTYPE" in data and DOCTYPE_IN_PROLOG.match(data, start):
        raise _doctype(data)


def _doctype(data: bytes) -> MessageRejected:
    line = data.count(b"\n", 0, max(data.find(b"<!DOCTYPE"), 0)) + 1
    return MessageRejected((tell("XML-DOCTYPE", None, line),))
