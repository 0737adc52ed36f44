"""``mgi serve``: the site."""

from __future__ import annotations

import os
from argparse import BooleanOptionalAction
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_graph.cli.opening import find_project
from mgi_graph.cli.output import Outcome
from mgi_graph.server.settings import Settings, rule_of
from mgi_graph.server.sources import flag_of, gather, variable_of
from mgi_graph.server.values import expected, shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from dataclasses import Field


def arguments(serve: ArgumentParser, _: ArgumentParser) -> None:
    """Add a flag for each setting."""
    serve.add_argument("--config", metavar="FILE", help="TOML file with a table [serve] of settings")
    for each in fields(Settings):
        rule, default = rule_of(each), each.default
        options: dict[str, Any] = {"help": f"{rule.means} (default: {shown(default, rule.kind)})", "default": None}
        if isinstance(default, bool):
            options["action"] = BooleanOptionalAction
        else:
            options["metavar"] = each.name.rpartition("_")[2].upper()
        if isinstance(default, tuple):
            options["action"] = "append"
        serve.add_argument(flag_of(each.name), **options)


def run(args: Namespace) -> Outcome:
    """Run ``mgi serve``: settings and project are found now, serving is for the main thread."""
    from mgi_graph.server.serve import serve

    settings = gather(vars(args), os.environ)
    return Outcome(text="", then=partial(serve, find_project(args), settings, quiet=getattr(args, "quiet", False)))


def row(each: Field[Any]) -> str:
    """Return the row of a setting in ``docs/serving.md``."""
    rule = rule_of(each)
    names = f"`{flag_of(each.name)}` | `{variable_of(each.name)}`"
    return f"| {names} | {shown(each.default, rule.kind)} | {rule.means}; {expected(each.name)} |"
