"""Loading the dataset: time, and the memory that it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speed.contest import Contestant, Report, contest, measurement
from speed.goals import GOALS
from speed.model import Measurement, Outcome, compare

from jobs.plan import OURS, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobs.plan import Plan


def load(plan: Plan) -> Iterator[Outcome]:
    """Load the whole dataset: ours as quads with their graphs, rdflib's as triples without, which is less."""
    inputs, laps = plan.inputs, 2 if plan.is_quick else 3
    names = (OURS, named("rdflib"))
    ours, peer = contest(
        (
            Contestant(who=names[0], script="load_ours", arguments=(inputs.quads, laps)),
            Contestant(who=names[1], script="load_rdflib", arguments=(inputs.triples, laps)),
        ),
        plan.rounds,
    )
    quads, triples = (path.read_bytes().count(b"\n") for path in (inputs.quads, inputs.triples))
    note = f"{quads:,} quads, {triples:,} triples"
    wrong = _wrong(ours, quads) or _wrong(peer, triples)
    if wrong:
        yield Outcome(goal=GOALS["load.time"], state="warm", wrong=wrong)
        return
    for state in ("cold", "warm"):
        pair = (measurement(who, reports, "load", state) for who, reports in zip(names, (ours, peer), strict=True))
        yield compare(GOALS["load.time"], state, *pair, note=note)
    pair = (_kept(who, reports) for who, reports in zip(names, (ours, peer), strict=True))
    yield compare(GOALS["load.memory"], "cold", *pair, note="resident memory after the first load, less that before it")


def _kept(who: str, reports: Sequence[Report]) -> Measurement:
    return Measurement(who=who, unit="MB", values=tuple(float(str(each.facts["memory"])) for each in reports))


def _wrong(reports: Sequence[Report], size: int) -> str:
    found = {each.facts["size"] for each in reports} - {size}
    return f"{found} statements loaded, {size} expected" if found else ""
