"""Repeat a run, and hold its answer against the one cited.

*Same*: the digests of the answers agree. *Changed*: the same query, asked with the same parameters, has another
answer of the dataset as it is. *Not reproducible*: the query is gone or has another text, its parameters
are no longer taken, the file is not what it says, or other software answers otherwise from the same data.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from operator import eq
from typing import TYPE_CHECKING, cast

from mgi_graph.errors import MgiError, NameNotFoundError
from mgi_graph.queries.run import run_saved, run_text
from mgi_graph.queries.versions import digest_of
from mgi_graph.results.digest import digest_answer
from mgi_graph.results.formats import encode
from mgi_graph.results.grids import digest_grids
from mgi_graph.results.layout import Layout
from mgi_graph.results.references.read import read_references
from mgi_graph.results.run import run_of
from mgi_graph.results.verify.model import Verification
from mgi_graph.results.verify.readers import read_grids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.results.grids import Grid
    from mgi_graph.results.run import Run
    from mgi_graph.results.verify.exported import Exported
    from mgi_graph.results.verify.model import Cells, Outcome
    from mgi_graph.store.protocol import Store


def verify(exported: Exported, store: Store, catalogue: Catalogue) -> Verification:
    """Repeat the run of a file and compare; never raises for what the file says."""
    run = exported.run
    edited = bool(exported.grids) and digest_grids(exported.grids) != run.shown
    try:
        answer = _again(run, store, catalogue)
    except MgiError as error:
        return Verification(outcome="not reproducible", run=run, reasons=(str(error),))
    now = run_of(answer, Layout())
    found = _judged(run, now, answer, edited=edited)
    if exported.fault:
        found = replace(found, reasons=(*found.reasons, exported.fault))
    if not exported.grids or found.outcome == "same":
        return found
    return _with_rows(found, exported.grids[0], _grid(run, answer, store))


def _again(run: Run, store: Store, catalogue: Catalogue) -> Answer:
    """Repeat a run; raises :class:`MgiError` where that cannot be."""
    if not run.query:
        if not run.text:
            raise MgiError("the file does not hold the text of the query; its JSON, Excel and Parquet forms do")
        return cast("Answer", run_text(store, run.text, language=run.language, labels=True))
    try:
        saved = catalogue[run.query]
    except NameNotFoundError as error:
        raise MgiError(f"the query is gone: {error}") from error
    if digest_of(saved.text) != run.query_digest:
        raise MgiError(f"the query {run.query} has another text now (sha256 {digest_of(saved.text)})")
    try:
        return run_saved(store, saved, dict(run.parameters), language=run.language)
    except MgiError as error:
        raise MgiError(f"the query does not take the parameters any more: {error}") from error


def _judged(run: Run, now: Run, answer: Answer, *, edited: bool) -> Verification:
    other = f"{run.software} gave the answer, {now.software} was asked now"
    remarks: tuple[str, ...] = (other,) if run.software != now.software else ()
    moved = run.dataset != now.dataset
    outcome: Outcome = "not reproducible"
    if edited:
        reason = "the file was edited: its rows do not match the digest that it states for them"
    elif digest_answer(answer) == run.answer:
        outcome = "same"
        reason = f"{answer.total} rows and their evidence are the same"
        remarks += ("the dataset has changed, this answer has not",) if moved else ()
    elif moved:
        outcome = "changed"
        counts = f"{run.total} rows then, {now.total} now"
        reason = f"the dataset has changed (sha256 {now.dataset}) and with it the answer: {counts}"
    elif remarks:
        reason = "other software gives another answer of the same dataset and query"
    else:
        reason = "the same dataset and query give another answer: the citation was edited, or is of another answer"
    return Verification(outcome=outcome, run=run, now=now, reasons=(reason, *remarks))


def _grid(run: Run, answer: Answer, store: Store) -> Grid:
    """Write the answer of today as the file was written, and read it back."""
    references = read_references(store, answer) if run.evidence else None
    layout = Layout(iris=run.iris, references=references)
    return read_grids(encode(answer, run.form, layout), run.form)[0]


def _with_rows(found: Verification, then: Grid, today: Grid) -> Verification:
    """Add which rows are gone, new and different; of a page, none counts as new."""
    old, new = Counter(then.rows), Counter(today.rows)
    removed, added = list((old - new).elements()), list((new - old).elements())
    changed = _paired(removed, added)
    for before, after in changed:
        removed.remove(before)
        added.remove(after)
    whole = found.run.count == found.run.total
    return replace(
        found,
        heads=today.heads or then.heads,
        removed=tuple(removed),
        added=tuple(added) if whole else (),
        changed=changed,
    )


def _paired(removed: Sequence[Cells], added: Sequence[Cells]) -> tuple[tuple[Cells, Cells], ...]:
    """Pair each row with the one of as many cells that agrees with it in the most, if in half of them."""
    pairs = []
    free = list(added)
    for before in removed:
        scored = [(sum(map(eq, before, after)), after) for after in free if len(after) == len(before)]
        agree, after = max(scored, key=lambda each: each[0], default=(0, ()))
        if agree * 2 >= len(before) and agree:
            pairs.append((before, after))
            free.remove(after)
    return tuple(pairs)
