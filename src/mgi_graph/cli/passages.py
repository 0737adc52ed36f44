"""``mgi passages``: write the passages of a profile as Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.output import Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(passages: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    passages.add_argument("source", metavar="SOURCE_DIR", help="folder of passages.tsv and the text of the profile")
    passages.add_argument("file", metavar="FILE", help="Turtle file to write, beside pages.tsv, sections.tsv")
    passages.add_argument("--language", metavar="TAG", default="en", help="language of the headings (default: en)")


def run(args: Namespace) -> Outcome:
    """Run ``mgi passages``."""
    from mgi_graph.skeleton.listing import list_passages

    file = Path(args.file)
    return Outcome(text=list_passages(Path(args.source), file.parent, args.language), file=args.file)
