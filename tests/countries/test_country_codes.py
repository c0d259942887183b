"""A country's own code lists: what is published, with what codes.yaml adds, leaves out and narrows."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from singlewindow.countries import CountryPack, PackError
from wco_datamodel import codelists


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The Lagoon's country file alone, in a folder of its own."""
    shutil.copy(CountryPack.load("lagoon").folder / "country.yaml", tmp_path)
    return tmp_path


def written(folder: Path, text: str) -> CountryPack:
    (folder / "codes.yaml").write_text(text, encoding="utf-8")
    return CountryPack.load(folder)


def test_a_pack_without_code_lists_uses_them_as_they_are_published(folder: Path) -> None:
    lists = CountryPack.load(folder).lists

    assert lists.get("procedures") is codelists.get("procedures")
    assert lists.get("rec20") is codelists.get("rec20")


def test_a_country_that_iso_does_not_list_is_in_the_list_of_its_own_pack(folder: Path) -> None:
    lists = CountryPack.load(folder).lists

    assert "XL" in lists.get("iso3166")
    assert "XL" not in codelists.get("iso3166")
    assert lists.get("iso3166").suggest("Lagoon")[0].name == "Lagoon Islands"


def test_a_country_that_iso_lists_keeps_its_published_name(folder: Path) -> None:
    file = folder / "country.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("XL", "FJ"), encoding="utf-8")

    assert CountryPack.load(folder).lists.get("iso3166") is codelists.get("iso3166")


def test_a_country_narrows_leaves_out_and_adds(folder: Path) -> None:
    lists = written(
        folder,
        'procedures: {only: ["00", "10", "40", "71"], without: ["71"], add: [{code: K1, name: Home use of a resort}]}\n'
        "uncl5153:\n  without: [AAG]\n",
    ).lists

    assert [code.code for code in lists.get("procedures")] == ["00", "10", "40", "K1"]
    assert "AAG" not in lists.get("uncl5153")
    assert lists.get("rec21") is codelists.get("rec21")


def test_a_code_that_a_country_adds_has_its_days(folder: Path) -> None:
    text = "procedures: {add: [{code: K1, name: Home use, valid_from: 2026-01-01, valid_to: 2026-12-31}]}"
    procedures = written(folder, text).lists.get("procedures")

    assert procedures.find("K1", dt.date(2026, 12, 31))
    assert procedures.find("K1", dt.date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "field", "sentence"),
    [
        ("procedure: {}", "procedure", "There is no code list procedure: did you mean procedures?"),
        ("procedures: {only: [40]}", "procedures.only[0]", "Put codes in quotation marks"),
        ('procedures: {only: ["40", "17"]}', "procedures.only[1]", "The list has no code 17."),
        ("rec20: {without: [KMG]}", "rec20.without[0]", "Did you mean KGM (kilogram)?"),
        ("procedures: {ad: []}", "procedures", "unknown field `ad`"),
        ("procedures: {add: [{code: K1}]}", "procedures.add[0]", "required field `name`"),
        ("procedures: {}\nprocedures: {}", "line 2", "written twice"),
        ("- procedures", "", "Expected `object`"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_place(folder: Path, text: str, field: str, sentence: str) -> None:
    with pytest.raises(PackError) as caught:
        written(folder, text)

    assert (caught.value.file.name, caught.value.field) == ("codes.yaml", field)
    assert sentence in caught.value.sentence


def test_the_lagoon_has_procedures_and_places_of_its_own() -> None:
    lists = CountryPack.load("lagoon").lists

    assert "48" in lists.get("procedures")
    assert "46" not in lists.get("procedures")
    assert "XLLAG" in lists.get("unlocode")
