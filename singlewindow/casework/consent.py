"""When customs must consent to what a trader asks, and why. Pure.

After the Revised Kyoto Convention, General Annex, Chapter 3: a declaration may be amended until customs begins to check
it, and after that where customs finds the reasons valid.
"""

from collections.abc import Iterable

from agencies.contract import HoldKind, Outcome, Verdict
from singlewindow.casework.house import House

_FINAL = frozenset(outcome for outcome in Outcome if outcome.lets_go or outcome.denies)


def under_check(house: House, verdicts: Iterable[Verdict]) -> str | None:
    """Why consent is needed while the goods are checked: customs' lane, or an inspection that an officer ordered."""
    checking = {
        verdict.agency: None
        for verdict in verdicts
        if verdict.outcome is Outcome.HOLD and (_by_customs(house, verdict) or _ordered(verdict))
    }
    if not checking:
        return None
    names = " and ".join(house.name_of(agency) for agency in checking)
    return f"{names} {'checks' if len(checking) == 1 else 'check'} what was declared."


def officers_overruled(house: House, lost: Iterable[Verdict]) -> str | None:
    """Why consent is needed where an officer's decision would fall."""
    items: dict[str, list[int]] = {}
    for verdict in lost:
        if verdict.decided_by != "rule" and verdict.outcome in _FINAL:
            items.setdefault(verdict.agency, []).append(verdict.item)
    if not items:
        return None
    told = [f"{house.name_of(agency)} decided on {_items(sorted(numbers))}" for agency, numbers in items.items()]
    return f"{', and '.join(told)}, for facts that would change."


def _by_customs(house: House, verdict: Verdict) -> bool:
    return verdict.agency == house.pack.customs.code and verdict.hold is not HoldKind.QUERY


def _ordered(verdict: Verdict) -> bool:
    return verdict.hold is HoldKind.INSPECTION and verdict.decided_by != "rule"


def _items(numbers: list[int]) -> str:
    return f"item{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
