"""Put a dataset on an engine: staged, checked, then put in place at once; begun again, it goes on where it stopped.

Nothing is kept on this machine: staging graphs bear the digest of the dataset, and the engine counts what is in them.

1. Each graph is sent in pieces, always the same ones, into its staging graph; sending a piece twice changes nothing.
2. The engine's counts are held against the plan, then the triples that it gives back, by their digest.
3. The engine makes the union of the staging graphs, a graph of this dataset's own, which is counted too.
4. The mark of publication is taken away, staging graphs are moved over live ones, graphs that are no longer there are
   dropped, the former union too, live graphs are counted, and the mark of the new dataset is written: by one update,
   where the engine does that well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.publishing.content import PORTION, count, fill, graphs_listed, list_graphs, listed, predicates, verify
from mgi_graph.store.protocol import Scope
from mgi_graph.store.published import LEDGER, PUBLICATION, READ, read_published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mgi_graph.publishing.plan import Part, Plan
    from mgi_graph.store.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What was done: the triples in all graphs, those of them that were there before, and the digest given back.

    ``pieces`` counts the requests that wrote statements; ``was_published`` says that nothing had to be done.
    """

    digest: str
    triples: int
    found: int
    pieces: int
    was_published: bool


def push(engine: Engine, plan: Plan, *, progress: Callable[[str], None] | None = None) -> Pushed:
    """Publish a dataset; raises :class:`StoreError` where the engine fails or gives back something else.

    It may be called again at any time, after any error.
    """
    say = progress or _silent
    total = sum(part.count for part in plan.parts)
    if _is_published(engine, plan):
        say("the engine holds this dataset; checking what it gives back")
        digest = verify(engine, plan, staged=False)
        return Pushed(digest=digest, triples=total, found=total, pieces=0, was_published=True)
    list_graphs(engine, plan)
    found = pieces = 0
    for number, part in enumerate(plan.parts, 1):
        there = _there(engine, part)
        found += there
        for piece in part.pieces(engine.dialect, there):
            engine.insert(part.staging, piece)
            pieces += 1
        say(f"staged {number} of {len(plan.parts)} graphs")
    _count_all(engine, plan)
    say("checking what the engine gives back")
    digest = verify(engine, plan, staged=True)
    say("making the union of the graphs")
    _unite(engine, plan)
    say("putting the dataset in place")
    _replace(engine, plan)
    return Pushed(digest=digest, triples=total, found=found, pieces=pieces, was_published=False)


def _is_published(engine: Engine, plan: Plan) -> bool:
    """Tell whether the mark of publication is this dataset's, and the engine counts what it says."""
    if read_published(engine.select(READ, Scope(named=(PUBLICATION,))).rows) != plan.published:
        return False
    whole = count(engine, plan.published.union_graph) == plan.published.union
    return whole and all(count(engine, part.graph) == part.count for part in plan.parts)


def _there(engine: Engine, part: Part) -> int:
    """Return how many triples of a part are staged; a staging graph with too many is emptied."""
    there = count(engine, part.staging)
    if there > part.count:
        engine.update(f"DROP SILENT GRAPH <{part.staging}>")
        return 0
    return there


def _count_all(engine: Engine, plan: Plan) -> None:
    for part in plan.parts:
        if (there := count(engine, part.staging)) != part.count:
            # what is there is not what was sent: the next push sends it anew
            engine.update(f"DROP SILENT GRAPH <{part.staging}>")
            raise engine.error(f"holds {there} triples of {part.graph}, and {part.count} were sent", may_pass=True)


def _unite(engine: Engine, plan: Plan) -> None:
    """Have the engine make the union, some graphs at a time, and count it.

    What an interrupted push has put there stays: its name is that of the dataset, and adding again changes nothing. To
    empty a graph of millions of triples takes an engine as long as to fill it, and more memory.
    """
    union = plan.published.union_graph
    there = count(engine, union)
    if there > plan.published.union:
        engine.update(f"DROP SILENT GRAPH <{union}>")
    if there != plan.published.union:
        for parts in _together(plan.parts, engine.dialect.together):
            for step in _copied(engine, parts, union):
                engine.update(step)
        there = count(engine, union)
    if there != plan.published.union:
        # what else is in it is not known: the next push makes it anew
        engine.update(f"DROP SILENT GRAPH <{union}>")
        raise engine.error(
            f"counts {there} triples in the union of the graphs where {plan.published.union} are expected",
            may_pass=True,
        )


def _replace(engine: Engine, plan: Plan) -> None:
    """Put staging graphs in place of live ones; the last statement is the mark that all of it was done."""
    moved = [(part.staging, part.graph) for part in plan.parts]
    kept = [*(graph for _, graph in moved), plan.published.union_graph]
    gone = sorted(graphs_listed(engine) - set(kept) - {staging for staging, _ in moved})
    ledger = [listed(graph) for graph in kept]
    mark = [statement.encode() for statement in reversed(plan.published.statements())]  # what makes it whole is last
    fresh = f"DROP SILENT GRAPH <{PUBLICATION}>"
    stale = [f"DROP SILENT GRAPH <{graph}>" for graph in (*gone, LEDGER)]
    if sum(part.count for part in plan.parts) <= engine.dialect.moved:
        moves = [f"MOVE <{staging}> TO <{graph}>" for staging, graph in moved]
        marks = [_inserted(LEDGER, ledger), _inserted(PUBLICATION, mark)]
        engine.update(" ;\n".join([fresh, *moves, *stale, *marks]), repeatable=False)
        _check_in_place(engine, plan)
        return
    engine.update(fresh)
    for parts in _together(plan.parts, engine.dialect.together):
        for step in _moved(engine, parts):
            engine.update(step, repeatable=False)
    for step in stale:
        engine.update(step)
    fill(engine, LEDGER, ledger)
    _check_in_place(engine, plan)
    fill(engine, PUBLICATION, mark)


def _check_in_place(engine: Engine, plan: Plan) -> None:
    """Count what stands in place; where that is not all, there is no dataset (see :attr:`Dialect.loses_in_moves`)."""
    for part in plan.parts:
        if (there := count(engine, part.graph)) != part.count:
            engine.update(f"DROP SILENT GRAPH <{PUBLICATION}>")
            raise engine.error(f"holds {there} triples of {part.graph} after moving {part.count}: push again")


def _together(parts: Iterable[Part], most: int) -> Iterator[list[Part]]:
    """Group parts that one update takes: so many that they have no more triples than ``most``, but one at least."""
    group: list[Part] = []
    size = 0
    for part in parts:
        if group and size + part.count > most:
            yield group
            group, size = [], 0
        group.append(part)
        size += part.count
    if group:
        yield group


def _moved(engine: Engine, parts: Sequence[Part]) -> list[str]:
    """Return the updates that put staging graphs in place of live ones."""
    if not _is_large(parts) and not engine.dialect.loses_in_moves:
        return [" ;\n".join(f"MOVE <{part.staging}> TO <{part.graph}>" for part in parts)]
    emptied, dropped = (_emptied([part.graph for part in parts]), _emptied([part.staging for part in parts]))
    return [emptied, *_copied(engine, parts), dropped]


def _copied(engine: Engine, parts: Sequence[Part], union: str = "") -> list[str]:
    """Return the updates that add staging graphs to live ones, or to their union, each in one operation.

    A second ``ADD`` in an update would read what the first has changed (see :attr:`Dialect.loses_in_moves`). A large
    graph goes one predicate after the other: engines hold what an update changes in memory until it is done, Oxigraph
    some 3 kB for each triple.
    """
    pairs = [(part.staging, union or part.graph) for part in parts]
    if _is_large(parts):
        ((staging, target),) = pairs
        found = [f"{{ ?s {predicate} ?o }}" for predicate in predicates(engine, staging)]
        return [f"INSERT {{ GRAPH <{target}> {one} }} WHERE {{ GRAPH <{staging}> {one} }}" for one in found]
    if len(pairs) == 1:
        return [f"ADD <{staging}> TO <{target}>" for staging, target in pairs]
    listed = " ".join(f"(<{staging}> <{target}>)" for staging, target in pairs)
    read = f"VALUES (?from ?to) {{ {listed} }} GRAPH ?from {{ ?s ?p ?o }}"
    return [f"INSERT {{ GRAPH ?to {{ ?s ?p ?o }} }} WHERE {{ {read} }}"]


def _emptied(graphs: Sequence[str]) -> str:
    """Return the update that empties graphs, in one operation."""
    if len(graphs) == 1:
        return f"DROP SILENT GRAPH <{graphs[0]}>"
    listed = " ".join(f"<{graph}>" for graph in graphs)
    return f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }}"


def _is_large(parts: Sequence[Part]) -> bool:
    """Tell whether this is a graph that is copied in portions; such a one is never together with others."""
    return len(parts) == 1 and parts[0].count > PORTION


def _inserted(graph: str, lines: list[bytes]) -> str:
    text = b"\n".join(lines).decode()
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}\n}} }}"


def _silent(_: str) -> None:
    """Take a message of progress that nobody wants."""
