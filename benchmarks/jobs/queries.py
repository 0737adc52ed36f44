"""Saved queries: beside rdflib's own store, and beside the engine that answers them for us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from speed.contest import Contestant, contest
from speed.goals import GOALS
from speed.model import Measurement, Outcome, Ratio, compare, geometric_mean

from jobs.plan import OURS, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speed.contest import Report
    from speed.model import State

    from jobs.plan import Plan

#: Seconds of the processor after which rdflib is broken off; what it would have taken is more.
PATIENCE: Final = 8
_STATES: Final[tuple[State, ...]] = ("cold", "warm")


def queries(plan: Plan) -> Iterator[Outcome]:
    """Answer every saved query; one that a peer answers otherwise than the engine is left out of its ratio."""
    inputs, rounds = plan.inputs, plan.rounds
    contestants = (
        Contestant(who=OURS, script="queries_ours", arguments=(inputs.queries, plan.laps, inputs.project.root)),
        Contestant(
            who=named("pyoxigraph"), script="queries_engine", arguments=(inputs.queries, plan.laps, inputs.quads)
        ),
    )
    ours, engine = contest(contestants, rounds)
    yield from _beside_engine(ours, engine)
    (rdflib,) = contest(
        [
            Contestant(
                who=named("rdflib"), script="queries_rdflib", arguments=(inputs.queries, 2, inputs.quads, PATIENCE)
            )
        ],
        plan.shortened(2),
    )
    yield from _beside_rdflib(ours[: len(rdflib)], rdflib)


def _beside_engine(ours: Sequence[Report], engine: Sequence[Report]) -> Iterator[Outcome]:
    same, wrong = _split(ours[0], engine[0])
    if wrong:
        yield Outcome(goal=GOALS["queries.engine"], state="warm", wrong=f"other answers to {', '.join(wrong)}")
        return
    for state in _STATES:
        pair = (_total(OURS, ours, same, state), _total(named("pyoxigraph"), engine, same, state))
        yield compare(GOALS["queries.engine"], state, *pair, note=f"{len(same)} queries, rows iterated by both")
        goal = GOALS["queries.engine.mean"]
        means = tuple(geometric_mean(each) for each in _ratios(engine, ours, same, state))
        yield Outcome(goal=goal, state=state, ours=pair[0], peer=pair[1], ratio=Ratio(values=means))


def _beside_rdflib(ours: Sequence[Report], rdflib: Sequence[Report]) -> Iterator[Outcome]:
    same, wrong = _split(ours[0], rdflib[0])
    late = [name for name in ours[0].laps if any(each.facts[name] == "late" for each in rdflib)]
    compared = [name for name in ours[0].laps if name in same or name in late]
    if not compared:
        yield Outcome(goal=GOALS["queries.mean"], state="warm", wrong="no answer of rdflib is that of the engine")
        return
    note = f"{len(compared)} queries"
    note += f"; rdflib broken off after {PATIENCE} s, counted as that, in {', '.join(late)}" if late else ""
    unlike = [name for name in wrong if name not in late]
    note += f"; not timed, since rdflib answers otherwise: {', '.join(unlike)}" if unlike else ""
    for state in _STATES:
        own, theirs = _total(OURS, ours, compared, state), _total(named("rdflib"), rdflib, compared, state)
        rounds = _ratios(ours, rdflib, compared, state)
        for goal, mean, said in (
            ("queries.mean", geometric_mean, note),
            ("queries.least", min, _below(rounds, compared)),
        ):
            ratio = Ratio(values=tuple(map(mean, rounds)))
            yield Outcome(goal=GOALS[goal], state=state, ours=own, peer=theirs, ratio=ratio, note=said)


def _split(ours: Report, peer: Report) -> tuple[list[str], list[str]]:
    """Tell the queries with the same answer from those with another one."""
    same = [name for name in ours.laps if ours.facts[name] == peer.facts[name]]
    return same, [name for name in ours.laps if name not in same]


def _total(who: str, reports: Sequence[Report], names: Sequence[str], state: State) -> Measurement:
    values = tuple(sum(each.seconds(name, state) for name in names) for each in reports)
    return Measurement(who=who, unit="s", values=values)


def _ratios(
    fast: Sequence[Report], slow: Sequence[Report], names: Sequence[str], state: State
) -> tuple[tuple[float, ...], ...]:
    """Return for each round, in the order of the names, how many times what the slow one takes is of the other's."""
    return tuple(
        tuple(theirs.seconds(name, state) / own.seconds(name, state) for name in names)
        for own, theirs in zip(fast, slow, strict=True)
    )


def _below(rounds: Sequence[Sequence[float]], names: Sequence[str]) -> str:
    """Name the queries below the goal, by the median of the rounds."""
    middles = {name: sorted(column)[len(column) // 2] for name, *column in zip(names, *rounds, strict=True)}
    goal = GOALS["queries.least"]
    found = sorted((value, name) for name, value in middles.items() if not goal.is_met(value))
    return "below: " + ", ".join(f"{name} {value:.1f}×" for value, name in found) if found else ""
