"""What endpoints answer, where it is not what casework gives as it is. The schemas in the document come from these."""

import datetime as dt

import msgspec

from agencies.contract import Agency, Appeal, Asks, Contact, Fee, Law, Requirement, Threshold
from singlewindow.api.answering import case_address
from singlewindow.api.problems import ErrorDetail, message_error
from singlewindow.casework import (
    CaseFile,
    CaseLine,
    Checked,
    CustomsView,
    Decision,
    DocumentView,
    InspectionsView,
    OverdueView,
    ProposalView,
    QuestionView,
    Recourse,
    ReleaseView,
    RequestView,
    ReviewView,
    TimelineEntry,
    VersionView,
    WorkLine,
)
from singlewindow.casework.webhooks import WebhookLine
from wco_datamodel import Declaration


class Links(msgspec.Struct, frozen=True):
    """Where to go on from a case."""

    case: str
    decision: str
    message: str
    verdicts: str
    questions: str
    reviews: str
    documents: str
    amendments: str
    cancellation: str
    versions: str


class Case(msgspec.Struct, frozen=True):
    """A case as its viewer may see it. ``may`` names what the viewer can do now, such as decide or reply.

    ``proposals`` are what officers proposed, for the agency's own and for customs. ``version`` is the declaration's,
    ``requests`` are the trader's amendments and cancellations, newest first. ``recourse`` is what the viewer can have
    reviewed, and until when.
    """

    reference: str
    functional_reference_id: str
    direction: str
    office: str
    lane: str
    importer: str
    exporter: str
    lodger: str
    lodged_at: dt.datetime
    changed_at: dt.datetime
    revision: int
    version: int
    may: tuple[str, ...]
    decision: Decision
    customs: CustomsView
    inspections: InspectionsView
    release: ReleaseView
    requests: tuple[RequestView, ...]
    questions: tuple[QuestionView, ...]
    documents: tuple[DocumentView, ...]
    proposals: tuple[ProposalView, ...]
    reviews: tuple[ReviewView, ...]
    recourse: tuple[Recourse, ...]
    overdue: tuple[OverdueView, ...]
    timeline: tuple[TimelineEntry, ...]
    declaration: Declaration
    links: Links

    @classmethod
    def of(cls, case: CaseFile) -> "Case":
        """The view of a case file."""
        here = case_address(case.reference)
        links = Links(here, *(f"{here}/{name}" for name in Links.__struct_fields__[1:]))
        own = {name: getattr(case, name) for name in cls.__struct_fields__ if name not in ("may", "links")}
        return cls(**own, may=tuple(sorted(case.may)), links=links)


class VersionList(msgspec.Struct, frozen=True):
    """The versions of a declaration, newest first."""

    versions: tuple[VersionView, ...]


class CasePage(msgspec.Struct, frozen=True):
    """A page of cases, newest first. ``next_cursor`` is null on the last one."""

    declarations: tuple[CaseLine, ...]
    next_cursor: str | None


class WorkPage(msgspec.Struct, frozen=True):
    """A page of what waits for the viewer's agency, due first at the top. ``next_cursor`` is null on the last one."""

    cases: tuple[WorkLine, ...]
    next_cursor: str | None


class Check(msgspec.Struct, frozen=True):
    """What a check found. ``acceptable`` says whether the message could be lodged; ``profile`` how it is written."""

    acceptable: bool
    profile: str | None
    problems: tuple[ErrorDetail, ...]

    @classmethod
    def of(cls, checked: Checked) -> "Check":
        """The view of a check."""
        profile = checked.message.profile.name if checked.message else None
        return cls(checked.acceptable, profile, tuple(map(message_error, checked.problems)))


class RequirementView(msgspec.Struct, frozen=True, kw_only=True):
    """What an agency asks for. ``clock_working_days`` is how long it takes; ``documents`` are the codes to declare."""

    id: str
    title: str
    asks: Asks
    sentence: str
    documents: tuple[str, ...]
    conditions: tuple[str, ...]
    answered_by: str
    threshold: Threshold | None
    fee: Fee | None
    clock_working_days: int | None
    law: Law
    form: str | None
    valid_from: dt.date
    valid_to: dt.date | None

    @classmethod
    def of(cls, found: Requirement) -> "RequirementView":
        """The view of a requirement."""
        own = {name: getattr(found, name) for name in cls.__struct_fields__ if name != "clock_working_days"}
        return cls(**own, clock_working_days=found.clock)


class AgencyRequirements(msgspec.Struct, frozen=True):
    """One agency's say in the goods: what it asks, where to reach it, and where to ask for a review."""

    agency: str
    name: str
    contact: Contact
    appeal: Appeal
    requirements: tuple[RequirementView, ...]

    @classmethod
    def of(cls, agency: Agency, found: tuple[Requirement, ...]) -> "AgencyRequirements":
        """The view of an agency and its requirements."""
        asked = tuple(map(RequirementView.of, found))
        return cls(agency.code, agency.name, agency.contact, agency.appeal, asked)


class Requirements(msgspec.Struct, frozen=True, kw_only=True):
    """What the agencies ask for these goods by the rules of the day ``on``. No agency: nothing is asked."""

    hs_code: str
    direction: str
    on: dt.date
    origin: str | None
    destination: str | None
    procedure: str | None
    agencies: tuple[AgencyRequirements, ...]


class WebhookList(msgspec.Struct, frozen=True):
    """An organisation's webhooks, oldest first."""

    webhooks: tuple[WebhookLine, ...]
