"""The country pack: the Lagoon's own is whole, and a mistake in a pack is named with its file and field."""

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.countries import CountryPack, PackError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Lagoon's country and demo files, to be spoilt."""
    for file in ("country.yaml", "demo.yaml"):
        shutil.copy(CountryPack.load("lagoon").folder / file, tmp_path / file)
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old} is no longer in {file.name}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        CountryPack.load(folder)
    return caught.value


def test_the_lagoon_is_found_by_name() -> None:
    pack = CountryPack.load("lagoon")

    assert (pack.code, pack.name, pack.currency, pack.hs_edition) == ("XL", "Lagoon Islands", "NZD", 2022)
    assert ZoneInfo(pack.time_zone)


def test_a_pack_is_found_by_its_folder(folder: Path) -> None:
    assert CountryPack.load(folder).code == "XL"
    assert CountryPack.load(str(folder)).samples == folder / "samples"


def test_the_lagoon_has_a_port_and_an_airport() -> None:
    pack = CountryPack.load("lagoon")

    names = {office.code: office.name for office in pack.offices}
    assert "Port" in names["XLLAG1"]
    assert "Airport" in names["XLLAG4"]
    assert pack.office("XLLAG1") in pack.offices
    assert pack.office("NOWHERE1") is None


def test_customs_says_where_to_reach_it_and_where_to_appeal() -> None:
    customs = CountryPack.load("lagoon").customs

    assert customs.code == "CUS"
    assert customs.contact.email
    assert customs.appeal.office
    assert customs.appeal.days > 0
    assert customs.appeal.law


def test_the_fictional_country_is_a_known_country_of_its_own_pack() -> None:
    assert "XL" in {country.code for country in CountryPack.load("lagoon").further_countries}


def test_the_demo_has_a_person_for_each_part() -> None:
    demo = CountryPack.load("lagoon").demo
    agency = {organisation.code: organisation.agency for organisation in demo.organisations}

    parts = sorted((person.role, agency[person.organisation] or "") for person in demo.people)
    assert parts == [
        ("administrator", ""),
        ("agency_officer", "BIO"),
        ("agency_officer", "ENV"),
        ("agency_officer", "FIS"),
        ("agency_officer", "FOO"),
        ("agency_officer", "MED"),
        ("agency_officer", "MED"),
        ("agency_officer", "POL"),
        ("agency_officer", "POL"),
        ("agency_officer", "TEL"),
        ("broker", ""),
        ("customs_officer", "CUS"),
        ("customs_supervisor", "CUS"),
        ("keeper", ""),
        ("supervisor", "BIO"),
        ("trader", ""),
    ]


def test_no_demo_password_is_written_in_the_pack() -> None:
    assert "password:" not in (CountryPack.load("lagoon").folder / "demo.yaml").read_text(encoding="utf-8")


def test_the_demo_lives_in_reserved_mail_domains() -> None:
    assert {person.email.rpartition(".")[2] for person in CountryPack.load("lagoon").demo.people} == {"example"}


def test_a_pack_in_earnest_has_no_demo(folder: Path) -> None:
    (folder / "demo.yaml").unlink()

    assert CountryPack.load(folder).demo.people == ()


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(PackError, match="no country pack of this name"):
        CountryPack.load("atlantis")


def test_a_folder_without_a_country_file_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path).file == tmp_path / "country.yaml"


MISTAKES = [
    ("country.yaml", "code: XL #", "code: XLX #", "code", "regex"),
    ("country.yaml", "currency: NZD", "currency: 5", "currency", "Expected `str`, got `int`"),
    ("country.yaml", "currency: NZD", "money: NZD", "", "unknown field `money`"),
    ("country.yaml", "currency: NZD", "name: NZD", "line 4", "the field name is written twice"),
    ("country.yaml", "languages: [en]", "languages: []", "languages", "length >= 1"),
    ("country.yaml", "languages: [en]", "languages: [en", "line 7", "not valid YAML"),
    ("country.yaml", "hs_edition: 2022", "hs_edition: 2023", "hs_edition", "Invalid enum value 2023"),
    ("country.yaml", "Pacific/Apia", "Pacific/Atlantis", "time_zone", "not a time zone"),
    ("country.yaml", "code: XLLAG4", "code: XLLAG1", "offices", "XLLAG1 is there twice"),
    ("country.yaml", "code: XLLAG4", "code: ZZLAG4", "offices[1].code", "does not begin with XL"),
    ("country.yaml", "office: XLOUT1", "office: XLOUT9", "goods_locations[4].office", "no office XLOUT9"),
    ("country.yaml", "days: 30", "days: soon", "customs.appeal.days", "Expected `int`, got `str`"),
    ("demo.yaml", "kind: broker", "kind: brokers", "organisations[1].kind", "Invalid enum value 'brokers'"),
    ("demo.yaml", ", agency: BIO", "", "organisations[2].agency", "name their agency"),
    ("demo.yaml", 'organisation: "1000001"', 'organisation: "9"', "people[0].organisation", "no organisation 9"),
    ("demo.yaml", "broker@lagoon", "trader@lagoon", "people", "trader@lagoon.example is there twice"),
    ("demo.yaml", "role: trader", "role: king", "people[0].role", "Invalid enum value 'king'"),
]


@pytest.mark.parametrize(("file", "old", "new", "field", "sentence"), MISTAKES)
def test_a_mistake_is_named_with_its_file_and_field(
    folder: Path, file: str, old: str, new: str, field: str, sentence: str
) -> None:
    spoil(folder / file, old, new)

    found = fault(folder)

    assert found.file == folder / file
    assert found.field == field
    assert sentence in str(found)


def test_a_holiday_that_is_written_twice_is_named(folder: Path) -> None:
    days = "law: Act\nholidays: [{day: 2026-12-25, name: Christmas}, {day: 2026-12-25, name: Christmas}]\n"
    (folder / "holidays.yaml").write_text(days, encoding="utf-8")

    assert (fault(folder).file.name, fault(folder).field) == ("holidays.yaml", "holidays[1].day")


def test_a_country_gets_the_agencies_that_it_names_and_its_own(folder: Path) -> None:
    spoil(folder / "country.yaml", "agencies: [BIO, ENV, FOO, MED, POL, TEL, FIS]", "agencies: [FIS]")
    shutil.copy(CountryPack.load("lagoon").risk, folder / "risk.yaml")
    shutil.copytree(ROOT / "agencies" / "police", folder / "agencies" / "police")

    assert [agency.code for agency in _opened(folder).agencies] == ["FIS", "POL"]


def test_a_country_that_names_no_agency_gets_none_of_the_lagoons(folder: Path) -> None:
    spoil(folder / "country.yaml", "agencies: [BIO, ENV, FOO, MED, POL, TEL, FIS]", "")
    shutil.copy(CountryPack.load("lagoon").risk, folder / "risk.yaml")

    assert list(_opened(folder).agencies) == []


def test_an_agency_that_does_not_exist_is_named(folder: Path) -> None:
    spoil(folder / "country.yaml", "BIO, ENV", "BIO, ABC")
    shutil.copy(CountryPack.load("lagoon").risk, folder / "risk.yaml")

    with pytest.raises(PackError, match="There is no built-in agency ABC") as caught:
        _opened(folder)
    assert caught.value.field == "agencies"


def _opened(folder: Path) -> House:
    var = str(folder / "var")
    return House.open(Settings.from_environment({"SINGLEWINDOW_VAR": var, "SINGLEWINDOW_COUNTRY": str(folder)}))
