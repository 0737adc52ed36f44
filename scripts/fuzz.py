"""Feed broken input to what reads files and queries: only :class:`MgiError` may come out, soon and in bounds.

Run as ``python scripts/fuzz.py [TARGET …] [--seconds N]``; needs atheris (``pip install atheris``), which steers
the input towards code not yet run. It starts from the Turtle files and saved queries of the repository.
Each target runs in a process of its own; what it finds is written to a file that repeats it:
``python scripts/fuzz.py TARGET --input FILE``. Exit code 1 where something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import nullcontext, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal

atheris: ModuleType | None
try:
    atheris = import_module("atheris")
except ImportError:  # told by main(): the module stays importable for the doctests
    atheris = None
with atheris.instrument_imports(include=["mgi_graph"]) if atheris else nullcontext():
    from mgi_graph import project
    from mgi_graph.build.draft import Draft
    from mgi_graph.errors import MgiError
    from mgi_graph.queries.guard import check
    from mgi_graph.queries.header import read_header
    from mgi_graph.turtle.facts import facts
    from mgi_graph.turtle.format.glance import is_formatted
    from mgi_graph.turtle.format.house import formatted
    from mgi_graph.turtle.lint import lint
    from mgi_graph.turtle.place import index
    from mgi_graph.turtle.read import decode, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from pyoxigraph import Triple

ROOT: Final = Path(__file__).resolve().parent.parent
#: Bounds for one input of at most so many bytes: seconds, and memory of the process in MB.
LONGEST: Final = 4096
SLOWEST: Final = 10
LARGEST: Final = 2048
WORDS: Final = (
    *("@prefix", "@base", "PREFIX", "BASE", '"""', "'''", "^^", "@en", "[]", "()", "_:b", "<#>", "\\u0041", "\\,"),
    *("true", "1.0", "1e0", "SERVICE", "SELECT", "WHERE", "GRAPH", "FILTER", "VALUES", "UNDEF", "#+ param: ", " ;\n"),
)


def read(data: bytes) -> None:
    """Hold the statements with places against the triples of the engine."""
    text = decode(data, "a.ttl")
    found = index(text, "a.ttl")
    stated = [(s.subject, s.predicate, s.object) for s in found.document.statements]
    assert _alike(stated) == _alike(found.reading.triples), "the statements are not those of the engine"
    for statement, token in ((s, token) for s in found.document.statements for token in s.at):
        line = text.split("\n")[token.line - 1]
        assert line[token.column - 1 :].startswith(token.text.split("\n")[0]), f"{statement} is elsewhere"


def form(data: bytes) -> None:
    """Format: same triples, nothing to do the second time, and the glance says nothing else."""
    text = decode(data, "a.ttl")
    new = formatted(text)
    assert formatted(new) == new, "formatting again changes something"
    assert _alike(reading(text, "a.ttl").triples) == _alike(reading(new, "a.ttl").triples), "other triples"
    assert new == text or not is_formatted(text, facts(index(text, "a.ttl")).used), "the glance is wrong"


def check_lint(data: bytes) -> None:
    """Lint a file of data, and one of the ontology."""
    text = decode(data, "a.ttl")
    lint([index(text, "data/xy/a.ttl"), index(text, "ontology/a.ttl")])


def query(data: bytes) -> None:
    """Judge a query, and read its header."""
    text = decode(data, "a.rq")
    for judge in (check, lambda text: read_header(text, "a.rq")):
        with suppress(MgiError):
            judge(text)


def validate(data: bytes) -> None:
    """Validate a file on top of the ontology and a made-up country."""
    draft, path = _draft()
    path.write_bytes(data)
    draft.look()


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "read": read, "format": form, "lint": check_lint, "query": query, "validate": validate,
}  # fmt: skip


@cache
def _draft() -> tuple[Draft, Path]:
    root = Path(tempfile.mkdtemp(prefix="mgi-fuzz-"))
    for part, source in (
        ("ontology", ROOT),
        ("shapes", ROOT),
        ("data", ROOT / "tests/queries/project"),
        ("queries", ROOT),
    ):
        (root / part).symlink_to(source / part)
    path = root / "a.ttl"
    path.write_bytes(b"")
    draft = Draft(project.at(root), (path,))
    draft.look()
    return draft, path


def _alike(triples: Iterable[Triple | tuple[object, ...]]) -> Counter[tuple[object, ...]]:
    """Count triples whose blank nodes are all one, and whose language tags are in lower case."""
    return Counter(tuple(_plain(term) for term in triple) for triple in triples)


def _plain(term: object) -> object:
    if isinstance(term, Literal) and term.language:
        return term.value, term.language.lower()
    return None if isinstance(term, BlankNode) else term


def seeds(target: str) -> list[bytes]:
    """Cut the files of the repository into pieces that are files: their prefixes, and some blocks."""
    if target == "query":
        return [path.read_bytes()[:LONGEST] for path in (ROOT / "queries").rglob("*.rq")]
    found = [(ROOT / "tests/turtle/grammar.ttl").read_bytes()]
    for path in (path for part in ("ontology", "shapes", "data", "tests") for path in (ROOT / part).rglob("*.ttl")):
        blocks = path.read_bytes().split(b"\n\n")
        head = [block for block in blocks[:4] if block.startswith((b"#", b"@prefix"))]
        body = blocks[len(head) :]
        found += [b"\n\n".join([*head, *body[at : at + 2]]) for at in range(0, min(len(body), 20), 2)]
    return [seed for seed in found if len(seed) <= LONGEST]


def run(target: str, data: bytes, findings: Path) -> None:
    """Run one input; keep what ought not to happen, each kind of it once."""
    start = time.process_time()
    try:
        with suppress(MgiError):
            TARGETS[target](data)
        took = time.process_time() - start
        assert took <= SLOWEST, f"{took:.1f} s for {len(data)} bytes"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        spot = f"{frames[-1].filename}:{frames[-1].lineno}"
        kind = f"{type(error).__name__} {str(error)[:20] if isinstance(error, AssertionError) else ''} {spot}"
        name = findings / f"{target}-{hashlib.sha256(kind.encode()).hexdigest()[:8]}"
        if not name.exists():
            name.write_bytes(data)
            print(f"FOUND {name}: {type(error).__name__}: {str(error)[:200]} at {spot}", flush=True)


def fuzz(target: str, seconds: int, findings: Path) -> None:
    """Run inputs until the time is over; never returns, as atheris does not."""
    assert atheris is not None, "main() has seen to it"
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds(target):
            Path(folder, hashlib.sha256(seed).hexdigest()).write_bytes(seed)
        words = Path(folder, "words.dict")
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
        bounds = [
            f"-max_total_time={seconds}",
            f"-timeout={2 * SLOWEST}",
            f"-rss_limit_mb={LARGEST}",
            f"-max_len={LONGEST}",
        ]
        atheris.Setup(
            [sys.argv[0], folder, f"-dict={words}", f"-artifact_prefix={findings}/{target}-", *bounds],
            lambda data: run(target, data, findings),
        )
        atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(rf"\x{byte:02x}" for byte in word.encode())


def main() -> int:
    """Run the targets one after the other; tell how many inputs each of them had."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (default: all)")
    line.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    line.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir(), "mgi-findings"), help="a folder")
    line.add_argument("--input", type=Path, help="run this file alone")
    line.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    args = line.parse_args()
    if atheris is None and not args.input:
        line.error("atheris is missing: pip install atheris")
    args.findings.mkdir(exist_ok=True)
    if args.input:
        TARGETS[args.targets[0]](args.input.read_bytes())
    elif args.alone:
        fuzz(args.targets[0], args.seconds, args.findings)
    else:
        for target in args.targets or TARGETS:
            options = [target, "--alone", f"--seconds={args.seconds}", f"--findings={args.findings}"]
            done = subprocess.run(
                [sys.executable, __file__, *options],
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )  # fmt: skip
            said = [one for one in done.stdout.splitlines() if one.startswith(("FOUND", "Done", "==", "SUMMARY"))]
            print("\n".join([f"{target}: exit code {done.returncode}", *(f"  {one}" for one in said)]), flush=True)
    return 1 if any(args.findings.iterdir()) else 0


if __name__ == "__main__":
    sys.exit(main())
