"""What is asked once about the lodgement, its route and its sale."""

import msgspec

from singlewindow.web.drafting import checks
from singlewindow.web.drafting.elements import label_of, longest_of
from singlewindow.web.drafting.questions import Page, Question

_CONSIGNMENT = "42A/67A/28A"

START = Page(
    name="start",
    title="What you are lodging",
    questions=(
        Question(
            name="direction",
            label="Import or export",
            kind="radios",
            choices="directions",
            missing="Select import or export",
            wco=("42A/D013",),
        ),
        Question(
            name="reference",
            label="Your reference",
            hint="Your own number for this lodgement. Use each one only once. You can keep the one we made for you.",
            missing="Enter your reference",
            check=checks.reference,
            width=20,
            wco=("42A/D026",),
        ),
        Question(
            name="office",
            label="Customs office",
            kind="select",
            choices="offices",
            missing="Select the customs office",
            wco=("42A/065", "42A/15C/G015"),
        ),
    ),
)

OFFICE = msgspec.structs.replace(START, title="Customs office", questions=(START.questions[2],))
"""The first page of an amendment: neither the direction nor the trader's reference is ever amended."""

_PLACE_HINT = "A UN/LOCODE, such as NZAKL for Auckland, or the name of the place."

ROUTE = Page(
    name="route",
    title="Route and location",
    lead="Where the goods come from, where they go, and where customs can see them.",
    questions=(
        Question(
            name="export_country",
            label="Country of export",
            kind="select",
            choices="countries",
            missing="Select the country that the goods are sent from",
            wco=("42A/67A/95B/062",),
        ),
        Question(
            name="destination",
            label=label_of("42A/67A/99B/465"),
            kind="select",
            choices="countries",
            missing="Select the country that the goods go to",
            wco=("42A/67A/99B/465",),
        ),
        Question(
            name="loading",
            label="Place of loading",
            kind="suggest",
            choices="places",
            longest=256,
            width=20,
            hint=_PLACE_HINT,
            missing="Enter the place where the goods are loaded",
            wco=(f"{_CONSIGNMENT}/83A/L010", f"{_CONSIGNMENT}/83A/L009"),
        ),
        Question(
            name="unloading",
            label="Place of unloading",
            kind="suggest",
            choices="places",
            longest=256,
            width=20,
            hint=_PLACE_HINT,
            missing="Enter the place where the goods are unloaded",
            wco=(f"{_CONSIGNMENT}/38B/L013", f"{_CONSIGNMENT}/38B/L012"),
        ),
        Question(
            name="location",
            label="Where the goods can be examined",
            kind="select",
            choices="goods_locations",
            missing="Select where the goods can be examined",
            wco=(f"{_CONSIGNMENT}/64A/L017", f"{_CONSIGNMENT}/64A/L016"),
        ),
    ),
)

TERMS = Page(
    name="terms",
    title="Invoice and terms of sale",
    questions=(
        Question(
            name="invoice",
            label=label_of("42A/67A/78A/D016"),
            longest=longest_of("42A/67A/78A/D016"),
            width=20,
            missing="Enter the invoice number",
            wco=("42A/67A/78A/D016",),
        ),
        Question(
            name="issued",
            label="Invoice date",
            kind="date",
            missing="Enter the invoice date",
            wco=("42A/67A/78A/D015",),
        ),
        Question(
            name="currency",
            label="Currency of the invoice",
            kind="select",
            choices="currencies",
            missing="Select the currency of the invoice",
            wco=(),
        ),
        Question(
            name="total",
            money=True,
            label="Invoice total",
            width=10,
            input_mode="decimal",
            missing="Enter the invoice total",
            check=checks.amount("Invoice total", example="1250.00", decimals=2, below=10**12),
            wco=("42A/109",),
        ),
        Question(
            name="incoterm",
            label="Incoterm",
            kind="select",
            choices="incoterms",
            missing="Select the Incoterm",
            hint="What the price covers, as agreed with the other party.",
            wco=("42A/67A/22B/090",),
        ),
        Question(
            name="place",
            label="Named place",
            longest=256,
            width=20,
            missing="Enter the named place",
            hint="The place that belongs to the Incoterm, such as Auckland in FOB Auckland.",
            wco=("42A/67A/22B/L001", "42A/67A/22B/L002"),
        ),
    ),
)
