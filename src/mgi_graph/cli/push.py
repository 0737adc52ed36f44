"""``mgi push``: publish the dataset to an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli import options
from mgi_graph.cli.opening import find_project, progress
from mgi_graph.cli.output import Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.publishing.push import Pushed


def arguments(push: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    push.add_argument("--to", required=True, metavar="URL", help="address of the engine, such as http://127.0.0.1:7878")
    options.engine(push)
    push.add_argument("--patience", type=options.seconds, default=600.0, metavar="SECONDS",
                      help="how long the engine may take for one request (default: 600)")  # fmt: skip


def run(args: Namespace) -> Outcome:
    """Run ``mgi push``; an interrupted run goes on where it stopped when the command is given again."""
    from mgi_graph.build.pipeline import ensure
    from mgi_graph.publishing.plan import make_plan
    from mgi_graph.publishing.push import push
    from mgi_graph.store.credentials import from_environment
    from mgi_graph.store.engine import connect
    from mgi_graph.version import VERSION

    credentials = from_environment()
    engine = connect(args.to, engine=args.engine, credentials=credentials, patience=args.patience)
    with progress(args) as say:
        built = ensure(find_project(args), progress=say)
        say("cutting the dataset into pieces")
        plan = make_plan(built.path, built.digest, VERSION)
        pushed = push(engine, plan, progress=say)
    return Outcome(text=_told(pushed, plan.published.digest, args.to))


def _told(pushed: Pushed, dataset: str, url: str) -> str:
    done = "was published already" if pushed.was_published else f"is published, {pushed.found:,} of them found staged"
    return (
        f"{url}\n{pushed.triples:,} triples, all counted and read back; the dataset {done}\n"
        f"dataset  sha256 {dataset}\ncontent  sha256 {pushed.digest}\n"
    )
