"""Half a character in a name of a JSON message: it is refused in words that can be written down."""

import msgspec
import pytest

from wco_datamodel import MessageRejected, parse


@pytest.mark.parametrize(
    "text",
    [
        rb'{"\udfaa": 0}',
        rb'{"Declaration": {"\ud800": "x"}}',
        rb'{"Declaration": {"\ud800": 1, "\ud800": 1}}',
        rb'{"Declaration": {"InvoiceAmount": {"\ud800": "1"}}}',
    ],
)
def test_a_name_with_half_a_character_is_told_in_whole_characters(text: bytes) -> None:
    with pytest.raises(MessageRejected) as rejected:
        parse(text, "application/json")
    assert msgspec.json.decode(msgspec.json.encode(rejected.value.problems), type=list)
    assert "?" in rejected.value.problems[0].sentence
    assert str(rejected.value).encode()
