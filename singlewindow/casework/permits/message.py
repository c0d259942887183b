"""An application as the WCO's message (LPCO) says it, and the answer as a message (class 07B)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from agencies.contract import GoodsQuery, Requirement
from singlewindow.casework.house import House
from singlewindow.casework.permits.applying import apply_for_permit
from singlewindow.casework.permits.asking import Wish, list_offers, offered
from singlewindow.casework.permits.file import PermitFile
from singlewindow.casework.publish import find_requirements
from singlewindow.errors import FieldError, Invalid
from singlewindow.permits.covering import stated
from singlewindow.permits.terms import Terms
from singlewindow.store.people import Actor
from wco_datamodel import LPCO, LPCOResponse, MessageRejected, parse
from wco_datamodel.documents import AdditionalInformation, AppealOffice, ContactOffice, WriteOff
from wco_datamodel.goods import Classification, Commodity, GovernmentAgencyGoodsItem
from wco_datamodel.lpco import Permit, PermittedItem
from wco_datamodel.parties import Communication, Submitter
from wco_datamodel.pointers import problem_at
from wco_datamodel.response import Status
from wco_datamodel.values import DateTime, Measure

FUNCTION = {"refused": "03", "queried": "06", "issued": "11", "suspended": "11", "revoked": "10", "surrendered": "10"}
"""Function code (017) by state: 03 rejected, 06 documents required, 10 cancelled, 11 decided; 02 received otherwise."""

GRANTED, DENIED = "39", "41"


def apply_by_message(house: House, actor: Actor, raw: bytes, content_type: str) -> PermitFile:
    """Apply for a permit by an LPCO message. Raises MessageRejected with every error, Invalid, NotAllowed, NotPossible.

    Which permit is meant follows from its document code (D013) and the goods; where several could be, the requirement
    is named in AdditionalInformation/StatementCode (226).
    """
    message = parse(raw, content_type, limit=house.settings.max_message_bytes)
    asked = message.application
    if asked is None or asked.function_code != "9":
        sentence = "Send an application for a permit (LPCO) with function code 9."
        raise MessageRejected((problem_at("SW-LPCO", sentence, "74B/017", message),))
    if not (reference := (asked.functional_reference_id or "").strip()):
        sentence = "Give the application a reference of your own: sent again, it is not counted twice by it."
        raise MessageRejected((problem_at("SW-REFERENCE", sentence, "74B/D026", message),))
    return apply_for_permit(house, actor, wish_of(house, asked), key=f"LPCO:{reference}")


def wish_of(house: House, asked: LPCO) -> Wish:
    """What a message wishes. Raises Invalid where no permit, or more than one, is meant."""
    items = asked.government_agency_goods_item
    _, meant = offered(house, _requirement(house, asked))
    quantities = _quantities(items, meant) if meant.measured_in else []
    return Wish(
        requirement=meant.id,
        description="; ".join(item.goods_description for item in items)[:256],
        goods=tuple(dict.fromkeys(item.hs_code for item in items if item.hs_code)),
        origins=tuple(dict.fromkeys(item.origin_country for item in items if item.origin_country)),
        quantity=sum(quantities, Decimal(0)) if quantities else None,
        valid_from=asked.effective_date_time.day if asked.effective_date_time else None,
        valid_to=asked.expiration_date_time.day if asked.expiration_date_time else None,
        statement="\n".join(one.statement_description or "" for one in asked.additional_information).strip(),
        functional_reference_id=asked.functional_reference_id or "",
    )


def respond_permit(found: PermitFile) -> LPCOResponse:
    """The message that says where a permit stands."""
    moment = DateTime.of(found.changed_at)
    terms = found.terms
    denied = found.status == "refused"
    decided = found.status in ("issued", "refused")
    return LPCOResponse(
        function_code=FUNCTION.get(found.status, "02"),
        functional_reference_id=f"{found.number}-{found.revision}"[:35],
        issue_date_time=moment,
        additional_information=tuple(_statements(found)),
        appeal_office=AppealOffice(id=found.agency),
        contact_office=(_office(found),),
        status=(Status(effective_date_time=moment, name_code=DENIED if denied else GRANTED),) if decided else (),
        lpco=Permit(
            functional_reference_id=terms.functional_reference_id or None,
            id=found.number,
            issue_date_time=moment if found.status == "issued" else None,
            effective_date_time=DateTime.of_date(terms.valid_from) if terms.valid_from else None,
            expiration_date_time=DateTime.of_date(terms.valid_to) if terms.valid_to else None,
            rejection_date_time=moment if denied else None,
            type_code=terms.documents[0],
            government_agency_goods_item=(_item(found),),
            submitter=Submitter(name=found.agency_name, id=found.agency),
        ),
    )


def _office(found: PermitFile) -> ContactOffice:
    contact = found.contact.email or found.contact.phone
    kind = "EM" if found.contact.email else "TE"
    return ContactOffice(id=found.agency, communication=(Communication(id=contact, type_code=kind),) if contact else ())


def _statements(found: PermitFile) -> Iterator[AdditionalInformation]:
    if found.reason:
        yield AdditionalInformation(statement_description=found.reason[:512])
    for condition in found.terms.conditions:
        yield AdditionalInformation(statement_code="CON", statement_description=condition[:512])


def _item(found: PermitFile) -> PermittedItem:
    terms = found.terms
    quantity = Measure(terms.quantity, terms.unit) if terms.quantity is not None and terms.unit else None
    return PermittedItem(
        sequence_numeric=1,
        commodity=Commodity(
            description=terms.description or None, classification=tuple(Classification(id=one) for one in terms.goods)
        ),
        write_off=WriteOff(quantity_quantity=quantity) if quantity else None,
    )


def _requirement(house: House, asked: LPCO) -> str:
    """The requirement meant: the one that is named, or the only one of this document that these goods meet."""
    named = {one.statement_code for one in asked.additional_information if one.statement_code}
    offers = {one.requirement for one in list_offers(house)}
    for requirement in sorted(named & offers):
        return requirement
    meant = [one for one in _meant(house, asked) if one in offers]
    if len(meant) == 1:
        return meant[0]
    told = f"several permits could be meant: {', '.join(meant)}" if meant else "no permit is asked for these goods"
    sentence = (
        f"By document {asked.type_code}, {told}. Name the requirement as AdditionalInformation/StatementCode (226)."
    )
    raise Invalid(sentence, (FieldError("requirement", sentence),))


def _meant(house: House, asked: LPCO) -> list[str]:
    """The requirements for which goods of these codes need this document."""
    to = asked.destination.country_code if asked.destination else None
    direction = "export" if to and to != house.pack.code else "import"
    codes = {item.hs_code for item in asked.government_agency_goods_item if item.hs_code}
    queries = [GoodsQuery(code, direction, house.day_of(house.now())) for code in sorted(codes)]
    found = (one for query in queries for _, met in find_requirements(house, query) for one in met)
    return list(dict.fromkeys(one.id for one in found if asked.type_code in one.documents))


def _quantities(items: Sequence[GovernmentAgencyGoodsItem], meant: Requirement) -> list[Decimal]:
    """What each item asks for, in the permit's unit or currency. Raises Invalid naming the items that do not say it."""
    terms = Terms(title="", documents=(), unit=meant.quantity_unit, currency=meant.value_currency)
    found = [(item.sequence_numeric, stated(terms, item)) for item in items]
    faults = tuple(_untold(number or 0, terms.measured_in) for number, quantity in found if quantity is None)
    if faults:
        raise Invalid("The application cannot be taken as it is.", faults)
    return [quantity for _, quantity in found if quantity is not None]


def _untold(number: int, unit: str) -> FieldError:
    place = f"GovernmentAgencyGoodsItem[{number}]"
    return FieldError(place, f"Item {number}: this permit is counted in {unit}. State the item's quantity in it.")
