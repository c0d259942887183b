"""What the table of the Telecommunications Office cannot say: approved models, and words that name a jammer."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from agencies.contract import Evidence, Requirement, WaitsFor
from agencies.dated import Dated, read_dated
from agencies.identity import MODEL, describes, identifiers
from agencies.judging import Finding, Judged, ask_document, let_go
from agencies.table import TableAgency
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem

OF_APPROVED_MODELS: Final = frozenset({"TEL-PHONES-19", "TEL-NETWORK", "TEL-REMOTE", "TEL-DRONES"})
"""Requirements that an approved model meets without a certificate."""

OF_JAMMERS: Final = frozenset({"TEL-JAMMERS", "TEL-X-JAMMERS"})
JAMMERS: Final = (
    "jammer",
    "jammers",
    "signal blocker",
    "signal blockers",
    "gps blocker",
    "mobile phone blocker",
    "cell phone blocker",
    "radio blocker",
)
"""Words by which a description names what is made to disturb radio traffic."""


class ApprovedModel(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model of a maker, and the number of its approval; ``valid_to`` is the last day of one that was withdrawn."""

    maker: str
    model: str
    approval: str


class TelecommunicationsOffice(TableAgency):
    """The table, with models looked up in the register, and jammers known by their description."""

    models: Mapping[str, tuple[ApprovedModel, ...]] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> "TelecommunicationsOffice":
        """The office of a folder, with its ``approved_models.yaml``. Raises TableError."""
        made = super().from_folder(folder)
        made.models = by_model(read_dated(folder / "approved_models.yaml", "models", ApprovedModel))
        return made

    def candidates(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> tuple[Requirement, ...]:
        """The table's requirements; the ones for jammers only where the description names one."""
        found = super().candidates(item, declaration, evidence)
        if any(one.id in OF_JAMMERS for one in found) and not describes(item, JAMMERS):
            return tuple(one for one in found if one.id not in OF_JAMMERS)
        return found

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """The table's answer, or that of the register where no certificate is named."""
        finding = super().find(requirement, judged)
        if requirement.id not in OF_APPROVED_MODELS or finding.waits_for is not WaitsFor.DOCUMENT:
            return finding
        found = [self._of_model(requirement, judged, *one) for one in identifiers(judged.item, MODEL)]
        not_approved = (one for one in found if one.waits_for is not None)
        return next(not_approved, found[0]) if found else finding

    def _of_model(self, requirement: Requirement, judged: Judged, occurrence: int, model: str) -> Finding:
        place = judged.place("Commodity", f"Classification[{occurrence}]", "ID")
        approved, said = approval(self.models, model, maker_of(judged.item), judged.facts.on)
        if approved is None:
            return ask_document(requirement, f"{said} {requirement.sentence}", place)
        return let_go(requirement, f"{requirement.title}: {said}", place)


def by_model(models: Iterable[ApprovedModel]) -> dict[str, tuple[ApprovedModel, ...]]:
    """Approved models by their folded model numbers."""
    found: dict[str, tuple[ApprovedModel, ...]] = {}
    for one in models:
        found[fold(one.model)] = (*found.get(fold(one.model), ()), one)
    return found


def approval(
    models: Mapping[str, tuple[ApprovedModel, ...]], model: str, maker: str | None, on: dt.date
) -> tuple[ApprovedModel | None, str]:
    """The approval of a maker's model that is in force on a day, and what to say of it. A maker not stated is any."""
    same = [one for one in models.get(fold(model), ()) if maker is None or fold(one.maker) == fold(maker)]
    for one in same:
        if one.holds(on):
            return one, f"model {one.model} of {one.maker} is approved ({one.approval})."
    for one in same:
        if one.valid_to and one.valid_to < on:
            return None, f"The approval of model {one.model} of {one.maker} ({one.approval}) ended on {one.valid_to}."
    return None, f"Model {model}{f' of {maker}' if maker else ''} is not on the list of approved models."


def maker_of(item: GovernmentAgencyGoodsItem) -> str | None:
    """The maker that the item names (its Manufacturer), or None."""
    return (item.manufacturer.name if item.manufacturer else None) or None


def fold(text: str) -> str:
    """A name without regard to capitals, blanks and hyphens, as they are written this way and that."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
