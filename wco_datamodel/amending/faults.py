"""What can be wrong with a message about an earlier declaration: code, sentence, and what to do about it."""

from typing import Final, NoReturn

from wco_datamodel.catalogue import MOST, Entry, tell
from wco_datamodel.explaining import located
from wco_datamodel.message import Message
from wco_datamodel.places import Place, Step
from wco_datamodel.pointers import problem_in
from wco_datamodel.problems import MessageRejected, Problem

CATALOGUE: Final[dict[str, Entry]] = {
    "REQUEST-KIND": Entry(
        "AMD01",
        "This is no {what}: it has message function {function} and type {type}.",
        "A message about an earlier declaration has function 13, and type COR to amend, INV to cancel, GPR to present.",
    ),
    "REQUEST-ID": Entry(
        "AMD02", "The {what} does not say which declaration it is about.", "Put the declaration's reference into ID."
    ),
    "REQUEST-OTHER": Entry(
        "AMD03",
        "The amendment is about declaration {found}, and this is declaration {expected}.",
        "Put the reference of the declaration that is to be amended into ID.",
    ),
    "REQUEST-REASON": Entry(
        "AMD04",
        "The cancellation does not say why: {missing} is missing.",
        "Give one Amendment with a ChangeReasonCode and one AdditionalInformation with a StatementDescription.",
    ),
    "REQUEST-MORE": Entry(
        "AMD05",
        "{label} does not belong in a {what}, and would not be read.",
        "Remove it; to change what was declared, send an amendment (type COR).",
    ),
    "AMENDMENT-NONE": Entry(
        "AMD06",
        "The amendment names no change.",
        "Add one Amendment for each change, with a Pointer for each level down to what changes.",
    ),
    "POINTER-NONE": Entry(
        "AMD07", "Amendment {number} does not point at what it changes.", "Add a Pointer for each level, from 42A down."
    ),
    "POINTER-UNKNOWN": Entry(
        "AMD08",
        "Amendment {number} points at {pointer}, and a declaration has no such place.",
        "Name each level by its class id from 42A down; the id of the element stands on the last level.",
    ),
    "POINTER-AMBIGUOUS": Entry(
        "AMD09",
        "Amendment {number} points at {pointer}, which can mean more than one {thing}.",
        "Put into SequenceNumeric which one is meant: items, packages and containers by their own number, all else "
        "counted from 1. Leave it out, or put 1, for what occurs only once.",
    ),
    "POINTER-LEVELS": Entry(
        "AMD10",
        "Amendment {number} points at {pointer}: {thing} occurs only once, so its number {found} was not looked at.",
        "SequenceNumeric counts occurrences, not levels: leave it out, or put 1, for what occurs only once.",
        "warning",
    ),
    "POINTER-FIXED": Entry(
        "AMD11",
        "Amendment {number} points at {label}, which is never amended.",
        "Cancel the declaration and lodge another, or leave this as it is.",
    ),
    "POINTER-NOTHING": Entry(
        "AMD12",
        "Amendment {number} points at {pointer} ({label}): the declaration has none there, and the message brings "
        "none.",
        "Correct the numbers in the pointer, or add what it points at to the message.",
    ),
    "POINTER-UNBROUGHT": Entry(
        "AMD13",
        "Amendment {number} points at {pointer} ({label}), and the message does not bring what holds it.",
        "Add the changed part of the declaration to the message. Where a class is repeated without numbers, the "
        "occurrences before the changed one must be there too.",
    ),
    "POINTER-MANY": Entry(
        "AMD14", "Amendment {number} adds one {thing} too many: {maximum} is the most.", "Lodge another declaration."
    ),
    "CHANGE-UNPOINTED": Entry(
        "AMD15",
        "{label} is not as it was declared, and no Amendment points at it.",
        "Add an Amendment with a pointer to it, or leave it out of the message.",
    ),
    "STATEMENT-LOST": Entry(
        "AMD16",
        "A statement explains Amendment {number}, and there is no such Amendment.",
        "Correct the number in the statement's Pointer to 06A.",
        "warning",
    ),
}


class Faults:
    """What stands against a message, gathered on the way; places are given their lines only when all is known."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Place, dict[str, object]]] = []

    def add(self, name: str, where: Place, **words: object) -> None:
        """Keep one fault of the catalogue, its place, and the words of its sentence."""
        self.found.append((name, where, words))

    def add_at(self, name: str, number: int, **words: object) -> None:
        """Keep one fault of the n-th Amendment, counted from 1."""
        self.add(name, Place((Step("Declaration"), Step("Amendment", number))), number=number, **words)

    def problems(self, message: Message) -> tuple[Problem, ...]:
        """Return the first of them as problems, and that there are more where there are."""
        source = message.source
        told = [fault(name, where, message, **words) for name, where, words in self.found[:MOST]]
        if source is not None and source.spelling == "json":
            told = located(told, source)
        more = len(self.found) > MOST
        return (*told, *([tell("MESSAGE-MORE", Place(()), count=MOST)] if more else []))


def fault(name: str, where: Place, message: Message | None = None, **words: object) -> Problem:
    """Fill in the sentence of a fault and give it its place, with the line where the message still has its bytes.

    ``label`` is filled from the place unless given. Lines of JSON are sought for many places at once: see Faults.
    """
    entry = CATALOGUE[name]
    prefix = f"Item {where.item}: " if where.item else ""
    sentence = prefix + entry.sentence.format_map({"label": where.label} | words)
    xml = message if message and message.source and message.source.spelling == "xml" else None
    return problem_in(where, entry.code, sentence, xml, entry.severity, hint=entry.hint)


def refuse(message: Message, name: str, *places: Place, **words: object) -> NoReturn:
    """Raise MessageRejected with one fault at each of these places."""
    faults = Faults()
    for where in places:
        faults.add(name, where, **words)
    raise MessageRejected(faults.problems(message))
