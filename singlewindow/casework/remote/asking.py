"""Compose what an agency's own system is told: an ask with the items that concern it, or that none is open any more."""

import datetime as dt
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Agency, Evidence, Remote, Requirement, remote_of
from singlewindow.casework.house import House
from singlewindow.casework.remote.contents import (
    ASK,
    WITHDRAWAL,
    AskClaims,
    AskedItem,
    AskedRequirement,
    WithdrawalClaims,
)
from singlewindow.records import sign
from singlewindow.store import asks, cases
from singlewindow.store.remote_tables import AgencyAsk
from wco_datamodel import Declaration, render


class Outgoing(msgspec.Struct, frozen=True):
    """A signed message, and whose system it is for."""

    agency: str
    remote: Remote
    text: str


def ask_message(house: House, ask_id: int) -> Outgoing | None:
    """The ask, signed now. None where nothing is to be asked any more, or the agency has no system of its own."""
    with house.database.reading() as session:
        ask = asks.find(session, ask_id)
        if ask is None or ask.answered_at or ask.withdrawn_at:
            return None
        agency = house.agencies.get(ask.agency)
        remote = remote_of(agency) if agency else None
        if agency is None or remote is None:
            return None
        claims = _claims(house, session, ask, agency)
    return Outgoing(agency.code, remote, _signed(house, claims, ASK))


def withdrawal_message(house: House, ask_id: int) -> Outgoing | None:
    """That the ask needs no answer any more, signed now. None where there is nobody to tell."""
    with house.database.reading() as session:
        ask = asks.find(session, ask_id)
    agency = house.agencies.get(ask.agency) if ask else None
    remote = remote_of(agency) if agency else None
    if ask is None or remote is None or ask.told_at or ask.because is None:
        return None
    claims = WithdrawalClaims(
        f"{ask.name}-withdrawn", window_name(house), ask.agency, _second(house), ask.name, ask.because
    )
    return Outgoing(ask.agency, remote, _signed(house, claims, WITHDRAWAL))


def window_name(house: House) -> str:
    """How the window names itself to agencies' systems: the address at which it is reached."""
    return house.settings.base_url.rstrip("/")


def _claims(house: House, session: Session, ask: AgencyAsk, agency: Agency) -> AskClaims:
    case = asks.case_of(session, ask)
    document = cases.version_of(session, ask.case_id, case.version).document
    declaration = _shown(msgspec.json.decode(document, type=Declaration), asks.items_of(ask))
    evidence = Evidence(on=house.day_of(case.lodged_at))
    items = tuple(
        AskedItem(item.sequence_numeric, _requirements(agency.concerns(item, declaration, evidence)))
        for item in declaration.items
    )
    return AskClaims(
        jti=ask.name,
        iss=window_name(house),
        aud=ask.agency,
        iat=_second(house),
        reference=case.reference,
        version=ask.version,
        answer_by=asks.due_on(session, ask),
        answer_at=f"{window_name(house)}/api/v1/agencies/{ask.agency}/answers",
        items=items,
        declaration=_wco(declaration),
    )


def _shown(declaration: Declaration, shown: frozenset[int]) -> Declaration:
    """The declaration with the items alone that the agency may see."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return declaration
    items = tuple(item for item in declaration.items if item.sequence_numeric in shown)
    seen = msgspec.structs.replace(shipment, government_agency_goods_item=items)
    return msgspec.structs.replace(declaration, goods_shipment=seen)


def _requirements(met: tuple[Requirement, ...]) -> tuple[AskedRequirement, ...]:
    return tuple(
        AskedRequirement(one.id, one.title, one.asks.value, one.sentence, one.law.citation, one.documents)
        for one in met
    )


def _wco(declaration: Declaration) -> dict[str, Any]:
    message: dict[str, Any] = msgspec.json.decode(render(declaration, "json"))
    return message


def _signed(house: House, claims: msgspec.Struct, kind: str) -> str:
    return sign(msgspec.json.encode(claims), house.keys.current(house.now()), kind)


def _second(house: House) -> int:
    return int(house.now().astimezone(dt.UTC).timestamp())
