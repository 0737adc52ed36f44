"""The command ``mgi``: its commands, and how they are named.

The parser of a command is filled by the module of that name, and only when the command is on the
line: ``mgi --help`` imports none of them. Commands compute on a thread of their own and hand back an
:class:`Outcome`; :mod:`mgi_graph.cli.session` writes it, so that nothing is written before all of it
is there, and Ctrl-C works while an engine is busy.

Exit codes: 0 fine, 1 the files do not conform, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Each command, its one line of help, and its module in this package.
COMMANDS: Final = {
    "query": "list, show or run saved queries",
    "search": "find things, findings and saved queries by words",
    "plot": "draw the answer to a saved query as SVG or PNG",
    "sparql": "run a SPARQL query of your own",
    "describe": "tell all about one thing",
    "explain": "tell why a triple holds: where it is stated, or how it is inferred",
    "verify": "ask again what a citation or an answer says, and compare",
    "diff": "tell what is different between two versions, and which saved queries answer otherwise",
    "validate": "check the files of the project",
    "lint": "check Turtle files for what no shape can see",
    "fmt": "write Turtle files in the house style",
    "coverage": "hold the dataset against its source",
    "new-profile": "start a country, a city or another round: files, passages, what to do",
    "passages": "write the passages of a profile as Turtle",
    "build": "build the dataset, where files have changed",
    "push": "publish the dataset to a SPARQL engine",
    "serve": "serve pages, linked data, saved queries and SPARQL over HTTP",
}
_CHOICE: Final = re.compile(r"argument ([^:]+): invalid choice: '(.*)' \(choose from (.*)\)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line with the nearest names."""

    def error(self, message: str) -> NoReturn:
        """Complain and leave with exit code 2."""
        if match := _CHOICE.fullmatch(message):
            from difflib import get_close_matches

            known = [name.strip("' ") for name in match[3].split(",")]
            near = get_close_matches(match[2], known, n=3, cutoff=0.5)
            hint = f"nearest: {', '.join(near)}" if near else f"one of {', '.join(known)}"
            message = f"argument {match[1]}: {match[2]!r} is not known; {hint}"
        self.exit(2, f"{self.prog}: {' '.join(message.split())} (see {self.prog} --help)\n")


class _Version(argparse.Action):
    """Print the version."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from mgi_graph.version import VERSION

        print(f"mgi {VERSION}")
        parser.exit()


def parser(line: Sequence[str] | None = None) -> Parser:
    """Build the parser for a command line; without one, the parser of all commands in full."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--project", metavar="DIR", help="folder of the project (default: the one around here)")
    shared.add_argument("-q", "--quiet", action="store_true", help="no progress messages")
    root = Parser(prog="mgi", description="Ask the graph of migration law and policy.", parents=[shared])
    root.add_argument("--version", nargs=0, action=_Version, help="print the version")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, parents=[shared])
        if line is None or name in line:
            import_module(f"mgi_graph.cli.{module_of(name)}").arguments(command, shared)
    return root


def module_of(command: str) -> str:
    """Return the name of the module that a command lives in.

    >>> module_of("new-profile")
    'new_profile'
    """
    return command.replace("-", "_")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    line = sys.argv[1:] if argv is None else argv
    args = parser(line).parse_args(line)
    from mgi_graph.cli.session import run

    return run(args)


if __name__ == "__main__":
    sys.exit(main())
