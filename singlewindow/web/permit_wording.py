"""The words and colours of a permit's states, its acts, its ledger and its history."""

from collections.abc import Mapping

from singlewindow.web.wording import Status

PERMIT: Mapping[str, Status] = {
    "draft": Status("Draft", "grey", "You have not applied for it yet."),
    "applied": Status("Applied for", "yellow", "The agency has the application. No officer has taken it yet."),
    "taken": Status("With an officer", "yellow", "An officer of the agency looks at the application."),
    "queried": Status("Question to answer", "orange", "The agency asks something. Its clock stands until the answer."),
    "examined": Status("To be examined", "yellow", "The agency waits for an inspection or a test."),
    "approved": Status("Waits for a second signature", "yellow", "One officer approved it. A second one must sign."),
    "issued": Status("In force", "green", "Declarations can name it."),
    "suspended": Status("Suspended", "orange", "It is out of force for a time. Declarations cannot use it."),
    "refused": Status("Refused", "red", "The agency does not grant it. Its reason is below."),
    "withdrawn": Status("Withdrawn", "grey", "The applicant took the application back."),
    "revoked": Status("Revoked", "red", "The agency took it away. Its reason is below."),
    "surrendered": Status("Given back", "grey", "Its holder gave it back."),
    "expired": Status("Expired", "grey", "Its last day is past."),
    "exhausted": Status("Used up", "grey", "Nothing of it is left."),
}
"""Where a permit stands."""

ACT: Mapping[str, tuple[str, str]] = {
    "apply": ("Apply", "Send the application to the agency"),
    "answer": ("Answer the question", "Your answer"),
    "withdraw": ("Withdraw the application", "Reason, if you want to give one"),
    "surrender": ("Give the permit back", "Reason, if you want to give one"),
    "take": ("Take the application", "Note for the applicant, if there is one"),
    "query": ("Ask the applicant", "What do you ask, or what is to be changed?"),
    "examine": ("Order an inspection or a test", "What is to be inspected or tested, where and when"),
    "record": ("Record the result", "What the inspection or the test found"),
    "approve": ("Approve", "Note for the applicant, if there is one"),
    "countersign": ("Sign as the second officer", "Note for the applicant, if there is one"),
    "send_back": ("Do not sign", "Why it goes back to the first officer"),
    "refuse": ("Refuse", "Reason: the applicant reads it"),
    "vary": ("Change the terms", "Reason: the holder reads it"),
    "extend": ("Extend", "Reason: the holder reads it"),
    "suspend": ("Suspend", "Reason: the holder reads it"),
    "reinstate": ("Put back into force", "Reason: the holder reads it"),
    "revoke": ("Revoke", "Reason: the holder reads it"),
}
"""An act: what it is called, and what its text is."""

ENTRY: Mapping[str, str] = {
    "granted": "Granted",
    "varied": "Changed",
    "reserved": "Reserved",
    "written_off": "Written off",
    "given_back": "Given back",
}

EVENT: Mapping[str, str] = {
    "drafted": "The application was begun.",
    "saved": "The application was changed.",
    "applied": "The permit was applied for.",
    "taken": "An officer took the application.",
    "queried": "The agency asked the applicant.",
    "answered": "The applicant answered.",
    "withdrawn": "The applicant withdrew the application.",
    "examination_ordered": "An inspection or a test was ordered.",
    "examination_recorded": "The result of the inspection or the test was recorded.",
    "approved": "The application was approved, to be signed by a second officer.",
    "sent_back": "The second officer did not sign.",
    "issued": "The permit was issued.",
    "refused": "The application was refused.",
    "varied": "The terms were changed.",
    "extended": "The permit was extended.",
    "suspended": "The permit was suspended.",
    "reinstated": "The permit was put back into force.",
    "revoked": "The permit was revoked.",
    "surrendered": "The holder gave the permit back.",
}

KIND: Mapping[str, str] = {
    "standing": "For several shipments",
    "single": "For a single shipment",
    "confirmation": "A confirmation for one declaration",
}
