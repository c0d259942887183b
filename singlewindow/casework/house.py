"""The house: what every verb needs, put together once."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from agencies import registry
from agencies.registry import Registry
from singlewindow.config import Settings
from singlewindow.countries import CountryPack, PackError
from singlewindow.migrations import migrate
from singlewindow.records import KeyRing
from singlewindow.risk.selectivity import RuleTable, load_rules
from singlewindow.store.database import Database
from singlewindow.store.files import DOCUMENTS, Files
from singlewindow.tariff import NationalTariff


def _agencies_of(pack: CountryPack) -> Registry:
    """The agencies that a country names, those of its folder, and those that were installed beside the window."""
    try:
        return registry.load([pack.own_agencies], only=pack.agencies)
    except registry.UnknownAgency as error:
        raise PackError(pack.folder / "country.yaml", "agencies", str(error)) from error


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class House(msgspec.Struct, frozen=True):
    """One administration's window: its settings, database, country pack, agencies, lane rules, and tariff if any."""

    settings: Settings
    database: Database
    pack: CountryPack
    agencies: Registry
    lane_rules: RuleTable
    tariff: NationalTariff | None = None
    now: Callable[[], dt.datetime] = _now

    @classmethod
    def open(cls, settings: Settings) -> "House":
        """Load the country pack and its agencies, and name the database. Raises PackError with the place."""
        pack = CountryPack.load(settings.country)
        return cls(
            settings=settings,
            database=Database(settings.database_url),
            pack=pack,
            agencies=_agencies_of(pack),
            lane_rules=load_rules(pack.risk),
            tariff=NationalTariff.load(pack.folder, pack.currency),
        )

    def day_of(self, moment: dt.datetime) -> dt.date:
        """The day in the country at a moment: the day whose law applies, and from which clocks run."""
        return moment.astimezone(ZoneInfo(self.pack.time_zone)).date()

    def end_of(self, day: dt.date) -> dt.datetime:
        """The moment at which a day has ended in the country."""
        after = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), ZoneInfo(self.pack.time_zone))
        return after.astimezone(dt.UTC)

    @property
    def keys(self) -> KeyRing:
        """The keys that sign records."""
        named = self.settings.signing_keys
        return KeyRing(Path(named) if named else self.settings.var / "signing-keys.json")

    @property
    def files(self) -> Files:
        """The files that traders attached to their cases."""
        return Files(self.settings.var / DOCUMENTS)

    def upgrade(self) -> None:
        """Bring the database's tables to the newest migration, and make the first signing key where there is none."""
        migrate(self.database.engine)
        self.keys.current(self.now())

    def name_of(self, agency: str) -> str:
        """An agency's name; its code where it is no longer in the registry."""
        if agency == self.pack.customs.code:
            return self.pack.customs.name
        found = self.agencies.get(agency)
        return found.name if found else agency
