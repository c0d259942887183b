"""Folders and zip files of messages: each is read or refused by itself, and no archive can do harm."""

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from wco_datamodel import Message, MessageRejected, batches
from wco_datamodel.archives import Limits

SAMPLES = Path(__file__).parent / "samples"
GOOD = (SAMPLES / "presentation.xml").read_bytes()


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def codes(source: Path | bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    """What became of each file: the kind of message, or the code of the first problem."""
    return [
        (entry.name, entry.outcome.kind if isinstance(entry.outcome, Message) else entry.outcome.problems[0].code)
        for entry in batches.read(source, limits or Limits())
    ]


def test_a_folder_is_read_by_name_and_what_is_no_message_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.xml").write_bytes(GOOD)
    (tmp_path / "in" / "a.json").write_bytes(b'{"Declaration": {"FunctionCode": "9"}}')
    (tmp_path / "c.xml").write_bytes(b"Dear customs,")
    (tmp_path / "README.txt").write_bytes(b"notes")
    assert codes(tmp_path) == [("c.xml", "XML01"), ("in/a.json", "DEC"), ("in/b.xml", "DEC")]
    assert batches.count(tmp_path) == 3


def test_all_samples_in_one_zip_are_read(tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.xml"))
    source = tmp_path / "samples.zip"
    source.write_bytes(packed((file.name, file.read_bytes()) for file in files))
    assert batches.count(source) == len(files)
    entries = list(batches.read(source))
    assert [entry.name for entry in entries] == [f"samples.zip/{file.name}" for file in files]
    assert all(isinstance(entry.outcome, Message) for entry in entries)


def test_a_refused_message_does_not_stop_the_others() -> None:
    source = packed([("1.xml", b"<html/>"), ("2.xml", GOOD), ("3.json", b"{"), ("4.xml", GOOD)])
    assert codes(source) == [("1.xml", "MSG02"), ("2.xml", "DEC"), ("3.json", "JSON02"), ("4.xml", "DEC")]


def test_bytes_that_are_one_message_are_read_as_one() -> None:
    assert codes(GOOD) == [("", "DEC")]


def test_a_zip_in_a_folder_is_read_and_one_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = packed([("a.xml", GOOD)])
    (tmp_path / "outer.zip").write_bytes(packed([("inner.zip", inner), ("disguised.xml", inner), ("b.xml", GOOD)]))
    assert codes(tmp_path) == [
        ("outer.zip/inner.zip", "BATCH06"),
        ("outer.zip/disguised.xml", "BATCH06"),
        ("outer.zip/b.xml", "DEC"),
    ]


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "x/../../a.xml", "C:/a.xml", "x\\a.xml", "a\nb.xml"])
def test_a_name_that_is_no_plain_one_is_refused(name: str) -> None:
    assert codes(packed([(name, GOOD)])) == [(name, "BATCH07")]


def test_a_link_in_a_zip_is_refused() -> None:
    stream, link = io.BytesIO(), zipfile.ZipInfo("a.xml")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert codes(stream.getvalue()) == [("a.xml", "BATCH07")]


def test_a_link_that_leads_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.xml").write_bytes(GOOD)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "outside.xml")
    assert codes(tmp_path / "in") == [("", "BATCH10")]


def test_too_many_files_are_refused_before_any_is_read() -> None:
    source = packed((f"{number}.xml", GOOD) for number in range(4))
    assert codes(source, Limits(files=3)) == [("", "BATCH02")]


def test_a_file_that_is_too_long_is_refused_and_the_next_is_read() -> None:
    source = packed([("long.xml", GOOD + b" " * 5_000), ("good.xml", GOOD)])
    assert codes(source, Limits(each=4_000)) == [("long.xml", "BATCH03"), ("good.xml", "DEC")]


def test_the_whole_is_bounded_and_nothing_behind_the_bound_is_read() -> None:
    source = packed((f"{number}.xml", GOOD) for number in range(9))
    found = codes(source, Limits(total=3 * len(GOOD) + 10))
    assert [code for _, code in found] == ["DEC", "DEC", "DEC", "BATCH04"]


def test_a_bomb_is_refused_by_how_tightly_it_is_packed() -> None:
    assert codes(packed([("bomb.xml", b" " * 9_000_000)])) == [("bomb.xml", "BATCH05")]


def test_a_length_that_the_zip_lies_about_does_not_lift_the_bound() -> None:
    honest = packed([("a.xml", b" " * 50_000)])
    lying = honest.replace(struct.pack("<L", 50_000), struct.pack("<L", 100))
    assert codes(lying, Limits(each=10_000)) == [("a.xml", "BATCH01")]


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        source = packed([("a.xml", GOOD), ("a.xml", GOOD)])
    assert codes(source) == [("a.xml", "DEC"), ("a.xml", "BATCH08")]


def test_a_file_with_a_password_is_refused() -> None:
    source = bytearray(packed([("a.xml", GOOD)]))
    source[source.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(source)) == [("a.xml", "BATCH09")]


@pytest.mark.parametrize("cut", [30, 200, -1, -30])
def test_a_zip_that_is_cut_is_refused(cut: int, tmp_path: Path) -> None:
    source = packed([("a.xml", GOOD)])[:cut]
    assert codes(source) == [("", "BATCH01")]
    (tmp_path / "cut.zip").write_bytes(source)
    assert batches.count(tmp_path / "cut.zip") == 1


def test_a_zip_whose_bytes_are_damaged_is_refused_where_they_are() -> None:
    source = bytearray(packed([("a.xml", GOOD), ("b.xml", GOOD)]))
    source[60] ^= 0xFF
    assert codes(bytes(source)) == [("a.xml", "BATCH01"), ("b.xml", "DEC")]


def test_a_list_of_contents_of_any_length_is_not_read() -> None:
    source = bytearray(packed([("a.xml", GOOD)]))
    struct.pack_into("<L", source, source.rindex(b"PK\x05\x06") + 12, 900_000_000)
    assert codes(bytes(source)) == [("", "BATCH02")]


def test_a_zip_without_messages_says_so() -> None:
    assert codes(packed([])) == [("", "BATCH10")]
    assert codes(packed([("README.txt", b"notes"), ("__MACOSX/a.xml", b"")])) == [("", "BATCH10")]


def test_a_refusal_is_told_as_every_other_with_a_sentence_and_a_hint() -> None:
    (entry,) = batches.read(packed([("../a.xml", GOOD)]))
    assert isinstance(entry.outcome, MessageRejected)
    (problem,) = entry.outcome.problems
    assert problem.sentence.startswith("The name “../a.xml” is no plain one")
    assert problem.hint == "Pack the messages by plain names."
