"""Validation from nothing, beside pySHACL's own command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize
from speed.contest import spent
from speed.goals import GOALS
from speed.model import Measurement, Outcome, compare

from jobs.command import MGI, Command
from jobs.plan import OURS, named
from mgi_graph.build import pipeline, sources
from mgi_graph.build.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jobs.plan import Plan


def validation(plan: Plan) -> Iterator[Outcome]:
    """Validate the whole graph, with nothing kept from before, as ``pyshacl`` always does."""
    project, folder = plan.inputs.project, plan.inputs.folder
    shapes = [file for file in sources.snapshot(project, "shapes") if not file.name.startswith(pipeline.RELEASE)]
    guards = merged(folder / "shapes.ttl", [*shapes, *sources.snapshot(project, "ontology")])
    data = merged(folder / "data.ttl", sources.snapshot(project, "ontology", "data"))
    # --allow-warnings: both agree that the data conforms, or a command fails
    peer = Command(words=[MGI.with_name("pyshacl"), "-a", "--allow-warnings", "-s", guards, data])
    ours = Command(words=[MGI, "validate", "--quiet"])
    pairs = [(spent(ours), spent(peer)) for _ in range(plan.shortened(2))]
    measured = [
        Measurement(who=who, unit="s", values=values)
        for who, values in zip((OURS, named("pyshacl")), zip(*pairs, strict=True), strict=True)
    ]
    yield compare(GOALS["validate.pyshacl"], "cold", *measured, note="whole processes; ours builds the dataset too")


def merged(path: Path, files: Iterable[sources.SourceFile]) -> Path:
    """Write Turtle files as one, which is what the ``pyshacl`` command takes."""
    triples = [triple for graph in assemble(files) for triple in graph.triples]
    path.write_bytes(serialize(triples, format=RdfFormat.TURTLE) or b"")
    return path
