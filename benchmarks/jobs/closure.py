"""The OWL 2 RL closure: beside owlrl, beside reasonable, and how it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse
from speed.contest import Contestant, contest, measurement
from speed.goals import GOALS
from speed.model import Outcome, Ratio, compare

from jobs.plan import OURS, named
from mgi_graph.turtle.skolem import unskolemize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple
    from speed.contest import Report

    from jobs.plan import Plan

#: Numbers of generated countries; the goal is about the last beside the first.
SIZES: Final = (1, 20)


def closure(plan: Plan) -> Iterator[Outcome]:
    """Infer from one country, and from the whole dataset; then from 1 and 20 generated countries."""
    yield from _beside_owlrl(plan, plan.inputs.country, "", "one country, without second records")
    if not plan.is_quick:
        yield from _beside_owlrl(plan, plan.inputs.whole, ".whole", "the whole dataset, with second records")
    yield from _growth(plan)


def beside_reasonable(plan: Plan, python: Path) -> Iterator[Outcome]:
    """Infer with reasonable where it can: from a country without property chains, which it does not know."""
    inputs, goal = plan.inputs, GOALS["closure.reasonable"]
    given = inputs.chainless
    found = [inputs.folder / f"inferred-{who}.nt" for who in ("ours", "reasonable")]
    names = (OURS, "reasonable")
    ours, peer = contest(
        (
            Contestant(who=names[0], script="infer_ours", arguments=(given, plan.laps, found[0])),
            Contestant(who=names[1], script="infer_reasonable", arguments=(given, plan.laps, found[1]), python=python),
        ),
        plan.rounds,
    )
    missing = _read(found[0]) - _read(found[1])
    if missing:
        example = min(map(str, missing))
        wrong = f"reasonable lacks {len(missing):,} of {len(_read(found[0])):,} triples, such as {example}"
        yield Outcome(goal=goal, state="warm", wrong=wrong)
        return
    for state in ("cold", "warm"):
        pair = (measurement(who, reports, "closure", state) for who, reports in zip(names, (ours, peer), strict=True))
        yield compare(goal, state, *pair, note="reading the file included for reasonable, carrying triples for ours")


def _beside_owlrl(plan: Plan, given: Path, which: str, note: str) -> Iterator[Outcome]:
    found = [plan.inputs.folder / f"inferred{which}-{who}.nt" for who in ("ours", "owlrl")]
    names = (OURS, named("owlrl"))
    ours, peer = contest(
        (
            Contestant(who=names[0], script="infer_ours", arguments=(given, plan.laps, found[0])),
            Contestant(who=names[1], script="infer_owlrl", arguments=(given, 1, found[1])),
        ),
        plan.shortened(1 if which else 2),  # owlrl takes most of a minute for the whole
    )
    note += f", {ours[0].facts['stated']:,} triples stated"
    for state in ("cold", "warm"):
        pair = (measurement(who, reports, "closure", state) for who, reports in zip(names, (ours, peer), strict=True))
        yield compare(GOALS[f"closure.owlrl{which}"], state, *pair, note=note)
    yield _complete(which, _read(found[0]), _read(found[1]), note)


def _complete(which: str, ours: set[Triple], entailed: set[Triple], note: str) -> Outcome:
    """Count which of the triples that owlrl entails are there."""
    share = Ratio(values=(len(entailed & ours) / len(entailed) if entailed else 0.0,))
    note += f"; {len(entailed):,} inferred by owlrl, {len(ours - entailed):,} by ours alone"
    return Outcome(goal=GOALS[f"closure.complete{which}"], state="warm", ratio=share, note=note)


def _growth(plan: Plan) -> Iterator[Outcome]:
    """Infer from 1 country and from 20, in turn."""
    scrap = plan.inputs.folder / "inferred-countries.nt"
    reports = contest(
        [
            Contestant(who=OURS, script="infer_ours", arguments=(plan.inputs.countries(count), 2, scrap))
            for count in SIZES
        ],
        plan.shortened(3),
    )
    note = "; ".join(_size(count, each[0]) for count, each in zip(SIZES, reports, strict=True))
    stated = [float(str(each[0].facts["stated"])) for each in reports]
    note += f": {stated[1] / stated[0]:.1f} times as many stated"
    for state in ("cold", "warm"):
        few, many = (measurement(OURS, each, "closure", state) for each in reports)
        values = tuple(large / small for small, large in zip(few.values, many.values, strict=True))
        yield Outcome(
            goal=GOALS["closure.growth"], state=state, ours=many, peer=few, ratio=Ratio(values=values), note=note
        )


def _size(count: int, report: Report) -> str:
    return f"{count}: {report.facts['stated']:,} triples stated, {report.facts['inferred']:,} inferred"


def _read(path: Path) -> set[Triple]:
    """Read triples; blank nodes that had to be IRIs for a contestant are blank nodes again, as in ours."""
    return set(unskolemize(quad.triple for quad in parse(path=path, format=RdfFormat.N_TRIPLES, lenient=True)))
