"""What a draft can know before its lodger types it."""

from typing import Any, TypeVar

import msgspec

from singlewindow.countries import CountryPack
from singlewindow.store.people import Actor
from singlewindow.web.drafting.document import DraftDocument, Party, Route

T = TypeVar("T", bound=msgspec.Struct)


def prefilled(draft: DraftDocument, actor: Actor, pack: CountryPack) -> DraftDocument:
    """The draft with its lodger as declarant, and with every answer that is still empty and can be known.

    A trader is the importer of an import and the exporter of an export; a broker lodges for others. Where the direction
    was changed, what was filled in for the other one, and not touched since, is taken back.
    """
    arriving = draft.start.direction != "export"
    mine, theirs = ("importer", "exporter") if arriving else ("exporter", "importer")
    inward, outward = Route(destination=pack.code), Route(export_country=pack.code)
    home, away = (inward, outward) if arriving else (outward, inward)
    own = _self(actor, pack)
    return msgspec.structs.replace(
        draft,
        declarant=actor.organisation,
        declarant_number=actor.organisation_code,
        route=_filled(Route() if draft.route == away else draft.route, home),
        terms=_filled(draft.terms, {"currency": pack.currency}),
        **{
            mine: _filled(getattr(draft, mine), own),
            theirs: Party() if getattr(draft, theirs) == own else getattr(draft, theirs),
        },
    )


def _self(actor: Actor, pack: CountryPack) -> Party:
    if actor.kind == "broker":
        return Party(country=pack.code)
    return Party(name=actor.organisation, number=actor.organisation_code, country=pack.code)


def _filled(answers: T, known: msgspec.Struct | dict[str, Any]) -> T:
    values = known if isinstance(known, dict) else msgspec.structs.asdict(known)
    return msgspec.structs.replace(
        answers, **{name: value for name, value in values.items() if value and not getattr(answers, name)}
    )
