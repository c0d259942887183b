"""The house's work: one use case a file, named by its verb. Doors call these and nothing below."""

from singlewindow.casework.amend import amend
from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.answer import Answer
from singlewindow.casework.ask import ask
from singlewindow.casework.ask_other_time import ask_other_time
from singlewindow.casework.ask_review import ask_review
from singlewindow.casework.attach import attach, read_document
from singlewindow.casework.attachments.showing import DocumentView
from singlewindow.casework.attachments.taking import Sent
from singlewindow.casework.cancel import cancel, cancellation_reasons
from singlewindow.casework.countersign import countersign, send_back
from singlewindow.casework.decide import decide
from singlewindow.casework.decide_request import decide_request
from singlewindow.casework.decide_review import Finding, decide_review
from singlewindow.casework.decision import AgencyAnswer, CaseOutcome, Conflict, Decision, ItemDecision
from singlewindow.casework.discharge import discharge
from singlewindow.casework.draft import DraftFile, discard_draft, list_drafts, read_draft, save_draft
from singlewindow.casework.examine import Checked
from singlewindow.casework.examine import check_message as check
from singlewindow.casework.extend import extend
from singlewindow.casework.found_verdict import Concluded
from singlewindow.casework.gate_out import LeavingLine, gate_out, list_leaving, read_leaving
from singlewindow.casework.house import House
from singlewindow.casework.inspection import InspectionsView, SampleView
from singlewindow.casework.list_inspections import InspectionLine, list_inspections, list_unset_inspections
from singlewindow.casework.lists import (
    CaseLine,
    RejectedLine,
    WorkLine,
    count_cases,
    count_work,
    list_cases,
    list_rejected,
    list_work,
    read_rejected,
)
from singlewindow.casework.lodge import lodge
from singlewindow.casework.notices import NoticeLine, count_unread, list_notices, mark_read
from singlewindow.casework.oversight_views import OverdueView, ProposalView, ReviewView
from singlewindow.casework.position import ConditionView, CustomsView
from singlewindow.casework.publish import find_requirements
from singlewindow.casework.read import (
    CaseFile,
    QuestionView,
    RequestView,
    read_case,
    read_decision,
    read_message,
)
from singlewindow.casework.record import Record, read_record, revocations
from singlewindow.casework.record_absence import record_absence
from singlewindow.casework.record_arrival import record_arrival
from singlewindow.casework.record_finding import Found, SampleTaken, record_finding
from singlewindow.casework.record_sample import LabResult, record_sample
from singlewindow.casework.recourse import Recourse
from singlewindow.casework.release_items import release_items
from singlewindow.casework.release_parties import drop_party, name_party
from singlewindow.casework.release_view import PartyView, ReleaseView
from singlewindow.casework.reply import reply
from singlewindow.casework.request_inspection import request_inspection
from singlewindow.casework.respond import respond_rejected
from singlewindow.casework.secure import require_security, return_security, take_security
from singlewindow.casework.set_inspection import Wanted, set_inspection
from singlewindow.casework.settle import settle
from singlewindow.casework.settle_conflict import settle_conflict
from singlewindow.casework.take_over import take_over
from singlewindow.casework.timeline import TimelineEntry
from singlewindow.casework.verify import AuditReport, verify_audit
from singlewindow.casework.versions import VersionView, list_versions, read_version_message

__all__ = [
    "AgencyAnswer",
    "Answer",
    "AuditReport",
    "CaseFile",
    "CaseLine",
    "CaseOutcome",
    "Checked",
    "Concluded",
    "ConditionView",
    "Conflict",
    "CustomsView",
    "Decision",
    "DocumentView",
    "DraftFile",
    "Finding",
    "Found",
    "House",
    "InspectionLine",
    "InspectionsView",
    "ItemDecision",
    "LabResult",
    "LeavingLine",
    "NoticeLine",
    "OverdueView",
    "PartyView",
    "ProposalView",
    "QuestionView",
    "Recipient",
    "Record",
    "Recourse",
    "RejectedLine",
    "ReleaseView",
    "RequestView",
    "ReviewView",
    "SampleTaken",
    "SampleView",
    "Sent",
    "TimelineEntry",
    "VersionView",
    "Wanted",
    "WorkLine",
    "amend",
    "announce",
    "ask",
    "ask_other_time",
    "ask_review",
    "attach",
    "cancel",
    "cancellation_reasons",
    "check",
    "count_cases",
    "count_unread",
    "count_work",
    "countersign",
    "decide",
    "decide_request",
    "decide_review",
    "discard_draft",
    "discharge",
    "drop_party",
    "extend",
    "find_requirements",
    "gate_out",
    "list_cases",
    "list_drafts",
    "list_inspections",
    "list_leaving",
    "list_notices",
    "list_rejected",
    "list_unset_inspections",
    "list_versions",
    "list_work",
    "lodge",
    "mark_read",
    "name_party",
    "read_case",
    "read_decision",
    "read_document",
    "read_draft",
    "read_leaving",
    "read_message",
    "read_record",
    "read_rejected",
    "read_version_message",
    "record_absence",
    "record_arrival",
    "record_finding",
    "record_sample",
    "release_items",
    "reply",
    "request_inspection",
    "require_security",
    "respond_rejected",
    "return_security",
    "revocations",
    "save_draft",
    "send_back",
    "set_inspection",
    "settle",
    "settle_conflict",
    "take_over",
    "take_security",
    "verify_audit",
]
