"""``mgi verify``: ask a cited question again, and compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.answering import SIDECAR
from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.errors import OutputError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(verify: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    verify.add_argument("file", metavar="FILE", help="a citation of a run, or an answer that mgi wrote")
    verify.add_argument("--citation", metavar="FILE", help=f"the citation of FILE (default: FILE{SIDECAR})")
    output(verify, ("text", "json"))
    verify.epilog = "exit codes: 0 the same answer, 1 a changed one, 2 not reproducible"


def run(args: Namespace) -> Outcome:
    """Run ``mgi verify``; the file is read before the dataset is opened."""
    from mgi_graph.results.verify.compare import verify
    from mgi_graph.results.verify.exported import read_exported
    from mgi_graph.results.verify.model import EXIT
    from mgi_graph.results.verify.report import write_record, write_text

    exported = read_exported(_read(args.file), args.file, _beside(args))
    graph = open_graph(args)
    found = verify(exported, graph.store, graph.queries)
    write = write_record if form_of(args.format, args.output) == "json" else write_text
    return Outcome(text=write(found), file=args.output, code=EXIT[found.outcome])


def _beside(args: Namespace) -> bytes | None:
    if args.citation:
        return _read(args.citation)
    beside = Path(f"{args.file}{SIDECAR}")
    return _read(str(beside)) if beside.is_file() else None


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise OutputError(f"{name} cannot be read: {error.strerror}") from error
