"""A draft's document: every answer as it was typed, page by page. Nothing here is checked, so nothing is lost."""

import re

import msgspec

MAX_ITEMS = 99
"""More goods items than this are lodged as a message file: a form of a hundred pages serves nobody."""

MAX_DOCUMENTS = 20
"""Documents that one item can name in the form."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Answers(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of a page's answers: text as typed; an answer not given is an empty text."""


class Start(Answers, frozen=True):
    """What is lodged: ``direction`` is ``import`` or ``export``; ``reference`` is the trader's own (WCO D026)."""

    direction: str = ""
    reference: str = ""
    office: str = ""


class Party(Answers, frozen=True):
    """An importer or an exporter. ``number`` is its tax or registration number."""

    name: str = ""
    number: str = ""
    line: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""


class Transport(Answers, frozen=True):
    """How the goods travel. ``container_numbers`` has one container a line."""

    mode: str = ""
    means_name: str = ""
    means_id: str = ""
    nationality: str = ""
    contract: str = ""
    containers: str = ""
    container_numbers: str = ""


class Route(Answers, frozen=True):
    """Where the goods travel from and to, and where they lie. A place is a UN/LOCODE or a name."""

    export_country: str = ""
    destination: str = ""
    loading: str = ""
    unloading: str = ""
    location: str = ""


class Terms(Answers, frozen=True):
    """The sale. ``issued`` is day/month/year as typed."""

    invoice: str = ""
    issued: str = ""
    currency: str = ""
    total: str = ""
    incoterm: str = ""
    place: str = ""


class Document(Answers, frozen=True):
    """A permit, certificate or other document that an item names.

    ``other`` is the code of a type that the list does not have; ``issued`` is day/month/year as typed.
    """

    type: str = ""
    other: str = ""
    number: str = ""
    issued: str = ""

    @property
    def code(self) -> str:
        """The code of its type: a UN/EDIFACT 1001 code, or a category letter and a code."""
        return self.type or "".join(self.other.split()).upper()


class Item(Answers, frozen=True):
    """One goods item. Masses are in kilograms; the price is in the invoice's currency.

    ``sequence`` is its number in the declaration that is amended; None for one that is new.
    """

    description: str = ""
    commodity_code: str = ""
    origin: str = ""
    procedure: str = ""
    gross: str = ""
    net: str = ""
    packages: str = ""
    package_kind: str = ""
    marks: str = ""
    price: str = ""
    documents: tuple[Document, ...] = ()
    sequence: int | None = None


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in the form: the page, the item and the document (both counted from 1), and the question."""

    page: str
    field: str = ""
    item: int | None = None
    document: int | None = None


class Mistake(msgspec.Struct, frozen=True):
    """Something to put right: where, and what to do."""

    place: Place
    sentence: str


class Amends(msgspec.Struct, frozen=True):
    """The declaration that a form was filled from, and which version. ``overlooked`` was wrong in it then already."""

    reference: str
    version: int
    overlooked: tuple[Mistake, ...] = ()


class DraftDocument(Answers, frozen=True):
    """A whole draft. ``declarant`` lodges it; ``refused`` is what the last lodgement was refused for.

    ``amends`` says which declaration it amends; without it the draft is a declaration of its own.
    """

    start: Start = Start()
    declarant: str = ""
    declarant_number: str = ""
    importer: Party = Party()
    exporter: Party = Party()
    transport: Transport = Transport()
    route: Route = Route()
    terms: Terms = Terms()
    items: tuple[Item, ...] = ()
    refused: tuple[Mistake, ...] = ()
    amends: Amends | None = None

    @property
    def title(self) -> str:
        """What a list of drafts shows, at most 140 characters."""
        goods = self.items[0].description if self.items else ""
        more = f" and {len(self.items) - 1} more" if len(self.items) > 1 else ""
        if self.amends:
            return f"Amendment of {self.amends.reference}: {goods[:80]}{more}"
        title = " ".join(f"{self.start.direction.capitalize() or 'Draft'} {self.start.reference}".split())
        return f"{title}: {goods[: 100 - len(title)]}{more}" if goods else title


def decode(text: str) -> DraftDocument:
    """The draft that this JSON holds. Answers that are no longer asked are left out. Raises msgspec.ValidationError."""
    return msgspec.json.decode(text, type=DraftDocument)


def encode(document: DraftDocument) -> str:
    """The draft as JSON, for ``casework.save_draft``."""
    return msgspec.json.encode(document).decode()


def as_typed(text: str) -> str:
    """What a browser sent, without surrounding blanks, carriage returns and characters that no XML can carry."""
    return _NOT_XML.sub("", text).replace("\r\n", "\n").strip()
