"""A server that does not answer is not waited for twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from singlewindow.cli import lodging
from singlewindow.cli.messages import message_files


def test_files_after_a_silence_are_accounted_for_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text("<MetaData/>")
    over_http = lodging.OverHttp("http://127.0.0.1:1", "token")
    monkeypatch.setattr(over_http._session, "adapters", {"http://": lodging.HTTPAdapter(max_retries=0)})

    first, second = (over_http.lodge(file) for file in message_files((tmp_path,)))

    assert (first.status, second.status) == (0, 0)
    assert "Not sent" in second.answer["detail"]
