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
from mgi_graph.server.sources import flag_of, gather

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(serve: ArgumentParser, _: ArgumentParser) -> None:
    """Add a flag for each setting."""
    serve.add_argument("--config", metavar="FILE", help="TOML file with a table [serve] of settings")
    for each in fields(Settings):
        rule, default = rule_of(each), each.default
        options: dict[str, Any] = {"help": f"{rule.means} (default: {_shown(default, rule.kind)})", "default": None}
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


def _shown(default: object, kind: str) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, tuple):
        return ", ".join(default) or "none"
    if kind == "bytes" and isinstance(default, int):
        return f"{default >> 20}MB" if default >= 1 << 20 else f"{default >> 10}kB"
    return str(default) or "none"
