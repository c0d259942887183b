"""What is asked about each goods item, and about each document of an item."""

import msgspec

from singlewindow.web.drafting import checks, together
from singlewindow.web.drafting.elements import label_of, longest_of
from singlewindow.web.drafting.questions import Page, Question

_ITEM = "42A/67A/68A"

IMPORTED = Page(
    name="item",
    title="Goods item",
    together=together.masses,
    questions=(
        Question(
            name="description",
            label=label_of(f"{_ITEM}/23A/137"),
            kind="textarea",
            longest=longest_of(f"{_ITEM}/23A/137"),
            hint="In plain words and exactly, such as frozen chicken legs. Not only food, or goods.",
            missing="Enter a description of the goods",
            wco=(f"{_ITEM}/23A/137",),
        ),
        Question(
            name="commodity_code",
            label=label_of(f"{_ITEM}/23A/21A/145"),
            width=10,
            input_mode="numeric",
            hint="6 to 10 digits, as in the tariff.",
            missing="Enter the commodity code",
            check=checks.commodity_code,
            wco=(f"{_ITEM}/23A/21A/145",),
        ),
        Question(
            name="origin",
            label=label_of(f"{_ITEM}/92A/063"),
            kind="select",
            choices="countries",
            hint="Where the goods were grown or made.",
            missing="Select the country of origin",
            wco=(f"{_ITEM}/92A/063",),
        ),
        Question(
            name="procedure",
            label="Procedure",
            kind="select",
            choices="import_procedures",
            missing="Select the procedure",
            wco=(f"{_ITEM}/70A/166", f"{_ITEM}/70A/161"),
        ),
        Question(
            name="gross",
            label="Gross mass",
            suffix="kg",
            width=10,
            input_mode="decimal",
            hint="With packaging.",
            missing="Enter the gross mass",
            check=checks.amount("Gross mass", example="120.5", decimals=3, below=10**8),
            wco=(f"{_ITEM}/23A/65A/126",),
        ),
        Question(
            name="net",
            label="Net mass",
            suffix="kg",
            width=10,
            input_mode="decimal",
            hint="Without packaging.",
            missing="Enter the net mass",
            check=checks.amount("Net mass", example="110", decimals=3, below=10**8),
            wco=(f"{_ITEM}/23A/65A/128",),
        ),
        Question(
            name="packages",
            label=label_of(f"{_ITEM}/93A/144"),
            width=5,
            input_mode="numeric",
            missing="Enter the number of packages",
            check=checks.amount("Number of packages", example="40", decimals=0, below=10**6),
            wco=(f"{_ITEM}/93A/144",),
        ),
        Question(
            name="package_kind",
            label="Kind of packages",
            kind="select",
            choices="packages",
            missing="Select the kind of packages",
            wco=(f"{_ITEM}/93A/141",),
        ),
        Question(
            name="marks",
            label="Marks and numbers on the packages",
            longest=longest_of(f"{_ITEM}/93A/142"),
            hint="Write NO MARKS if there are none.",
            missing="Enter the marks and numbers on the packages",
            wco=(f"{_ITEM}/93A/142",),
        ),
        Question(
            name="price",
            money=True,
            label="Price of this item",
            width=10,
            input_mode="decimal",
            hint="As on the invoice, in the currency of the invoice.",
            missing="Enter the price of this item",
            check=checks.amount("Price", example="1250.00", decimals=2, below=10**12),
            wco=(f"{_ITEM}/23A/79A/112",),
        ),
    ),
)

EXPORTED = msgspec.structs.replace(
    IMPORTED,
    questions=tuple(
        msgspec.structs.replace(question, choices="export_procedures") if question.name == "procedure" else question
        for question in IMPORTED.questions
    ),
)

DOCUMENT = Page(
    name="document",
    title="Document",
    lead="A permit, certificate or other document that goes with this item.",
    together=together.document_type,
    questions=(
        Question(
            name="type",
            label="Type of document",
            kind="select",
            choices="documents",
            wco=(f"{_ITEM}/02A/D006", f"{_ITEM}/02A/D031"),
        ),
        Question(
            name="other",
            label="Code of another type",
            hint="Only if the type is not in the list: the code that the agency asks for, such as C673.",
            check=checks.document_code,
            width=5,
        ),
        Question(
            name="number",
            label="Document number",
            longest=longest_of(f"{_ITEM}/02A/D005"),
            width=20,
            missing="Enter the document number",
            wco=(f"{_ITEM}/02A/D005",),
        ),
        Question(
            name="issued",
            label="Date of issue",
            kind="date",
            missing="Enter the date of issue",
            wco=(f"{_ITEM}/02A/276",),
        ),
    ),
)
