"""Cursors: what a list gave goes on, anything else is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from singlewindow.errors import Invalid
from singlewindow.store.paging import decode, encode


@given(st.integers(1, 2**63 - 1))
def test_a_cursor_comes_back_as_it_was(key: int) -> None:
    assert decode(encode(key)) == key


@pytest.mark.parametrize("cursor", ["", "x", "-", "%%%", encode(0), encode(2**63), encode(-5), "MV8w", "é", "\x00"])
def test_a_cursor_that_no_list_gave_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        decode(cursor)
