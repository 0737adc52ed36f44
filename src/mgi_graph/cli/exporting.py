"""``mgi query export``: an answer as a folder for statisticians."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.answering import given_by
from mgi_graph.cli.opening import find_project, open_graph
from mgi_graph.cli.options import parameters
from mgi_graph.cli.output import Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(export: ArgumentParser) -> None:
    """Add the arguments of the action."""
    parameters(export)
    export.add_argument(
        "--codebook", metavar="DIR", required=True, help="the folder: tidy CSV, CSVW metadata, codebook, scripts"
    )
    export.add_argument("--force", action="store_true", help="replace files of the same names in DIR")


def run_export(args: Namespace) -> Outcome:
    """Write the folder, whole or not at all, and name its files."""
    from mgi_graph.codebook.export import export
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.results.files import write_folder

    given = given_by(args)
    saved = Catalogue(find_project(args))[args.name]
    graph = open_graph(args)
    files = export(saved, graph.query(saved.name, **given), graph.store)
    write_folder(Path(args.codebook), files, force=args.force)
    return Outcome(text="".join(f"{Path(args.codebook) / name}\n" for name in files))
