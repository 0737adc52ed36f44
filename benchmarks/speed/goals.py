"""The promises about speed, in the order in which they are shown; each has one name in every record."""

from __future__ import annotations

from typing import Final

from speed.model import Goal


def _least(name: str, stage: str, text: str, bound: float | None) -> Goal:
    return Goal(name=name, stage=stage, text=text, bound=bound)


def _share(name: str, stage: str, text: str) -> Goal:
    return Goal(name=name, stage=stage, text=text, bound=1, is_exact=True)


def _most(name: str, stage: str, text: str, bound: float | None) -> Goal:
    return Goal(name=name, stage=stage, text=text, bound=bound, is_least=False)


_GOALS: Final = (
    _least("load.time", "load", "time: `rdflib.Graph.parse` ÷ ours", 8),
    _most("load.memory", "load", "memory that is kept: ours ÷ `rdflib.Graph.parse`", 0.4),
    _least("queries.mean", "saved queries", "rdflib's own store ÷ ours, geometric mean", 25),
    _least("queries.least", "saved queries", "rdflib's own store ÷ ours, the least of them", 8),
    _most("queries.engine", "saved queries", "ours ÷ direct pyoxigraph, all together", 1.15),
    _most("queries.engine.mean", "saved queries", "ours ÷ direct pyoxigraph, geometric mean", 1.15),
    _least("closure.owlrl", "closure", "owlrl ÷ ours", 50),
    _share(
        "closure.complete", "closure", "share of the triples that owlrl entails (valid, non-reflexive) that are there"
    ),
    _least("closure.owlrl.whole", "closure", "owlrl ÷ ours, second records too", 50),
    _share("closure.complete.whole", "closure", "the same share, second records too"),
    _most("closure.growth", "closure", "time for 20 countries ÷ 1 country", 25),
    _least("closure.reasonable", "closure", "reasonable ÷ ours, without property chains", None),
    _least("entity.rdflib-endpoint", "entity page, uncached", "rdflib-endpoint ÷ ours", 12),
    _least("entity.trifid", "entity page, uncached", "Trifid ÷ ours", 20),
    _least("entity.trifid.html", "entity page, uncached", "Trifid ÷ ours, as HTML", 20),
    _least("entity.virtuoso", "entity page, uncached", "Virtuoso ÷ ours", 3),
    _least("entity.oxigraph", "entity page, uncached", "`oxigraph serve-read-only` ÷ ours", 0.7),
    _least("entity.cached", "entity page, cached", "a bare Starlette app ÷ ours", 0.6),
    _least("select.rdflib-endpoint", "small SELECT", "rdflib-endpoint ÷ ours", 4),
    _least("select.virtuoso", "small SELECT", "Virtuoso ÷ ours", 2),
    _least("select.trifid", "small SELECT", "Trifid ÷ ours", None),
    _least("select.oxigraph", "small SELECT", "`oxigraph serve-read-only` ÷ ours", 0.4),
    _least("saved.grlc", "saved query over HTTP", "grlc before `oxigraph serve-read-only` ÷ ours", None),
    _most("command.help", "command line", "`mgi --help` ÷ `python -c pass`", 5),
    _least("command.query", "command line", "load and answer a saved query: rdflib script ÷ `mgi query run`", 4),
    _least("command.sparql", "command line", "load and answer a text: rdflib script ÷ `mgi sparql`", 4),
    _least("command.search", "command line", "load and search: rdflib script with CONTAINS ÷ `mgi search`", 4),
    _least("write.turtle", "writers", "Turtle: rdflib ÷ ours", 8),
    _least("write.jsonld", "writers", "JSON-LD: rdflib, expanded ÷ ours, compacted", 8),
    _least("write.jsonld.compact", "writers", "JSON-LD: rdflib ÷ ours, both compacted", None),
    _share("write.stable", "writers", "share of documents with the same bytes in another order and another process"),
    _least("validate.pyshacl", "validation", "`pyshacl` ÷ `mgi validate`, from nothing", 8),
)
GOALS: Final = {goal.name: goal for goal in _GOALS}
