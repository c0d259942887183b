"""Every fault of a message's text, structure and values: its name, its code, its sentence, and what to do about it.

Sentences are templates; no word of schema language is in them. ``tell`` fills one in and gives it a place.
"""

from typing import Final, NamedTuple

from wco_datamodel.places import Place
from wco_datamodel.problems import Problem, Severity


class Entry(NamedTuple):
    """One kind of fault; its code is short enough for a response to carry it (377, an..8)."""

    code: str
    sentence: str
    hint: str
    severity: Severity = "error"


CATALOGUE: Final[dict[str, Entry]] = {
    "MESSAGE-LONG": Entry(
        "MSG01",
        "The message has {length} bytes; {limit} is the most that is read here.",
        "Divide the shipment over several declarations, or remove what is not part of the message.",
    ),
    "MESSAGE-WIDE": Entry(
        "MSG10",
        "The message has more than {limit} elements; no message needs so many.",
        "Divide the shipment over several declarations.",
    ),
    "MESSAGE-MISSING": Entry(
        "MSG02",
        "There is no message: it must begin with MetaData or with what that may hold, such as Declaration; "
        "this begins with {found}.",
        'Send a WCO Data Model message, or its JSON spelling: {{"Declaration": {{...}}}}.',
    ),
    "MESSAGE-SEVERAL": Entry("MSG03", "There are {count} messages in one file.", "Send each message by itself."),
    "MESSAGE-PROFILE": Entry(
        "MSG04",
        "The message is written in the namespace {namespace}, which is not known here.",
        "Known profiles are {known}; a message without any namespace is read as {ours}.",
    ),
    "MESSAGE-WRAPPED": Entry(
        "MSG05",
        "The message was found inside {wrapper}; nothing else in that wrapper was read.",
        "Nothing needs to be done.",
        "warning",
    ),
    "MESSAGE-EMPTY": Entry(
        "MSG06",
        "The message holds no declaration, no response, and nothing about a permit.",
        "Add one Declaration, one or more Responses, one LPCO, or one or more LPCOResponses.",
    ),
    "MESSAGE-MORE": Entry(
        "MSG07", "There are more faults than the {count} named here.", "Correct these and send the message again."
    ),
    "MESSAGE-OTHER": Entry("MSG08", "{label} cannot be read as it stands.", "Compare it with a sample message."),
    "XML-EMPTY": Entry(
        "XML01", "The file does not begin with a message.", "The first thing in it must be an XML element."
    ),
    "XML-TRAILING": Entry(
        "XML02",
        "There is something after the end of the message.",
        "Remove everything after the closing tag of the first element; send two messages as two files.",
    ),
    "XML-TAGS": Entry(
        "XML03",
        "A closing tag does not match the tag that was opened.{more}",
        "Close each element with its own name, the innermost first.",
    ),
    "XML-CUT": Entry(
        "XML04",
        "The file ends before the message does.{more}",
        "Send the whole file: it may have been cut off on its way.",
    ),
    "XML-COMMENT": Entry(
        "XML05",
        "A comment was never closed, or contains two hyphens.{more}",
        "End the comment with --> and use no -- inside it.",
    ),
    "XML-CDATA": Entry("XML06", "A CDATA section is not closed.", "End it with ]]>."),
    "XML-CHARACTER": Entry(
        "XML07", "There is a character that a message cannot carry.", "Remove control characters, such as NUL."
    ),
    "XML-ENCODING": Entry("XML08", "The file's encoding cannot be read.{more}", "Save the file as UTF-8."),
    "XML-ENTITY": Entry("XML09", "There is an entity that XML does not know.", "Write the character itself."),
    "XML-MARKUP": Entry(
        "XML10",
        "There is a < or an & that begins no tag and no character reference.",
        "Write &lt; for < and &amp; for &.",
    ),
    "XML-ATTRIBUTE": Entry(
        "XML11",
        "An attribute is given twice, or not written as it must be.",
        'Write each attribute once, as name="value".',
    ),
    "XML-DECLARATION": Entry(
        "XML12",
        "The line <?xml ...?> stands in the middle of the file.",
        "Remove everything before it, blank lines too.",
    ),
    "XML-LIMIT": Entry(
        "XML13",
        "The message is nested too deeply, or one of its values is far too long.",
        "No message needs more than a few levels: look for tags that are never closed.",
    ),
    "XML-PREFIX": Entry(
        "XML14",
        "A prefix is used that the file does not declare.{more}",
        'Declare it with xmlns:prefix="...", or leave prefixes out.',
    ),
    "XML-VERSION": Entry(
        "XML15", "The file says it is XML version {version}; only version 1.0 is read.", 'Write version="1.0".'
    ),
    "XML-DOCTYPE": Entry(
        "XML16",
        "The file carries a document type (DOCTYPE), which a message may not have: it can hide other content.",
        "Remove everything from <!DOCTYPE to its closing >.",
    ),
    "XML-SYNTAX": Entry(
        "XML17", "The XML cannot be read here.", "Check the tags, quotes and brackets on this line and the one before."
    ),
    "JSON-ENCODING": Entry("JSON01", "The bytes here are not UTF-8, the encoding of JSON.", "Save the file as UTF-8."),
    "JSON-SYNTAX": Entry(
        "JSON02",
        "The JSON cannot be read here{found}.",
        "Check the quotes, commas and brackets on this line and the one before.",
    ),
    "JSON-DEPTH": Entry(
        "JSON03", "The JSON is nested more than {depth} levels deep.", "No message needs that: remove levels."
    ),
    "JSON-TWICE": Entry(
        "JSON04", "{name} is given twice in the same object.", "Keep one. Where several are meant, write one list."
    ),
    "JSON-NUMBER": Entry(
        "JSON05", "{value} is not a number that a message can carry.", "Write it in digits, without an exponent."
    ),
    "JSON-SHAPE": Entry("JSON06", "{label} must be {shape}.", "Compare it with a sample message."),
    "ELEMENT-UNKNOWN": Entry("ELEM01", "{name} is not known in {holder}.", "Check the spelling, or leave it out."),
    "ELEMENT-MISSPELT": Entry(
        "ELEM02", "{name} is not known in {holder}; it looks like {suggestion}.", "Write {suggestion} ({label})."
    ),
    "ELEMENT-ELSEWHERE": Entry(
        "ELEM03",
        "{label} is in the wrong place: it stands in {holder} and belongs in {home}.",
        "Move {name} into {home_name}.",
    ),
    "ELEMENT-ORDER": Entry(
        "ELEM04",
        "{label} is in the wrong place in {holder}: it must come {side} {neighbour}.",
        "Move {name} {side} {next_name}.",
    ),
    "ELEMENT-REPEATED": Entry(
        "ELEM05",
        "{label} is given {count} times in {holder}; {maximum} is the most.",
        "Keep {maximum} and remove the rest.",
    ),
    "ELEMENT-MISSING": Entry("ELEM06", "{label} is missing from {holder}.", "Add {name}."),
    "ELEMENT-IN-VALUE": Entry(
        "ELEM07", "{label} is a single value, but other elements stand inside it.", "Write the value alone."
    ),
    "TEXT-STRAY": Entry(
        "ELEM08", "There is text between the elements of {label}: {value}.", "Put it into an element, or remove it."
    ),
    "ELEMENT-WIDE": Entry(
        "ELEM09",
        "{label} holds {count} elements; {limit} is the most that is read.",
        "Divide it over several messages.",
    ),
    "VALUE-EMPTY": Entry("VAL01", "{label} is empty.", "Give a value, or leave {name} out."),
    "VALUE-LONG": Entry(
        "VAL02", "{label} is too long: {length} characters, where {maximum} are allowed.", "Shorten it."
    ),
    "VALUE-LENGTH": Entry(
        "VAL03",
        "{label} must have exactly {maximum} characters; {value} has {length}.",
        "Write it with {maximum} characters.",
    ),
    "VALUE-LETTERS": Entry("VAL04", "{label} must be letters only; {value} is not.", "Use the letters A to Z."),
    "VALUE-DIGITS": Entry("VAL05", "{label} must be digits only; {value} is not.", "Use the digits 0 to 9."),
    "VALUE-LIST": Entry("VAL06", "{label} cannot be {value}.", "It must be one of {choices}."),
    "VALUE-NUMBER": Entry(
        "VAL07", "{label} must be a number; {value} is not.", "Write digits, with a point before the decimals: 1250.50"
    ),
    "VALUE-WIDTH": Entry("VAL08", "{label} has too many digits: {value}.", "Write at most {maximum} digits."),
    "VALUE-DECIMALS": Entry("VAL09", "{label} has too many decimals: {value}.", "Write {decimals} after the point."),
    "VALUE-DATE": Entry(
        "VAL10",
        "{label} is not a date as messages write it: {value}.",
        "Write a day as 20261124 (formatCode 102), or a time as 20261124153000Z (formatCode 304).",
    ),
    "VALUE-FORM": Entry("VAL11", "{label} is not written as it must be: {value}.", "Its form is {form}."),
    "VALUE-CHARACTER": Entry(
        "VAL12", "{label} holds a character that a message cannot carry.", "Remove control characters, such as NUL."
    ),
    "ATTRIBUTE-UNKNOWN": Entry("ATTR01", "{label} cannot carry the attribute {attribute}.", "Remove the attribute."),
    "ATTRIBUTE-MISSING": Entry("ATTR02", "{label} needs the attribute {attribute}.", "Add {attribute}: {example}."),
    "ATTRIBUTE-VALUE": Entry("ATTR03", "{label}: {value} cannot be its {attribute}.", "Write {example}."),
    "ATTRIBUTE-UNHELD": Entry(
        "ATTR04",
        "{label}: the attribute {attribute} ({value}) stays with the message, but only the value itself is looked at.",
        "Nothing needs to be done.",
        "warning",
    ),
    "BATCH-BROKEN": Entry(
        "BATCH01", "This part of the zip file cannot be read.", "Pack the messages again, in the ordinary zip format."
    ),
    "BATCH-MANY": Entry("BATCH02", "The zip file holds more than {limit} messages.", "Divide it."),
    "BATCH-LONG": Entry("BATCH03", "The file is longer than {limit} bytes.", "No message needs to be: divide it."),
    "BATCH-TOTAL": Entry(
        "BATCH04",
        "The files of this zip are longer than {limit} bytes in all; nothing after this one was read.",
        "Divide it over several zip files.",
    ),
    "BATCH-RATIO": Entry(
        "BATCH05",
        "The file is packed more than {ratio} times smaller than it is, as no message can be.",
        "Pack the messages again.",
    ),
    "BATCH-NESTED": Entry(
        "BATCH06", "This is an archive inside a zip file.", "Put the messages themselves into one zip file."
    ),
    "BATCH-NAME": Entry(
        "BATCH07",
        "The name {value} is no plain one: it leads out of the zip file, holds a backslash, or is a link.",
        "Pack the messages by plain names.",
    ),
    "BATCH-TWICE": Entry("BATCH08", "The zip file holds two files named {value}.", "Give each its own name."),
    "BATCH-LOCKED": Entry("BATCH09", "The file is locked with a password.", "Pack the messages without one."),
    "BATCH-EMPTY": Entry(
        "BATCH10", "There is no message here: no file is named .xml or .json.", "Add messages, or name them so."
    ),
}


MOST: Final = 200
"""As many faults are named in one message; then it says that there are more."""


def tell(fault: str, where: Place | None, line: int | None = None, **words: object) -> Problem:
    """Fill in the sentence of a fault and give it its place, or none where it lies outside any message.

    ``label`` and ``name`` are filled from the place unless given; a word ``hint`` replaces the catalogue's hint.
    hint.
    """
    entry = CATALOGUE[fault]
    named = {"label": where.label, "name": where.name} if where else {"label": "", "name": ""}
    filled = named | words
    prefix = f"Item {where.item}: " if where and where.item else ""
    return Problem(
        code=entry.code,
        sentence=prefix + entry.sentence.format_map(filled),
        pointer=where.pointer if where else "",
        xpath=where.xpath if where else "",
        json_pointer=where.json_pointer if where else "",
        line=line,
        label=str(filled["label"]),
        hint=str(filled.get("hint") or entry.hint.format_map(filled)),
        severity=entry.severity,
    )


def quoted(value: str, most: int = 40) -> str:
    """Quote a value for a sentence, on one line and cut to a length."""
    flat = " ".join(value.split())
    return f"“{flat[:most]}…”" if len(flat) > most else f"“{flat}”"
