"""Take an answer of an agency's own system: once, however often it comes, and moving no case where it is late."""

import datetime as dt
import hashlib

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Agency, Outcome, Remote, remote_of
from singlewindow.casework import states
from singlewindow.casework.answer import named
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.house import House
from singlewindow.casework.remote.applying import apply
from singlewindow.casework.remote.asking import window_name
from singlewindow.casework.remote.contents import ANSWER, WINDOW, AnswerClaims, Taken
from singlewindow.casework.remote.faults import faults
from singlewindow.errors import FieldError, Invalid, KeyReused, NotFound, NotSigned
from singlewindow.records import NotGenuine, PublicKeys, read
from singlewindow.store import asks, audit, cases, positions
from singlewindow.store.people import Actor
from singlewindow.store.remote_tables import AgencyAsk, AgencyReply
from singlewindow.store.tables import Case


def take_answer(house: House, code: str, text: str) -> Taken:
    """Take a signed answer of the agency of this code.

    Raises NotFound for an agency without a system of its own and for an ask that is unknown, NotSigned, Invalid naming
    the fields, KeyReused where the answer's id was another answer's, NotPossible.
    """
    agency, remote = _own_system(house, code)
    claims = _read(house, agency, remote, text)
    with house.database.writing() as session:
        return take_claims(house, session, agency, claims, text)


def take_reply(house: House, session: Session, code: str, name: str, text: str) -> Taken:
    """Take the answer that came back at once to the ask of this name, in the transaction at hand. Raises the same."""
    agency, remote = _own_system(house, code)
    claims = _read(house, agency, remote, text)
    if claims.ask != name:
        raise Invalid("The answer is to another ask.", (FieldError("ask", f"This was asked: {name}."),))
    return take_claims(house, session, agency, claims, text)


def take_claims(house: House, session: Session, agency: Agency, claims: AnswerClaims, text: str) -> Taken:
    """Take an answer whose signature was checked."""
    ask = asks.by_name(session, agency.code, claims.ask)
    if ask is None:
        raise NotFound(f"{agency.name} was not asked {claims.ask}.")
    case = cases.by_reference(session, asks.case_of(session, ask).reference, hold=True)
    assert case is not None
    session.refresh(ask)
    given = _given_before(session, agency.code, claims)
    if given is not None:
        return given
    found = tuple(faults(claims, asks.items_of(ask), house.day_of(house.now())))
    if found:
        raise Invalid("The answer cannot be taken as it is.", found)
    taken = _take(house, session, agency, ask, case, claims)
    asks.add_reply(session, _reply(house, ask, claims, text, taken))
    return taken


def system_of(agency: Agency) -> Actor:
    """Who acts where an agency's own system answers: it may what an officer of that agency may on its items."""
    return Actor(0, 0, agency.name, "agency", "Own system", frozenset({"work"}), agency.code)


def _own_system(house: House, code: str) -> tuple[Agency, Remote]:
    agency = house.agencies.get(code)
    remote = remote_of(agency) if agency else None
    if agency is None or remote is None:
        raise NotFound(f"There is no agency {code} whose own system answers.")
    return agency, remote


def _read(house: House, agency: Agency, remote: Remote, text: str) -> AnswerClaims:
    """The claims, once all is well with who signed them, for whom and when."""
    try:
        signed = read(text, PublicKeys(tuple(msgspec.to_builtins(key) for key in remote.keys)))
    except NotGenuine as error:
        raise NotSigned(str(error)) from error
    if signed.kind != ANSWER:
        raise NotSigned(f"This was not signed as an answer: its typ must be {ANSWER}.")
    try:
        claims = msgspec.json.decode(signed.claims, type=AnswerClaims)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what, _, place = str(error).partition(" - at ")
        field = place.strip("`").removeprefix("$").lstrip(".") or "claims"
        raise Invalid("The answer cannot be read.", (FieldError(field, f"{what}."),)) from error
    _require_fresh(house, agency, claims)
    return claims


def _require_fresh(house: House, agency: Agency, claims: AnswerClaims) -> None:
    if claims.iss != agency.code:
        raise NotSigned(f"The answer says that it is of {claims.iss[:70]}, and was sent as {agency.code}'s.")
    if claims.aud != window_name(house):
        raise NotSigned(f"The answer is not for this window: its aud must be {window_name(house)}.")
    if abs(house.now().timestamp() - claims.iat) > WINDOW.total_seconds():
        minutes = int(WINDOW.total_seconds()) // 60
        raise NotSigned(f"The answer was signed more than {minutes} minutes from now. Sign it anew for each try.")


def _given_before(session: Session, agency: str, claims: AnswerClaims) -> Taken | None:
    """What was said to the same answer before."""
    known = asks.reply_of(session, agency, claims.jti)
    if known is None:
        return None
    if known.sha256 != _digest(claims):
        raise KeyReused(f"The id {claims.jti} was another answer's. Give this one an id of its own.")
    return msgspec.json.decode(known.document, type=Taken)


def _take(house: House, session: Session, agency: Agency, ask: AgencyAsk, case: Case, claims: AnswerClaims) -> Taken:
    late = _late(session, ask, case, claims, system_of(agency))
    if late is None:
        return apply(house, session, system_of(agency), ask, case, claims)
    items = tuple(sorted(one.item for one in claims.items))
    facts = {"agency": agency.code, "items": list(items), "ask": ask.name, "why": late}
    event = audit.Event("answer_kept", facts)
    audit.append(session, case.id, named(system_of(agency)), house.now(), [event])
    return Taken(claims.jti, ask.name, (), items, f"The answer is kept, and changes nothing: {late}")


def _late(session: Session, ask: AgencyAsk, case: Case, claims: AnswerClaims, system: Actor) -> str | None:
    """Why an answer comes too late to move the case; None where it does not."""
    if ask.withdrawn_at is not None:
        return {
            "amended": "the declaration was amended since, and asked about anew.",
            "settled": "an officer of the agency decided meanwhile.",
        }.get(ask.because or "", f"the declaration is {ask.because}.")
    outcome = CaseOutcome(case.outcome)
    standing = positions.of_case(session, case.id)
    if "decide" not in states.possible(system, outcome, standing):
        return f"the case is {outcome.value.replace('_', ' ')} already."
    tested = {item for agency, item in standing.samples_out if agency == claims.iss}
    if any(one.item in tested and Outcome(one.outcome).lets_go for one in claims.items):
        return "a sample of the goods is being tested, and its result decides."
    if ask.said_at is not None and claims.iat < ask.said_at.timestamp():
        return "a later answer came before it."
    return None


def _reply(house: House, ask: AgencyAsk, claims: AnswerClaims, text: str, taken: Taken) -> AgencyReply:
    return AgencyReply(
        ask_id=ask.id,
        agency=ask.agency,
        name=claims.jti,
        sha256=_digest(claims),
        signed=text.strip(),
        received_at=house.now().astimezone(dt.UTC),
        document=msgspec.json.encode(taken).decode(),
    )


def _digest(claims: AnswerClaims) -> str:
    """What tells one answer from another: all that it says but when it was signed."""
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(claims, iat=0))).hexdigest()
