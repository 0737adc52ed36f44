"""From the results of a check to the report that the options of a command ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.errors import EXIT_NOT_CONFORMING, ParameterError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Mapping

    from mgi_graph.conformance import Place, Result, Severity
    from mgi_graph.project import Project

#: The forms of a report; :data:`mgi_graph.results.report.forms.FORMS`, named here so that help loads nothing.
FORMS: Final = ("text", "json", "turtle", "sarif", "junit", "github", "html")
SEVERITIES: Final = {"violation": "Violation", "warning": "Warning", "info": "Info"}
#: The form that the name of a report file asks for.
_SUFFIXES: Final = {".sarif": "sarif", ".xml": "junit", ".html": "html", ".txt": "text"}


def narrowing(command: ArgumentParser) -> None:
    """Add the options that choose which results are shown."""
    command.add_argument(
        "--severity",
        choices=tuple(SEVERITIES),
        metavar="LEVEL",
        help="violation, warning or info: show these and worse",
    )
    command.add_argument("--shape", metavar="NAME", help="show results of rules whose name holds this")
    command.add_argument("--max", type=int, metavar="N", help="show at most so many results; all are counted")


def report(args: Namespace, project: Project, results: Iterable[Result], *, elsewhere: int = 0) -> Outcome:
    """Write the results as the options ask; exit code 1 where one of them is a Violation."""
    from mgi_graph.results.report.forms import write
    from mgi_graph.results.report.verification import narrowed, verification

    most = getattr(args, "max", None)
    if most is not None and most < 0:
        raise ParameterError(f"--max: expected a number of results, 0 or more; found {most}")
    found = verification(results)
    whole = replace(found, line=_lines(project), reasons=_reasons(project, found.results), elsewhere=elsewhere)
    severity: Severity | None = SEVERITIES.get(getattr(args, "severity", None) or "")  # type: ignore[assignment]
    shown = narrowed(whole, severity=severity, shape=getattr(args, "shape", None), most=most)
    text = write(shown, form(args), version=_version())
    return Outcome(text=text, file=args.output, code=0 if whole.conforms else EXIT_NOT_CONFORMING)


def form(args: Namespace) -> str:
    """Return the form that ``--format`` names, else the name of the file, else text."""
    from pathlib import Path

    named = args.format or (_SUFFIXES.get(Path(args.output).suffix.lower()) if args.output else None)
    found = named or form_of(None, args.output)
    return found if found in FORMS else "text"


def _lines(project: Project) -> Callable[[Place], str]:
    """Return a function that reads the line of a place; each file is read once."""
    known: dict[str, list[str]] = {}

    def line(place: Place) -> str:
        if place.file not in known:
            path = project.root / place.file
            known[place.file] = path.read_bytes().decode("utf-8-sig", "replace").split("\n") if path.is_file() else []
        if place.line is None or place.line > len(known[place.file]):
            return ""
        return known[place.file][place.line - 1].rstrip("\r")

    return line


def _reasons(project: Project, results: Iterable[Result]) -> Mapping[str, str]:
    """Return why each shape exists, in its own words; shapes are read where a result names one."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    from mgi_graph.namespaces import expand

    wanted = {result.rule for result in results if "://" in result.rule}
    if not wanted:
        return {}
    comment = NamedNode(expand("rdfs:comment"))
    said: dict[str, str] = {}
    for path in project.files("shapes"):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE, lenient=True):
            if quad.predicate == comment and isinstance(quad.subject, NamedNode) and quad.subject.value in wanted:
                said[quad.subject.value] = quad.object.value if isinstance(quad.object, Literal) else ""
    return said


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("mgi-graph")
    except PackageNotFoundError:
        return ""
