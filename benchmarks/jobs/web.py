"""The site beside other servers: what a request costs, for the same answers.

Each server runs on one processor, the client (wrk) on another, one server after the other. What a request costs is the
time of the processor that the server and its processes took; an answer is judged before it is timed.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from peers.asked import Job, choose, fetch
from peers.client import SLOW, ask, ask_slowly
from peers.process import free_port
from peers.running import running
from peers.servers import Given, Server, servers
from speed.goals import GOALS
from speed.model import Measurement, Outcome, compare

from jobs.plan import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from peers.client import Load
    from peers.running import Running

    from jobs.plan import Plan

SAVED: Final = "treaty-status"
#: How often a job is measured in a round, a second each time; the median leaves out what others on the machine disturb.
LAPS: Final = 5


class Comparison(NamedTuple):
    """A goal: which job, which of our servers, which peer."""

    goal: str
    job: Job
    ours: str
    peer: str


COMPARISONS: Final = (
    Comparison("entity.rdflib-endpoint", "entity as Turtle", "site, uncached", "rdflib-endpoint"),
    Comparison("entity.trifid", "entity as Turtle", "site, uncached", "Trifid"),
    Comparison("entity.trifid.html", "entity as HTML", "site, uncached", "Trifid"),
    Comparison("entity.virtuoso", "entity as Turtle", "site, uncached", "Virtuoso"),
    Comparison("entity.oxigraph", "entity as Turtle", "site, uncached", "oxigraph serve-read-only"),
    Comparison("entity.cached", "entity as Turtle", "site, cached", "bare Starlette"),
    Comparison("select.rdflib-endpoint", "small SELECT", "site, uncached", "rdflib-endpoint"),
    Comparison("select.virtuoso", "small SELECT", "site, uncached", "Virtuoso"),
    Comparison("select.trifid", "small SELECT", "site, uncached", "Trifid"),
    Comparison("select.oxigraph", "small SELECT", "site, uncached", "oxigraph serve-read-only"),
    Comparison("saved.grlc", "saved query", "site, uncached", "grlc"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a job cost in one round: seconds of the processor a request, and until the first answer; or its fault."""

    cost: float = 0.0
    rate: float = 0.0
    start: float = 0.0
    wrong: str = ""


class Rounds:
    """What was measured, round by round, by server and job."""

    def __init__(self, rounds: Sequence[Mapping[tuple[str, Job], Figure]]) -> None:
        """Take the rounds of one run."""
        self._rounds = rounds

    def of(self, server: str, job: Job) -> tuple[Figure, ...]:
        """Return the figures of one job of one server."""
        return tuple(each[server, job] for each in self._rounds)


def web(plan: Plan) -> Iterator[Outcome]:
    """Measure every job of every server, in rounds."""
    assert plan.peers
    inputs = plan.inputs
    asked = choose(inputs.quads, SAVED, inputs.text(SAVED).text)
    given = Given(folder=inputs.folder, peers=plan.peers, quads=inputs.quads, triples=inputs.triples, asked=asked)
    all_servers = servers(given)
    broken = _prepare(all_servers, given)
    laps = 1 if plan.is_quick else LAPS
    rounds = Rounds([_round(all_servers, given, laps, broken) for _ in range(plan.shortened(3))])
    for comparison in COMPARISONS:
        yield _warm(comparison, rounds)
        if comparison.job == "entity as Turtle":
            yield _cold(comparison, rounds)


def _prepare(all_servers: Sequence[Server], given: Given) -> dict[str, str]:
    """Do what is done once; return the servers with which that failed, and why."""
    broken = {}
    for each in all_servers:
        try:
            if each.prepare:
                each.prepare(given, free_port())
        except (OSError, RuntimeError) as error:
            broken[each.name] = _first(error)
    return broken


def _round(
    all_servers: Sequence[Server], given: Given, laps: int, broken: Mapping[str, str]
) -> dict[tuple[str, Job], Figure]:
    """Run each server once, and measure its jobs; one that does not run answers wrongly."""
    figures: dict[tuple[str, Job], Figure] = {}
    for server in all_servers:
        figures |= {(server.name, job): Figure(wrong=broken.get(server.name, "not asked")) for job in server.asks}
        if server.name in broken:
            continue
        try:
            with running(server, given) as it:
                for job in server.asks:
                    figure = figures[server.name, job] = _figure(server, job, it, given, laps)
                    said = figure.wrong or f"{figure.rate:,.0f}/s, {1e6 * figure.cost:,.0f} µs"
                    print(f"  {server.name}, {job}: {said}", file=sys.stderr, flush=True)
        except (OSError, RuntimeError) as error:
            print(f"  {server.name}: {error}", file=sys.stderr, flush=True)
            figures |= {(server.name, job): Figure(wrong=_first(error)) for job in server.asks}
    return figures


def _first(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _figure(server: Server, job: Job, it: Running, given: Given, laps: int) -> Figure:
    """Judge an answer, and measure what it costs once it is warm: the median of some laps."""
    path, media_type = server.asks[job]
    url = it.base + path
    try:
        body = fetch(url, media_type)
    except OSError as error:
        return Figure(wrong=f"no answer: {error}")
    if not given.asked.is_right(body, job):
        return Figure(wrong=f"another answer than the dataset has, {body[:60]!r}")
    warm = ask(url, media_type, 1)
    load_with = ask_slowly if warm is None or warm.rate < SLOW else ask
    found = [_lap(it, partial(load_with, url, media_type, 1)) for _ in range(laps)]
    if not all(found):
        return Figure(wrong="errors under load")
    cost, rate = (statistics.median(column) for column in zip(*filter(None, found), strict=True))
    return Figure(cost=cost, rate=rate, start=it.start)


def _lap(it: Running, load: Callable[[], Load | None]) -> tuple[float, float] | None:
    """Ask for a second; return the seconds of the processor that an answer took, and how many came a second."""
    it.settle()
    before = it.spent
    done = load()
    it.settle()
    taken = it.spent - before
    return (taken / done.answers, done.rate) if done and taken else None


def _warm(comparison: Comparison, rounds: Rounds) -> Outcome:
    """Compare what a request costs."""
    ours, peer = (rounds.of(name, comparison.job) for name in (comparison.ours, comparison.peer))
    wrong = [(OURS, each.wrong) for each in ours if each.wrong]
    wrong += [(comparison.peer, each.wrong) for each in peer if each.wrong]
    if wrong:
        return Outcome(goal=GOALS[comparison.goal], state="warm", wrong=": ".join(wrong[0]))
    rates = [statistics.median(each.rate for each in figures) for figures in (ours, peer)]
    note = f"requests a second by the clock: {rates[0]:,.0f} and {rates[1]:,.0f}"
    costs = ([each.cost for each in figures] for figures in (ours, peer))
    return compare(GOALS[comparison.goal], "warm", *_named(comparison, *costs), note=note)


def _cold(comparison: Comparison, rounds: Rounds) -> Outcome:
    """Compare what it takes from the start of a server to its first answer."""
    figures = (rounds.of(name, comparison.job) for name in (comparison.ours, comparison.peer))
    starts = [[each.start for each in side if not each.wrong] for side in figures]
    if not all(map(all, starts)) or len(starts[0]) != len(starts[1]) or not starts[0]:
        return Outcome(goal=GOALS[comparison.goal], state="cold", wrong="a server answers wrongly")
    note = "from the start of the server to its first answer"
    return compare(GOALS[comparison.goal], "cold", *_named(comparison, *starts), note=note)


def _named(comparison: Comparison, ours: Sequence[float], peer: Sequence[float]) -> tuple[Measurement, Measurement]:
    return (
        Measurement(who=f"{OURS} ({comparison.ours})", unit="s", values=tuple(ours)),
        Measurement(who=comparison.peer, unit="s", values=tuple(peer)),
    )
