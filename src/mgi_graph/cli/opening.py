"""From the options of a command to an open graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph import project as projects
from mgi_graph.cli.progress import Progress

if TYPE_CHECKING:
    from argparse import Namespace

    from mgi_graph.graph import Graph
    from mgi_graph.project import Project


def find_project(args: Namespace) -> Project:
    """Return the project that ``--project`` names, else the one around the working directory."""
    named = getattr(args, "project", None)
    return projects.at(Path(named)) if named else projects.find()


def open_graph(args: Namespace) -> Graph:
    """Open the dataset of the project, built first where its files have changed, or the one that ``--store`` holds."""
    from mgi_graph import graph

    if url := getattr(args, "store", None):
        return graph.open(find_project(args), store=url, engine=args.engine)
    with progress(args) as say:
        return graph.open(find_project(args), progress=say)


def progress(args: Namespace) -> Progress:
    """Return where a build tells how it goes on."""
    return Progress(quiet=getattr(args, "quiet", False))
