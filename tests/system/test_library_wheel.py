"""The library is usable by itself: from the wheel, with its own few dependencies, and by its page's five lines."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "wco_datamodel"
README = (LIBRARY / "README.md").read_text("utf-8")
BLOCKS = {kind: re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL) for kind in ("python", "text", "sh")}
NEEDED = ("lxml", "msgspec", "pycountry", "python-stdnum", "rapidfuzz", "xmlschema")
IMPORTED_AS = {"python-stdnum": "stdnum"}
UNREACHABLE = re.compile(r"No matching distribution|Could not find a version|[Cc]onnection|[Tt]imed? ?out|resol")
DECLARATION = """\
<Declaration>
  <FunctionCode>9</FunctionCode>
  <FunctionalReferenceID>EXAMPLE-1</FunctionalReferenceID>
  <IssueDateTime><DateTimeString formatCode="102">20260231</DateTimeString></IssueDateTime>
  <TypeCode>IMA</TypeCode>
  <GoodsShipment>
    <GovernmentAgencyGoodsItem>
      <SequenceNumeric>1</SequenceNumeric>
      <Commodity>
        <Description>T-shirts of cotton, knitted, adult sizes</Description>
        <Classification><ID>610910</ID><IdentificationTypeCode>HS</IdentificationTypeCode></Classification>
      </Commodity>
    </GovernmentAgencyGoodsItem>
  </GoodsShipment>
</Declaration>
"""
BROKEN = """\
<Declaration>
  <!-- as a reader might type it -->
  <FunctionCode>7</FunctionCode>
  <TypeKode>IMA</TypeKode>
</Declaration>
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from a copy of its files."""
    folder = tmp_path_factory.mktemp("wheel")
    copied = folder / "source"
    leave = shutil.ignore_patterns("__pycache__", "static", "*.egg-info")
    for name in ("wco_datamodel", "agencies", "singlewindow"):
        shutil.copytree(ROOT / name, copied / name, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copied)
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", folder)
    built = run(sys.executable, "-m", "pip", "wheel", copied, *options, cwd=folder)
    if "setuptools" in built.stderr and built.returncode:
        pytest.skip("no setuptools to build the wheel with (make install has it)")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel and what the library needs, and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    interpreter = folder / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", interpreter, "--disable-pip-version-check", "--retries", "1")
    assert run(*pip, "install", "--quiet", "--no-deps", wheel, cwd=folder).returncode == 0
    got = run(*pip, "--timeout", "20", "install", "--quiet", *locked(), cwd=folder)
    if got.returncode and UNREACHABLE.search(got.stderr):
        pytest.skip(f"the package registry cannot be reached: {got.stderr.strip().splitlines()[-1]}")
    assert got.returncode == 0, got.stderr
    return interpreter


def locked() -> list[str]:
    """What the library needs, in the versions that are locked."""
    versions = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    return [f"{name}=={versions[name]}" for name in NEEDED]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the two messages that the page reads."""
    (tmp_path / "declaration.xml").write_text(DECLARATION)
    (tmp_path / "broken.xml").write_text(BROKEN)
    return tmp_path


def test_the_page_names_what_the_library_imports() -> None:
    trees = [ast.parse(file.read_text("utf-8")) for file in LIBRARY.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    foreign = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"wco_datamodel"}
    assert foreign == {IMPORTED_AS.get(name, name) for name in NEEDED}
    assert f"pip install {' '.join(NEEDED)}" in BLOCKS["sh"][0]


def test_schemas_tables_and_the_page_are_in_the_wheel(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    data = [file for file in LIBRARY.rglob("*") if file.suffix in {".xsd", ".csv", ".md", ".typed", ".yaml", ".json"}]
    assert len(data) > 25
    assert [name for file in data if (name := str(file.relative_to(ROOT))) not in packed] == []


def test_five_lines_read_a_message_and_print_its_items_and_errors(python: Path, folder: Path) -> None:
    program = BLOCKS["python"][0]
    assert len([line for line in program.splitlines() if line.strip()]) == 5

    ran = run(python, "-I", "-c", program, cwd=folder)

    assert ran.returncode == 0, ran.stderr
    assert set(BLOCKS["text"][0].splitlines()) <= set(ran.stdout.splitlines())


def test_a_message_that_cannot_be_read_tells_why(python: Path, folder: Path) -> None:
    ran = run(python, "-I", "-c", BLOCKS["python"][1], cwd=folder)

    assert ran.stdout == BLOCKS["text"][1], ran.stderr


def test_they_import_neither_the_web_nor_the_database(python: Path, folder: Path) -> None:
    names = "'flask', 'werkzeug', 'jinja2', 'sqlalchemy', 'sqlite3', 'singlewindow', 'agencies', 'requests'"
    program = f"{BLOCKS['python'][0]}\nimport sys\nprint([name for name in ({names}) if name in sys.modules])"

    ran = run(python, "-I", "-c", program, cwd=folder)

    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr


@pytest.mark.parametrize("module", ["amending", "asycuda", "batches", "codelists", "describing"])
def test_every_part_that_the_page_names_works_there(python: Path, folder: Path, module: str) -> None:
    ran = run(python, "-I", "-c", f"import wco_datamodel.{module}", cwd=folder)

    assert ran.returncode == 0, ran.stderr


def test_json_schema_and_code_lists_are_read_from_the_wheel(python: Path, folder: Path) -> None:
    program = """
from wco_datamodel import codelists
from wco_datamodel.describing import json_schema
print(codelists.get("rec20").find("KGM").name, json_schema("declaration")["$id"])
"""
    ran = run(python, "-I", "-c", program, cwd=folder)

    assert ran.stdout.split() == ["kilogram", "urn:singlewindow:json-schema:declaration"], ran.stderr
