"""Copy what the pages of the site carry of others from the published npm packages: ``python scripts/vendor.py``.

``scripts/vendor/package.json`` names the packages, ``package-lock.json`` pins them with their hashes; npm checks
these and runs no script of theirs. The files are copied byte for byte into ``src/mgi_graph/server/static/vendor``;
beside them stand ``manifest.json``, which records where each is from and its SHA-256, and the licences of all of it.

``--check`` writes nothing, and fails where a file is not what the script would write. Needs Node with npm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT: Final = Path(__file__).parents[1]
PINNED: Final = ROOT / "scripts" / "vendor"
VENDOR: Final = ROOT / "src" / "mgi_graph" / "server" / "static" / "vendor"
_NPM: Final = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


class Source(NamedTuple):
    """A file of a package, and the packages that are bundled in it (its source map lists them)."""

    package: str
    path: str
    bundles: tuple[str, ...]


#: Scripts that common systems lack a font for; a browser fetches one where a page has letters of it.
SCRIPTS: Final = ("ethiopic", "khmer", "lao", "myanmar", "sinhala")
SOURCES: Final = (
    Source(
        "@zazuko/yasqe",
        "build/yasqe.min.js",
        (
            "@zazuko/yasgui-utils",
            "codemirror",
            "decode-uri-component",
            "dompurify",
            "events",
            "filter-obj",
            "lodash-es",
            "query-string",
            "split-on-first",
            "store",
            "strict-uri-encode",
        ),
    ),
    Source("@zazuko/yasqe", "build/yasqe.min.css", ("codemirror",)),
    *(
        Source(f"@fontsource/noto-sans-{script}", f"files/noto-sans-{script}-{script}-400-normal.woff2", ())
        for script in SCRIPTS
    ),
)
#: YASQE is published without the text of its licence: as in the package that it was forked from, @triply/yasqe 4.2.28.
_TEXTS: Final = {"@zazuko/yasqe": "yasqe-LICENSE.txt", "@zazuko/yasgui-utils": "yasqe-LICENSE.txt"}


def install(folder: Path) -> Path:
    """Install the pinned packages into a folder and return where they are."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("vendor: needs Node with npm; install it and run the script again")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINNED / name, folder)
    done = subprocess.run([npm, *_NPM], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"vendor: npm ci failed:\n{done.stdout}{done.stderr}")
    return folder / "node_modules"


def locked() -> Mapping[str, Any]:
    """Read the lock: version, hash and licence of each package, by its name."""
    lock = json.loads((PINNED / "package-lock.json").read_text(encoding="utf-8"))
    return {path.removeprefix("node_modules/"): entry for path, entry in lock["packages"].items() if path}


def written(modules: Path) -> Iterator[tuple[str, bytes]]:
    """Go through the files to write: name and bytes."""
    copies = {Path(source.path).name: (modules / source.package / source.path).read_bytes() for source in SOURCES}
    yield from copies.items()
    yield "manifest.json", manifest(copies)
    yield "LICENSES.txt", licences(modules)


def manifest(copies: Mapping[str, bytes]) -> bytes:
    """Write down where each file is from, and what it must be."""
    lock = locked()
    files = [
        {
            "file": Path(source.path).name,
            "package": source.package,
            "version": lock[source.package]["version"],
            "path": source.path,
            "integrity": lock[source.package]["integrity"],
            "sha256": hashlib.sha256(copies[Path(source.path).name]).hexdigest(),
            "bytes": len(copies[Path(source.path).name]),
        }
        for source in SOURCES
    ]
    return (json.dumps({"files": files}, indent=2) + "\n").encode()


def licences(modules: Path) -> bytes:
    """Put together the licences of the packages and of what is bundled in them."""
    lock = locked()
    names = sorted({name for source in SOURCES for name in (source.package, *source.bundles)})
    heads = {name: f"{name} {lock[name]['version']}: {lock[name]['license']}" for name in names}
    parts = [f"{head}\n\n{licence(modules, name).strip()}\n" for name, head in heads.items()]
    return f"\n{'-' * 80}\n\n".join(parts).encode()


def licence(modules: Path, name: str) -> str:
    """Return the text of the licence of a package."""
    if name in _TEXTS:
        return (PINNED / _TEXTS[name]).read_text(encoding="utf-8")
    path = next(each for each in sorted((modules / name).iterdir()) if each.name.lower() == "license")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def main() -> int:
    """Write the files, or check them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file differs")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        files = dict(written(install(Path(folder))))
    if check:
        differing = [name for name, body in files.items() if _read(VENDOR / name) != body]
        print(f"vendor: {len(files)} files, {len(differing)} differ {' '.join(differing)}".rstrip())
        return 1 if differing else 0
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (VENDOR / name).write_bytes(body)
    print(f"vendor: {len(files)} files, {sum(map(len, files.values())) // 1000} kB")
    return 0


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
