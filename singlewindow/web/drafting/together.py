"""Checks of a page's answers against each other."""

from collections.abc import Iterator

from singlewindow.errors import FieldError
from singlewindow.web.drafting.checks import number
from singlewindow.web.drafting.document import Document, Item, Transport

SEA, AIR, POST = "1", "4", "5"


def transport(answers: Transport) -> Iterator[FieldError]:
    """A vessel has a name, a flight a number, and goods in containers have container numbers."""
    if answers.mode == SEA and not answers.means_name:
        yield FieldError("means_name", "Enter the name of the vessel")
    if answers.mode == AIR and not answers.means_id:
        yield FieldError("means_id", "Enter the flight number")
    if answers.containers == "1" and not answers.container_numbers:
        yield FieldError("container_numbers", "Enter the container numbers, one on each line")


def import_transport(answers: Transport) -> Iterator[FieldError]:
    """As ``transport``; and goods that arrive by sea or air have a bill of lading or an air waybill."""
    yield from transport(answers)
    if answers.mode in (SEA, AIR) and not answers.contract:
        yield FieldError("contract", "Enter the number of the bill of lading or air waybill")


def document_type(answers: Document) -> Iterator[FieldError]:
    """The type is picked from the list, or its code is typed."""
    if not answers.type and not answers.other:
        yield FieldError("type", "Select the type of document")
    if answers.type and answers.other:
        yield FieldError("other", "Select a type from the list or enter a code, not both")


def masses(answers: Item) -> Iterator[FieldError]:
    """Net mass is without packaging, so it cannot be more than gross mass."""
    gross, net = number(answers.gross), number(answers.net)
    if gross is not None and net is not None and net > gross:
        yield FieldError("net", "Net mass must be the same as the gross mass or less")
