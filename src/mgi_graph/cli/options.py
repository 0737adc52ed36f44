"""Options that several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

CITES: Final = ("text", "bibtex", "ris", "csl-json")
#: As :data:`mgi_graph.store.dialect.ENGINES` has them, which the help must not import.
ENGINES: Final = ("auto", "oxigraph", "fuseki", "virtuoso", "standard")
#: In seconds.
_DAY: Final = 86_400.0


def output(command: ArgumentParser, formats: Sequence[str]) -> None:
    """Add ``--format``, one of ``formats``, and ``--output``."""
    command.add_argument("-f", "--format", choices=formats, help=f"one of {', '.join(formats)}", metavar="FORMAT")
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file, whole or not at all")


def parameters(command: ArgumentParser) -> None:
    """Add the name of a saved query and the values of its parameters."""
    command.add_argument("name", metavar="NAME", help="mgi query list tells all of them")
    command.add_argument("given", nargs="*", metavar="PARAMETER=VALUE",
                         help="such as country=xy; given again, or; any lifts it")  # fmt: skip
    command.add_argument("-p", "--param", action="append", default=[], metavar="NAME=VALUE",
                         help="the same as an option")  # fmt: skip


def answer(command: ArgumentParser) -> None:
    """Add what an answer of rows may be asked for."""
    command.add_argument("--lang", default="en", metavar="TAG", help="language of labels, else English (BCP 47)")
    command.add_argument("--limit", type=int, metavar="N", help="at most N rows; says how to get the next ones")
    command.add_argument("--after", metavar="CURSOR", help="the rows after those of the page that gave the cursor")
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto", metavar="WHEN",
                         help="auto, always or never; auto heeds NO_COLOR")  # fmt: skip
    command.add_argument("--bom", action="store_true", help="open CSV with a byte order mark, for Excel")
    command.add_argument("--citation", nargs="?", const="", metavar="FILE",
                         help="write the citation of the run to FILE, else beside --output")  # fmt: skip


def evidence(command: ArgumentParser) -> None:
    """Add what an answer that rests on passages may be asked for."""
    command.add_argument("--evidence", action="store_true", help="each passage and key source in long form")
    command.add_argument("--cite", choices=CITES, metavar="FORM",
                         help=f"write the references in place of the answer: {', '.join(CITES)}")  # fmt: skip


def store(command: ArgumentParser) -> None:
    """Add ``--store``, an engine that holds the dataset in place of this process, and ``--engine``."""
    command.add_argument("--store", metavar="URL",
                         help="ask the engine at URL, which mgi push published the dataset to")  # fmt: skip
    engine(command)


def engine(command: ArgumentParser) -> None:
    """Add ``--engine``, what is spoken at an address."""
    command.add_argument("--engine", choices=ENGINES, default="auto", metavar="NAME",
                         help=f"what it is: {', '.join(ENGINES)} (default: auto, as it says itself)")  # fmt: skip


def deadline(command: ArgumentParser) -> None:
    """Add ``--timeout``, after which the command gives up."""
    command.add_argument("--timeout", type=seconds, metavar="SECONDS", help="give up after so long (default: never)")


def seconds(text: str) -> float:
    """Read a number of seconds, more than none and at most a day."""
    seconds = float(text)
    if not 0 < seconds <= _DAY:
        raise ValueError(text)
    return seconds
