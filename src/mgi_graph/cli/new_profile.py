"""``mgi new-profile``: start a country, a city or another round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project
from mgi_graph.cli.output import Outcome
from mgi_graph.errors import ParameterError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.skeleton.start import Start


def arguments(new: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    new.add_argument("country", metavar="CC", help="the country: two letters (ISO 3166-1 alpha-2)")
    new.add_argument("year", metavar="YEAR", help="the year of the profile")
    new.add_argument("--kind", default="mgi", help="the kind of profile (default: mgi)")
    new.add_argument("--city", default="", metavar="NAME", help="the city that is assessed, in place of the State")
    new.add_argument("--name", default="", help="the country in running text (default: as the register has it)")
    new.add_argument("--language", default="en", metavar="TAG", help="language of the profile (default: en)")
    new.add_argument("--source", metavar="DIR", help="folder of passages.tsv and the text: writes the passages too")
    new.add_argument("--into", metavar="DIR", help="write under this folder (default: data of the project)")


def run(args: Namespace) -> Outcome:
    """Run ``mgi new-profile``; nothing is overwritten."""
    from mgi_graph.skeleton.request import Request, check, read_year
    from mgi_graph.skeleton.start import create, plan

    request = check(
        Request(
            scope=args.country.lower(),
            year=read_year(args.year),
            kind=args.kind,
            name=args.name,
            city=args.city,
            language=args.language,
            source=Path(args.source) if args.source else None,
        )
    )
    project = find_project(args)
    if not args.into and project.is_installed:
        raise ParameterError("the installed project is not for editing: give --into DIR, or work in a checkout")
    start = plan(request, project.root / "data")
    into = Path(args.into) if args.into else project.root / "data"
    create(start, into)
    return Outcome(text=_told(start, into))


def _told(start: Start, into: Path) -> str:
    lines = [f"{into / path}" for path in start.files]
    return "\n".join([*lines, "", f"Next: open {into / start.home / 'CHECKLIST.md'} and begin with step 1."]) + "\n"
