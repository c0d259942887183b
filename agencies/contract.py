"""What an agency is asked and what it answers. Agencies import only this and ``wco_datamodel``."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Protocol, runtime_checkable

import msgspec

from wco_datamodel import Declaration
from wco_datamodel.ephyto import SPSCertificate
from wco_datamodel.goods import GovernmentAgencyGoodsItem

Direction = Literal["import", "export", "transit"]
"""The movement that a requirement is about. A declaration has one of them."""

Answerer = Literal["rule", "officer"]
"""Who answers once the document that is asked for is named."""

PermitKind = Literal["standing", "single", "confirmation"]
"""A permit that several shipments draw upon until it ends, one for a single shipment, or a confirmation that one
declaration meets a requirement."""


class Outcome(StrEnum):
    """One agency's answer for one goods item, mildest first."""

    NOT_CONCERNED = "not_concerned"
    CLEAR = "clear"
    CONDITIONAL = "conditional"
    PENDING = "pending"
    HOLD = "hold"
    REFUSE = "refuse"
    DETAIN = "detain"

    @property
    def strictness(self) -> int:
        """0 for the mildest. The strictest of several answers is the one that stands."""
        return list(Outcome).index(self)

    @property
    def lets_go(self) -> bool:
        """Whether the agency lets the item go, on conditions or without."""
        return self in (Outcome.CLEAR, Outcome.CONDITIONAL)

    @property
    def denies(self) -> bool:
        """Whether the agency does not: of such an answer a review can be asked for (WTO TFA Article 4)."""
        return self in (Outcome.REFUSE, Outcome.DETAIN)


class WaitsFor(StrEnum):
    """What a pending answer waits for."""

    OFFICER = "officer"
    DOCUMENT = "document"
    PAYMENT = "payment"
    COMPUTER = "computer"
    COUNTERSIGN = "countersign"


class HoldKind(StrEnum):
    """Why goods are held."""

    DOCUMENTS = "documents"
    INSPECTION = "inspection"
    QUERY = "query"


class Asks(StrEnum):
    """What a requirement asks for."""

    PERMIT = "permit"
    CERTIFICATE = "certificate"
    INSPECTION = "inspection"
    PROHIBITION = "prohibition"
    NOTIFICATION = "notification"


class Law(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a rule is written: the act and the section, and a link where there is one."""

    citation: str
    url: str | None = None


class Fee(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the agency charges for the permit or the check. ``currency`` is an ISO 4217 code."""

    amount: Decimal
    currency: str


class Contact(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a person reaches an agency's office."""

    office: str
    email: str | None = None
    phone: str | None = None
    address: str | None = None


class PublicKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An Ed25519 key with which a signature is checked, as a JSON Web Key (RFC 8037). It has no private part."""

    kid: Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z_-]{1,64}$")]
    x: Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z_-]{43}$")]
    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA", "Ed25519"] | None = None
    use: Literal["sig"] | None = None


class Remote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency's own system: where it is asked, and the keys of which one signs what it answers."""

    url: Annotated[str, msgspec.Meta(pattern="^https?://[^ #@]+$", max_length=500)]
    keys: Annotated[tuple[PublicKey, ...], msgspec.Meta(min_length=1, max_length=10)]


class Instance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where, and within how many days, a trader goes with what a review upheld: an appeal to an office or a court."""

    office: str
    days: int
    law: str


class Appeal(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where, and within how many days, a trader asks for a review (WTO TFA Article 4).

    ``form`` is the paper form, for those who do not ask in the window; ``further`` is the instance after the review.
    """

    office: str
    days: int
    law: str
    form: str | None = None
    further: Instance | None = None


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why an agency answers as it does.

    ``rule`` is a requirement's id, or ``officer``; ``sentence`` is for the trader and says what to do where something
    can be done; ``pointer`` is a WCO pointer into the trader's own message, such as ``42A > 67A > 68A[1] > 23A``.
    """

    rule: str
    sentence: str
    law: str
    pointer: str
    asks: Asks | None = None


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """One agency's answer for one goods item. ``item`` is the item's SequenceNumeric (006).

    ``decided_by`` is ``rule``, or the officer's name. ``clock`` is in working days: the agency's own time to answer.
    ``carried_over_from`` is the declaration's version that the verdict was given for, where it stands for a later one.
    ``countersign``: an officer who lets the item go only proposes it, until a second one of the agency countersigns.
    ``countersigned_by`` is that officer's name. ``review_by`` is the last day on which a review of a refusal or a
    detention can be asked for.
    """

    agency: str
    item: int
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    conditions: tuple[str, ...] = ()
    waits_for: WaitsFor | None = None
    hold: HoldKind | None = None
    decided_by: str = "rule"
    clock: int | None = None
    carried_over_from: int | None = None
    countersign: bool = False
    countersigned_by: str | None = None
    review_by: dt.date | None = None


class PermitFound(msgspec.Struct, frozen=True):
    """A permit of the window's own register that an item names (``item`` is its SequenceNumeric).

    It answers the ``requirement`` that it was issued for, or one of the same ``agency`` that asks for the same
    ``documents``. ``covers`` says whether it covers the item, and ``sentence`` why or why not; ``conditions`` are the
    permit's own.
    """

    number: str
    agency: str
    item: int
    covers: bool
    sentence: str
    conditions: tuple[str, ...] = ()
    requirement: str = ""
    documents: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """Facts handed to an agency beside the declaration.

    ``on`` is the day whose law applies; ``certificates`` are the electronic ones that the lodger attached;
    ``permits`` are those that the declaration names and that this window keeps.
    """

    on: dt.date
    certificates: tuple[SPSCertificate, ...] = ()
    permits: tuple[PermitFound, ...] = ()


@runtime_checkable
class Agency(Protocol):
    """An agency with a say. Its answers are pure functions of the facts handed in."""

    code: str
    name: str
    contact: Contact
    appeal: Appeal

    def concerns(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> "tuple[Requirement, ...]":
        """The requirements in force on ``evidence.on`` that this item meets; empty where the agency has no say."""

    def judge(self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence) -> Verdict:
        """The agency's answer for this item: ``not_concerned`` where no requirement meets it."""

    def requirements_for(self, query: "GoodsQuery") -> "tuple[Requirement, ...]":
        """The requirements that goods described without a declaration would meet (WTO TFA Article 1)."""

    def drawn(self, requirement: "Requirement", item: GovernmentAgencyGoodsItem, on: dt.date) -> Decimal | None:
        """What this item draws from the permit that the requirement asks for, in its ``quantity_unit``.

        None where the permit is for no quantity, or the item does not state it in that unit.
        """


def remote_of(agency: Agency) -> Remote | None:
    """The agency's own system, where it has one that answers for it: an attribute ``remote`` of the agency."""
    found = getattr(agency, "remote", None)
    return found if isinstance(found, Remote) else None


class GoodsQuery(msgspec.Struct, frozen=True, omit_defaults=True):
    """Goods described without a declaration. ``hs_code`` is 2 to 10 digits; countries are ISO 3166-1 alpha-2."""

    hs_code: str
    direction: str
    on: dt.date
    origin: str | None = None
    destination: str | None = None
    procedure: str | None = None


class Countries(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A condition on a country (ISO 3166-1 alpha-2): one of ``only``, and none of ``but``. Empty means any."""

    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


class Procedures(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A condition on the requested procedure (166): one of ``only``, and none of ``but``. Empty means any."""

    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


class Offices(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A condition on the customs office where the goods come in or leave: one of ``only``, and none of ``but``."""

    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


class Threshold(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Quantity control: the requirement applies only to an item of more than ``over`` of ``unit`` (UN/ECE Rec 20).

    For KGM the net mass (128) counts, for any other unit the tariff quantity (130) stated in it.
    """

    over: Decimal
    unit: str = "KGM"


class Requirement(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A dated rule of an agency: which goods, which movement, what is asked, under which law.

    ``goods`` are HS codes of 2 to 10 digits, or ranges such as ``0601-0604``; ``but_not`` are exceptions to them.
    ``documents`` are the codes by which an item names the document asked for, any one of them: ``851`` is a type code
    of UN/EDIFACT 1001, ``C673`` a category letter and a type code. ``answered_by`` says who answers once it is named.
    A condition on a fact that a declaration leaves open is met: the stricter rule applies until the fact is stated.
    ``clock`` is in working days. ``valid_from`` and ``valid_to`` are the first and the last day of the requirement.

    What follows is for permits and certificates. ``permit_kind``: how many shipments one serves. ``quantity_unit``: the
    unit (UN/ECE Rec 20) in which its quantity is counted, drawn and given back; none where it is for no quantity.
    ``value_currency``: instead of a quantity, the currency (ISO 4217) in which the goods' value is counted.
    ``tolerance_percent``: by how much a shipment may exceed it. ``needs_first``: permits of other agencies that an
    applicant must have, each as agency and document, ``ENV/626``. ``second_person``: a second officer signs.
    ``review_days``: within how many days of the answer a review can be asked for, where the agency's own days differ.
    ``countersign``: where an officer lets the goods of a declaration go, a second one of the agency countersigns.
    """

    id: str
    title: str
    goods: tuple[str, ...]
    asks: Asks
    sentence: str
    law: Law
    valid_from: dt.date
    direction: Direction = "import"
    but_not: tuple[str, ...] = ()
    origin: Countries = Countries()
    destination: Countries = Countries()
    procedure: Procedures = Procedures()
    documents: tuple[str, ...] = ()
    answered_by: Answerer = "rule"
    conditions: tuple[str, ...] = ()
    threshold: Threshold | None = None
    fee: Fee | None = None
    clock: int | None = None
    form: str | None = None
    valid_to: dt.date | None = None
    office: Offices = Offices()
    permit_kind: PermitKind | None = None
    quantity_unit: str | None = None
    value_currency: str | None = None
    tolerance_percent: Decimal | None = None
    needs_first: tuple[str, ...] = ()
    second_person: bool = False
    review_days: int | None = None
    countersign: bool = False

    @property
    def measured_in(self) -> str | None:
        """The unit or the currency in which a permit is counted; None where it is for no quantity."""
        return self.value_currency or self.quantity_unit
