"""What is asked about the means of transport, the transport document and the containers."""

from singlewindow.web.drafting import checks, together
from singlewindow.web.drafting.questions import Page, Question

_CONSIGNMENT = "42A/67A/28A"
_QUESTIONS = (
    Question(
        name="mode",
        label="Mode of transport",
        kind="radios",
        choices="modes",
        missing="Select the mode of transport",
        wco=("42A/15A/T022",),
    ),
    Question(
        name="means_name",
        label="Name of the vessel",
        longest=35,
        hint="Only for sea or inland water.",
        wco=("42A/15A/T005",),
    ),
    Question(
        name="means_id",
        label="IMO number, flight number or registration",
        longest=35,
        width=20,
        wco=("42A/15A/T006", "42A/15A/T018"),
    ),
    Question(
        name="nationality",
        label="Country where the vessel, aircraft or vehicle is registered",
        kind="select",
        choices="countries",
        hint="Leave empty if you do not know it.",
        wco=("42A/15A/T014",),
    ),
    Question(
        name="contract",
        label="Bill of lading or air waybill number",
        longest=70,
        width=20,
        wco=(f"{_CONSIGNMENT}/30B/D023", f"{_CONSIGNMENT}/30B/D024"),
    ),
    Question(
        name="containers",
        label="Are the goods in containers?",
        kind="radios",
        choices="yes_no",
        missing="Select yes if the goods are in containers",
        wco=(f"{_CONSIGNMENT}/096",),
    ),
    Question(
        name="container_numbers",
        label="Container numbers",
        kind="textarea",
        hint="One on each line, such as CSQU3054383. Leave empty if there are none.",
        check=checks.container_numbers,
        wco=(f"{_CONSIGNMENT}/31B/159",),
    ),
)

ARRIVING = Page(
    name="transport",
    title="Transport",
    lead="How the goods arrive.",
    questions=_QUESTIONS,
    together=together.import_transport,
)

LEAVING = Page(
    name="transport",
    title="Transport",
    lead="How the goods leave.",
    questions=_QUESTIONS,
    together=together.transport,
)
