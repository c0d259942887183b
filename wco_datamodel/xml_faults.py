"""What breaks XML itself: the parser's own name of each fault, and how it is told."""

import re
from typing import Final

from lxml import etree

from wco_datamodel.catalogue import tell
from wco_datamodel.problems import Problem

CODES: Final = {
    "ERR_DOCUMENT_EMPTY": "XML-EMPTY",
    "ERR_DOCUMENT_END": "XML-TRAILING",
    "ERR_TAG_NAME_MISMATCH": "XML-TAGS",
    "ERR_TAG_NOT_FINISHED": "XML-CUT",
    "ERR_HYPHEN_IN_COMMENT": "XML-COMMENT",
    "ERR_COMMENT_NOT_FINISHED": "XML-COMMENT",
    "ERR_CDATA_NOT_FINISHED": "XML-CDATA",
    "ERR_INVALID_CHAR": "XML-CHARACTER",
    "ERR_INVALID_ENCODING": "XML-ENCODING",
    "ERR_UNSUPPORTED_ENCODING": "XML-ENCODING",
    "ERR_UNKNOWN_ENCODING": "XML-ENCODING",
    "ERR_UNDECLARED_ENTITY": "XML-ENTITY",
    "ERR_NAME_REQUIRED": "XML-MARKUP",
    "ERR_ENTITYREF_SEMICOL_MISSING": "XML-MARKUP",
    "ERR_LT_IN_ATTRIBUTE": "XML-MARKUP",
    "ERR_ATTRIBUTE_REDEFINED": "XML-ATTRIBUTE",
    "ERR_ATTRIBUTE_NOT_STARTED": "XML-ATTRIBUTE",
    "ERR_ATTRIBUTE_WITHOUT_VALUE": "XML-ATTRIBUTE",
    "NS_ERR_ATTRIBUTE_REDEFINED": "XML-ATTRIBUTE",
    "ERR_RESERVED_XML_NAME": "XML-DECLARATION",
    "ERR_RESOURCE_LIMIT": "XML-LIMIT",
    "NS_ERR_UNDEFINED_NAMESPACE": "XML-PREFIX",
}


def first_fault(log: etree._ListErrorLog, data: bytes) -> Problem:
    """Tell the first fault of a parser's log; ``data`` is what was parsed. Later ones only follow from it."""
    entry = next((entry for entry in log if entry.level_name != "WARNING"), None)
    if entry is None:
        return tell("XML-SYNTAX", None, 1)
    more = _more(entry.type_name, entry.message, data, entry.line, entry.column)
    return tell(CODES.get(entry.type_name, "XML-SYNTAX"), None, max(entry.line, 1), more=more)


def _more(name: str, message: str, data: bytes, line: int, column: int) -> str:
    if name == "ERR_TAG_NAME_MISMATCH" and (found := re.search(r": (\S+) line (\d+) and (\S+)", message)):
        return f" {found[1]} was opened on line {found[2]}, but here {found[3]} is closed."
    if name == "ERR_TAG_NOT_FINISHED" and (found := re.search(r"in tag (\S+) line (\d+)", message)):
        return f" {found[1]}, opened on line {found[2]}, is never closed."
    if name == "NS_ERR_UNDEFINED_NAMESPACE" and (found := re.search(r"prefix (\S+) ", message)):
        return f" The prefix is {found[1]}."
    if CODES.get(name) == "XML-COMMENT":
        return f" It began on line {_comment_line(data, line, column)}."
    return ""


def _comment_line(data: bytes, line: int, column: int) -> int:
    """Return the line on which the comment began that is open at a place."""
    start = 0
    for _ in range(line - 1):
        start = data.find(b"\n", start) + 1
    until = start + column
    opened = data.find(b"<!--", data.rfind(b"-->", 0, until) + 1, until)
    return data.count(b"\n", 0, max(opened, 0)) + 1
