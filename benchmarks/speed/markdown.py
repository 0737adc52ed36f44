"""A run as tables: the goals with what came out, and every measurement behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from speed.goals import GOALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from speed.model import Goal, Measurement, Outcome, Ratio, State
    from speed.noise import Change
    from speed.record import Record

_MET: Final = {True: "yes", False: "**no**", None: "–"}


def goals_table(record: Record) -> str:
    """Write one line a goal: what is promised, and ours; the goal is judged warm where it is measured warm."""
    lines = ["| | goal | at least | ours, warm | ours, cold | met |", "| --- | --- | --- | --- | --- | --- |"]
    stage = ""
    for goal in GOALS.values():
        found = {each.state: each for each in record.outcomes if each.goal.name == goal.name}
        if not found:
            continue
        judged = found.get("warm") or found["cold"]
        shown = [_outcome(found.get(state)) for state in _STATES]
        name = "" if goal.stage == stage else goal.stage
        stage = goal.stage
        met = "not timed" if judged.wrong else _MET[judged.is_met]
        lines.append(f"| {name} | {goal.text} | {_bound(goal)} | {' | '.join(shown)} | {met} |")
    return "\n".join(lines)


def details_table(record: Record) -> str:
    """Write every measurement: the median of the rounds, with the least and the most."""
    head = "| goal | | ours | peer | ratio | rounds | note |\n| --- | --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *_details(record.outcomes)])


def about(record: Record) -> str:
    """Say what was measured, when, where and with what."""
    versions = ", ".join(f"{name} {number}" for name, number in record.versions.items())
    lines = [f"Revision {record.revision} of {record.version}, {record.made[:10]}; {record.machine}; {versions}."]
    if record.remark:
        lines.append(record.remark)
    return "\n".join(lines)


def changes_table(changes: Iterable[Change]) -> str:
    """Write what differs from an earlier run."""
    lines = ["| goal | | before | now | now ÷ before | noise | |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for each in changes:
        goal, verdict = each.new.goal, "**worse**" if each.is_regression else "better" if each.is_gain else ""
        before, now = (_ratio(goal, one.ratio) for one in (each.old, each.new))
        limit = f"{1 / each.noise:.2f}–{each.noise:.2f}" if each.noise < 100 else "one round alone"
        lines.append(f"| {goal.name} | {each.new.state} | {before} | {now} | {each.factor:.2f} | {limit} | {verdict} |")
    return "\n".join(lines)


_STATES: Final[tuple[State, ...]] = ("warm", "cold")


def _details(outcomes: Iterable[Outcome]) -> Iterator[str]:
    order = {name: place for place, name in enumerate(GOALS)}
    for each in sorted(outcomes, key=lambda outcome: (order.get(outcome.goal.name, len(order)), outcome.state)):
        sides = " | ".join(_measurement(side) for side in (each.ours, each.peer))
        rounds = len(each.ratio.values) if each.ratio else 0
        note = f"not timed: {each.wrong}" if each.wrong else each.note
        yield f"| {each.goal.name} | {each.state} | {sides} | {_outcome(each)} | {rounds} | {note} |"


def _outcome(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    return "" if outcome.wrong else _ratio(outcome.goal, outcome.ratio)


def _ratio(goal: Goal, ratio: Ratio | None) -> str:
    if ratio is None:
        return ""
    if goal.is_exact:
        return f"{100 * ratio.least:.4g} %"
    middle, low, high = (_number(value) for value in (ratio.median, ratio.least, ratio.most))
    return f"{middle}×" if low == high else f"{middle}× ({low}–{high})"


def _measurement(found: Measurement | None) -> str:
    if found is None:
        return ""
    scale, unit = (1, found.unit) if found.unit != "s" or found.median >= 1 else (1000, "ms")
    if unit == "ms" and found.median < 0.001:
        scale, unit = 1_000_000, "µs"
    middle, low, high = (_number(value * scale) for value in (found.median, found.least, found.most))
    return f"{found.who}: {middle} {unit} ({low}–{high})"


def _number(value: float) -> str:
    """Write three digits that count."""
    if value >= 10:
        return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 or not value else f"{value:.2g}"


def _bound(goal: Goal) -> str:
    if goal.bound is None:
        return "for context"
    if goal.is_exact:
        return f"{100 * goal.bound:.0f} %"
    return f"{'' if goal.is_least else 'at most '}{goal.bound:g}×"
