"""Options that several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

TABLES: Final = ("table", "csv", "tsv", "json", "markdown", "srj")
TRIPLES: Final = ("turtle", "ntriples", "jsonld")


def output(command: ArgumentParser, formats: Sequence[str]) -> None:
    """Add ``--format``, one of ``formats``, and ``--output``."""
    command.add_argument("-f", "--format", choices=formats, help=f"one of {', '.join(formats)}", metavar="FORMAT")
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file, whole or not at all")
