"""Propose the permits that a lodger holds and did not name, where an agency waits for one."""

from collections.abc import Iterable, Iterator, Sequence

from agencies.contract import Asks, Evidence, Outcome, Verdict, WaitsFor
from singlewindow.casework.house import House
from singlewindow.casework.permits.finding import Lodger, covering, stocks_of
from singlewindow.permits.covering import Stock
from singlewindow.store import permits
from singlewindow.store.pen import Writing
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem


def propose(
    house: House,
    writing: Writing,
    declaration: Declaration,
    verdicts: Sequence[Verdict],
    evidence: Evidence,
    organisation_id: int,
) -> tuple[str, ...]:
    """A sentence for each item that waits for a permit and that one of the lodger's permits would cover.

    No statement is run where no item waits for a permit.
    """
    waiting = {(verdict.agency, verdict.item) for verdict in verdicts if _waits(verdict)}
    if not waiting:
        return ()
    stocks = stocks_of(writing, permits.in_force_of(writing, organisation_id, evidence.on), Lodger(organisation_id))
    items = [item for item in declaration.items if any(item.sequence_numeric == number for _, number in waiting)]
    return tuple(_sentences(house, declaration, evidence, items, waiting, stocks))


def _sentences(
    house: House,
    declaration: Declaration,
    evidence: Evidence,
    items: Iterable[GovernmentAgencyGoodsItem],
    waiting: set[tuple[str, int]],
    stocks: Sequence[Stock],
) -> Iterator[str]:
    for item in items:
        for stock in stocks:
            if (stock.agency, item.sequence_numeric) not in waiting:
                continue
            if covering(house, stock, item, declaration, evidence).covers:
                codes = " or ".join(stock.terms.documents)
                yield (
                    f"You hold permit {stock.number}, which would cover item {item.sequence_numeric}: "
                    f"name it there as document {codes}."
                )
                break


def _waits(verdict: Verdict) -> bool:
    """Whether the agency waits for a permit that the declaration does not name."""
    asked = any(reason.asks is Asks.PERMIT for reason in verdict.reasons)
    return verdict.outcome is Outcome.PENDING and verdict.waits_for is WaitsFor.DOCUMENT and asked
