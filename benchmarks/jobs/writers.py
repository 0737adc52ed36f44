"""Writing Turtle and JSON-LD: time, and whether the bytes are the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speed.contest import Contestant, contest, measurement
from speed.goals import GOALS
from speed.model import Outcome, Ratio, compare

from jobs.plan import OURS, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speed.contest import Report

    from jobs.plan import Plan


def writers(plan: Plan) -> Iterator[Outcome]:
    """Write the descriptions of some hundred things in both syntaxes."""
    stable = []
    for suffix, peer_suffix, goal in (
        ("ttl", "ttl", "write.turtle"),
        ("jsonld", "jsonld", "write.jsonld"),
        ("jsonld", "jsonld-compact", "write.jsonld.compact"),
    ):
        sides = ((OURS, "write_ours", suffix), (named("rdflib"), "write_rdflib", peer_suffix))
        contestants = [
            Contestant(who=who, script=script, arguments=(plan.inputs.things, syntax, plan.laps, plan.inputs.quads))
            for who, script, syntax in sides
        ]
        ours, peer = contest(contestants, max(plan.rounds, 2))  # what is stable shows in two processes
        stable.append((_stable(ours), _stable(peer)))
        yield from _compared(plan, goal, ours, peer)
    share = Ratio(values=tuple(own for own, _ in stable))
    peers = zip(("Turtle", "JSON-LD", "JSON-LD compacted"), stable, strict=True)
    note = "of rdflib's documents: " + ", ".join(f"{syntax} {theirs:.0%}" for syntax, (_, theirs) in peers)
    yield Outcome(goal=GOALS["write.stable"], state="warm", ratio=share, note=note)


def _compared(plan: Plan, goal: str, ours: Sequence[Report], peer: Sequence[Report]) -> Iterator[Outcome]:
    """Compare the times, where both write documents that say the same."""
    things = plan.inputs.things.read_text(encoding="utf-8").split()
    unlike = [thing for thing in things if ours[0].facts[f"says {thing}"] != peer[0].facts[f"says {thing}"]]
    if unlike:
        wrong = f"{len(unlike)} of {len(things)} documents say something else, such as that of {unlike[0]}"
        yield Outcome(goal=GOALS[goal], state="warm", wrong=wrong)
        return
    for state in ("cold", "warm"):
        pair = (measurement(who, reports, "write", state) for who, reports in ((OURS, ours), (named("rdflib"), peer)))
        yield compare(GOALS[goal], state, *pair, note=f"{len(things)} things, each document read back and compared")


def _stable(reports: Sequence[Report]) -> float:
    """Return the share of documents with the same bytes in every process and from statements the other way round."""
    things = [name.removeprefix("bytes ") for name in reports[0].facts if name.startswith("bytes ")]
    seen = [{report.facts[f"{how} {thing}"] for report in reports for how in ("bytes", "turned")} for thing in things]
    return sum(len(each) == 1 for each in seen) / len(things)
