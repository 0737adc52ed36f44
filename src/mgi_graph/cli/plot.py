"""``mgi plot``: draw the answer to a saved query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.output import Outcome
from mgi_graph.errors import OutputError, ParameterError
from mgi_graph.results.files import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from types import ModuleType

    from mgi_graph.graph import Graph
    from mgi_graph.plots.chart import Chart

KINDS: Final = ("findings", "timeline", "treaties", "bodies", "bars")
_MODULES: Final = {"findings": "matrix"}
_LARGEST: Final = 100.0


def arguments(plot: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    plot.add_argument("kind", metavar="KIND", choices=KINDS, help=f"one of {', '.join(KINDS)}")
    plot.add_argument(
        "-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="of the saved query behind"
    )
    plot.add_argument("--query", metavar="NAME", help="for bars: a saved query that counts")
    plot.add_argument("-o", "--output", metavar="FILE", required=True, help="FILE.svg or FILE.png")
    plot.add_argument("--data", metavar="FILE.csv", help="write the data behind the figure too")
    plot.add_argument("--width", type=float, metavar="INCHES", help="default: what the labels need")
    plot.add_argument("--height", type=float, metavar="INCHES", help="default: what the labels need")
    plot.add_argument("--dpi", type=int, default=200, metavar="N", help="dots per inch of a PNG (default: 200)")


def run(args: Namespace) -> Outcome:
    """Run ``mgi plot``."""
    from importlib import import_module

    from mgi_graph.plots import figure, theme

    form = Path(args.output).suffix.lower().removeprefix(".")
    if form not in {"svg", "png"}:
        raise OutputError(f"--output: expected a file named .svg or .png; found {args.output!r}")
    sizes = [size for size in (args.width, args.height) if size is not None]
    if not all(1 <= size <= _LARGEST for size in sizes) or args.dpi not in range(10, 1201):
        raise ParameterError("expected --width and --height from 1 to 100 inches, and --dpi from 10 to 1200")
    theme.require()
    module = import_module(f"mgi_graph.plots.{_MODULES.get(args.kind, args.kind)}")
    chart = _chart(args, module)
    if not chart.rows:
        raise OutputError(f"there is nothing to draw: {chart.caption}")
    sheet = figure.Sheet(width=args.width, height=args.height, dpi=args.dpi)
    image, note = figure.render(chart, module.draw, module.size(chart), sheet, form)
    if note:
        print(f"mgi: {note}", file=sys.stderr)
    if args.data:
        write_file(Path(args.data), figure.data(chart).encode())
    return Outcome(text=image, file=args.output)


def _chart(args: Namespace, module: ModuleType) -> Chart:
    given = _given(args.param)
    if (args.kind == "bars") != bool(args.query):
        raise ParameterError("--query NAME goes with bars alone: mgi plot bars --query topic-counts -o topics.svg")
    graph: Graph = open_graph(args)
    name = args.query or module.QUERY
    answers = [graph.query(name, **given)]
    if args.kind == "bodies":
        answers.append(graph.query(module.PARENTS))
    chart: Chart = module.read(*answers)
    return chart


def _given(params: list[str]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for each in params:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise ParameterError(f"--param: expected NAME=VALUE, such as year=2021; found {each!r}")
        given.setdefault(name.strip(), []).append(value)
    return given
