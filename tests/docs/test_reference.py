"""The reference pages say what the program says."""

import importlib.util
import sys
from types import ModuleType

import pytest
from documentation import DOCS, ROOT


def reference() -> ModuleType:
    sys.path.append(str(ROOT / "tools"))
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", reference().PAGES)
def test_a_reference_page_is_up_to_date(name: str) -> None:
    written = (DOCS / "reference" / name).read_text(encoding="utf-8")

    assert written == reference().PAGES[name](), "run: python tools/reference.py"
