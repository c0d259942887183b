"""The words and colours of every status, in one table each. Words are for traders, not for programmers."""

from collections.abc import Mapping
from typing import NamedTuple


class Status(NamedTuple):
    """How a status is shown: its words, the colour of its tag, and what it means for the trader."""

    text: str
    colour: str
    meaning: str


CASE: Mapping[str, Status] = {
    "cancelled": Status("Cancelled", "grey", "The declaration is no longer valid. Nothing more happens with it."),
    "expired": Status("Expired", "grey", "The goods did not arrive in time. Declare them again when they come."),
    "detained": Status("Goods detained", "red", "An agency keeps the goods. Its reasons are with its answer."),
    "refused": Status(
        "Refused", "red", "At least one agency does not let the goods through. Its reasons are with its answer."
    ),
    "held": Status("On hold", "orange", "Something must be done first. What it is stands with each agency's answer."),
    "pending": Status("Waiting for answers", "yellow", "At least one agency has not answered yet."),
    "released_with_conditions": Status(
        "Released with conditions",
        "turquoise",
        "The goods may leave customs control. Keep to the agencies' conditions.",
    ),
    "released": Status("Released", "green", "The goods may leave customs control."),
    "cleared": Status("Cleared", "green", "Every formality is finished, the final duty included."),
}
"""A case's outcome, strictest first."""

AGENCY: Mapping[str, Status] = {
    "not_concerned": Status("Not concerned", "grey", "This agency has no say in these goods."),
    "clear": Status("Approved", "green", "This agency lets the goods through."),
    "conditional": Status("Approved with conditions", "turquoise", "Keep to this agency's conditions."),
    "pending": Status("Not answered yet", "yellow", "This agency is still looking at the goods."),
    "hold": Status("On hold", "orange", "This agency needs something first."),
    "refuse": Status("Refused", "red", "This agency does not let the goods through."),
    "detain": Status("Goods detained", "red", "This agency keeps the goods."),
}
"""One agency's answer, mildest first."""

WAITS_FOR: Mapping[str, str] = {
    "officer": "an officer's answer",
    "document": "a document",
    "payment": "payment of a fee",
    "computer": "an answer from another computer",
    "countersign": "a second officer's countersign",
}

HOLD: Mapping[str, str] = {
    "documents": "Documents are needed",
    "inspection": "The goods must be inspected",
    "query": "A question must be answered",
}

AWAITED: Mapping[str, str] = {
    "arrival": "the goods to arrive",
    "security": "the duty to be secured or settled",
}

DUTY: Mapping[str, str] = {
    "none": "Nothing is recorded, and nothing is awaited",
    "open": "Security is asked for: the goods wait for it, or for the final duty",
    "secured": "Secured: the final duty is not settled yet",
    "settled": "The final duty is settled",
}

ACT: Mapping[str, str] = {
    "record_arrival": "Record the arrival",
    "require_security": "Ask for security",
    "take_security": "Record the security",
    "return_security": "Return the security",
    "settle": "Settle the final duty",
    "discharge": "Discharge conditions",
    "release_items": "Release items apart",
}
"""What customs and agencies may record on a case's page."""

INSPECTION_ACT: Mapping[str, str] = {
    "request_inspection": "Ask for an inspection",
    "set_inspection": "Set the inspection",
    "ask_other_time": "Ask for another time",
    "record_finding": "Record what was found",
    "record_absence": "Record who did not come",
}
"""What may be recorded of an inspection on a case's page."""

FOUND: Mapping[str, str] = {
    "as_declared": "As declared",
    "fails": "Does not meet what is asked",
    "sample_taken": "A sample was taken",
}

SAMPLE: Mapping[str | None, str] = {None: "Is tested", "pass": "Passed", "fail": "Failed"}

LEAVING: Mapping[str, Status] = {
    "may_leave": Status("May leave", "green", "may leave."),
    "left": Status("Left", "grey", "went out."),
    "withdrawn": Status("Must not leave", "red", "must not leave: the release was withdrawn."),
}
"""What a keeper sees of goods at its premises."""

DIRECTION: Mapping[str, str] = {"import": "Import", "export": "Export", "transit": "Transit"}

LANE: Mapping[str, str] = {
    "green": "Green: no check by customs",
    "yellow": "Yellow: customs checks the documents",
    "red": "Red: customs inspects the goods",
    "blue": "Blue: customs may check after release",
}

ROLE: Mapping[str, str] = {
    "trader": "Trader",
    "broker": "Broker",
    "agency_officer": "Agency officer",
    "customs_officer": "Customs officer",
    "supervisor": "Supervisor",
    "customs_supervisor": "Customs supervisor",
    "keeper": "Keeper of a goods location",
    "administrator": "Administrator",
}


class Group(NamedTuple):
    """A group of the trader's cases: its address, heading, what it is for, and the outcomes in it."""

    name: str
    heading: str
    help: str
    outcomes: tuple[str, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "action-needed",
        "Action needed",
        "Held, refused or detained: see what you can do",
        ("held", "refused", "detained"),
    ),
    Group("waiting", "Waiting", "Agencies have not all answered yet", ("pending",)),
    Group(
        "released",
        "Released",
        "The goods may leave customs control",
        ("released_with_conditions", "released", "cleared"),
    ),
    Group("cancelled", "Cancelled or expired", "No longer valid", ("cancelled", "expired")),
)


def group_of(name: str | None) -> Group | None:
    """The group with this name in addresses."""
    return next((group for group in GROUPS if group.name == name), None)


def awaited(awaits: tuple[str, ...]) -> str:
    """What customs waits for: ``the goods to arrive and the duty to be secured or settled``."""
    return " and ".join(AWAITED[one] for one in awaits)


def items(numbers: tuple[int, ...]) -> str:
    """``item 3``, ``items 1 and 2``, ``items 1, 2 and 5``; of many, the first ten and how many more."""
    if len(numbers) == 1:
        return f"item {numbers[0]}"
    shown = [str(number) for number in numbers[:10]]
    last = f"{len(numbers) - 10} more" if len(numbers) > 10 else shown.pop()
    return f"items {', '.join(shown)} and {last}"
