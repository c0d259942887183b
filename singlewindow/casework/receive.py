"""Receive a message about an earlier declaration where declarations are lodged: it goes where its type says."""

from singlewindow.casework.amend import amend_by
from singlewindow.casework.answer import Answer
from singlewindow.casework.cancel import cancel_by
from singlewindow.casework.house import House
from singlewindow.casework.requesting import Sent


def receive(house: House, sent: Sent) -> Answer:
    """Amend (type COR) or cancel (INV) the declaration that the message names. Raises what those raise."""
    declaration = sent.examined.declaration
    if declaration.type_code == "INV":
        return cancel_by(house, sent)
    return amend_by(house, sent, declaration.id or "")
