"""Rules about dates and their order."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import AdditionalDocument, Invoice
from wco_datamodel.rules.circumstances import Circumstances, day_of
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.values import DateTime

ZONES: Final = timedelta(days=1)
"""A day begins at most this much earlier elsewhere than in UTC."""


class DATE901(ClassRule[Declaration]):
    """A declaration must be issued before it is accepted."""

    classes = (Declaration,)
    where: ClassVar = "issue_date_time"
    looks_at: ClassVar = ("D011", "023")
    example: ClassVar = "Issued on 24 November, and AcceptanceDateTime is 20261120."
    hint: ClassVar = "Correct IssueDateTime; customs itself writes AcceptanceDateTime."
    source: ClassVar = "WCO Data Model D011 and 023; Revised Kyoto Convention, General Annex, standard 3.15"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the days as written; a day begins earlier in the islands than where the other moment was written."""
        issued, accepted = day_of(subject.issue_date_time), day_of(subject.acceptance_date_time)
        if issued is None or accepted is None or issued <= accepted + ZONES:
            return ()
        return found("IssueDateTime", detail=f"it is issued on {issued}, and accepted on {accepted}")


class DATE902(ClassRule[Declaration]):
    """A declaration must not be issued or accepted in the future."""

    classes = (Declaration,)
    looks_at: ClassVar = ("D011", "023")
    example: ClassVar = "On 24 November 2026 the IssueDateTime is 20261224."
    hint: ClassVar = "Correct the date."
    source: ClassVar = "WCO Data Model D011 and 023; Revised Kyoto Convention, General Annex, standard 3.15"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Compare the days with today, anywhere on earth."""
        told = (("IssueDateTime", subject.issue_date_time), ("AcceptanceDateTime", subject.acceptance_date_time))
        return [Finding((name,), f"{day} is to come") for name, day in _to_come(told, given.today)]


class DATE903(ClassRule[Invoice]):
    """An invoice should not be younger than the declaration."""

    classes = (Invoice,)
    where: ClassVar = "issue_date_time"
    severity: ClassVar = "warning"
    kept: ClassVar = "value.value[:8] <= written_day"
    looks_at: ClassVar = ("D015",)
    example: ClassVar = "The invoice is of 20261201, a week after the declaration."
    hint: ClassVar = "Correct the date of the invoice."
    source: ClassVar = "WCO Data Model D015; WTO Agreement on Customs Valuation, article 1"

    def findings(self, subject: Invoice, given: Circumstances) -> Sequence[Finding]:
        """Compare its day with that of the declaration."""
        told = (("IssueDateTime", subject.issue_date_time),)
        return [Finding((name,), f"it is of {day}") for name, day in _to_come(told, given.day)]


class DATE904(ClassRule[AdditionalDocument]):
    """A document should be valid already on the day of the declaration."""

    classes = (AdditionalDocument,)
    where: ClassVar = "effective_date_time"
    severity: ClassVar = "warning"
    kept: ClassVar = "value.value[:8] <= written_day"
    looks_at: ClassVar = ("276",)
    example: ClassVar = "The licence L-5 is valid from 20270101."
    hint: ClassVar = "Correct the date of the document, or lodge the declaration when the document is valid."
    source: ClassVar = "WCO Data Model 276; Revised Kyoto Convention, General Annex, standard 3.16"

    def findings(self, subject: AdditionalDocument, given: Circumstances) -> Sequence[Finding]:
        """Compare its day with that of the declaration."""
        if subject.effective_date_time is None:
            return ()
        told = (("EffectiveDateTime", subject.effective_date_time),)
        return [Finding((name,), f"it is valid from {day}") for name, day in _to_come(told, given.day)]


class DATE905(ClassRule[Declaration]):
    """Goods should leave after their export is declared."""

    classes = (Declaration,)
    where: ClassVar = "issue_date_time"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("024",)
    example: ClassVar = "The goods leave on 20261101, and are declared on 24 November."
    hint: ClassVar = "Correct ExitDateTime: goods are declared before they leave."
    source: ClassVar = "WCO Data Model 024; Revised Kyoto Convention, Specific Annex C, chapter 1"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Compare the day of exit with the day on which the export was issued."""
        leaves, issued = day_of(given.shipment.exit_date_time), day_of(subject.issue_date_time)
        if given.direction != "export" or leaves is None or issued is None or leaves >= issued - ZONES:
            return ()
        return found("GoodsShipment", "ExitDateTime", detail=f"they leave on {leaves}, and are declared on {issued}")


def _to_come(told: Iterable[tuple[str, DateTime | None]], day: date) -> list[tuple[str, date]]:
    """Return those that lie more than a time zone after a day."""
    days = ((name, day_of(value)) for name, value in told)
    return [(name, found_day) for name, found_day in days if found_day and found_day > day + ZONES]
