"""The command ``mgi``: its commands, its exit codes, and the one place where errors become a line.

Commands compute on a thread of their own and hand back an :class:`Outcome`; this module writes it,
so that nothing is written before all of it is there, and Ctrl-C works while an engine is busy.

Exit codes: 0 fine, 1 the files do not conform, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES: Final = ("table", "csv", "tsv", "json", "markdown", "srj")
ANY: Final = (*TABLES, "text", "turtle", "ntriples", "jsonld")
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
    """Print the version of the installed distribution."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("mgi-graph")
        except PackageNotFoundError:
            number = "(not installed)"
        print(f"mgi {number}")
        parser.exit()


def parser() -> Parser:
    """Build the parser of all commands; it imports none of them."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--project", metavar="DIR", help="folder of the project (default: the one around here)")
    shared.add_argument("-q", "--quiet", action="store_true", help="no progress messages")
    root = Parser(prog="mgi", description="Ask the graph of migration law and policy.", parents=[shared])
    root.add_argument("--version", nargs=0, action=_Version, help="print the version")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _query(commands, shared)
    _asking(commands, shared)
    _making(commands, shared)
    return root


def _query(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    query = commands.add_parser("query", help="list, show or run saved queries", parents=[shared])
    actions = query.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the saved queries", parents=[shared])
    listing.add_argument("--tag", help="only those with this tag")
    _output(listing, ("table", "json"))
    show = actions.add_parser("show", help="show what a query asks, its parameters and its text", parents=[shared])
    show.add_argument("name", metavar="NAME")
    _output(show, ("text", "json", "sparql"))
    run = actions.add_parser("run", help="run a query; each row with the passages it rests on", parents=[shared])
    run.add_argument("name", metavar="NAME")
    run.add_argument("-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="may be given again")
    run.add_argument("--iris", action="store_true", help="show CURIEs in place of labels")
    _output(run, TABLES)


def _asking(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    sparql = commands.add_parser("sparql", help="run a SPARQL query of your own", parents=[shared])
    sparql.add_argument("query", metavar="QUERY", help="the query, @FILE, or - for standard input")
    sparql.add_argument("--labels", action="store_true", help="show labels in place of CURIEs")
    _output(sparql, ANY)
    describe = commands.add_parser("describe", help="tell all about one thing", parents=[shared])
    describe.add_argument("name", metavar="NAME", help="an IRI, a CURIE such as migov:Finding, or a label")
    _output(describe, ("text", "json", "turtle", "ntriples", "jsonld"))


def _making(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    validate = commands.add_parser("validate", help="check the files of the project", parents=[shared])
    _output(validate, ("text", "json"))
    coverage = commands.add_parser("coverage", help="hold the dataset against its source", parents=[shared])
    coverage.add_argument("profile", metavar="PROFILE", nargs="?", help="a CURIE or IRI (default: the only one)")
    coverage.add_argument("--source", metavar="DIR", help="folder of the source (default: shared/source beside it)")
    _output(coverage, ("text", "json"))
    build = commands.add_parser("build", help="build the dataset, where files have changed", parents=[shared])
    build.add_argument("--engine", choices=("rules", "owlrl"), default="rules", help="what infers (default: rules)")
    build.add_argument("--no-validate", action="store_true", help="leave SHACL out")
    build.add_argument("--out", metavar="FILE", help="write the dataset to a file too, as N-Quads")
    _output(build, ("text", "json"))


def _output(command: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    command.add_argument("-f", "--format", choices=formats, help=f"one of {', '.join(formats)}", metavar="FORMAT")
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file, whole or not at all")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    args = parser().parse_args(argv)
    from mgi_graph.cli.session import run

    return run(args)


if __name__ == "__main__":
    sys.exit(main())
