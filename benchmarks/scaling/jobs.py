"""What is measured at each number of countries; each job runs in a process of its own, and gives figures by name.

Times are those of the processor, in seconds, children included; ``peak`` is the most memory that the process had
(getrusage).
"""

from __future__ import annotations

import json
import os
import resource
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.graph import Graph
from mgi_graph.project import find
from mgi_graph.store.embedded import load as load_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Triple

    Figures = dict[str, float]

_ID: Final = "https://w3id.org/migov/id/"
#: What pages are made of: things of one country, and things that all countries point at.
PAGES: Final = {
    "finding": f"{_ID}kh/finding-2021-t1r2-a",
    "profile": f"{_ID}kh/mgi-2021",
    "treaty": f"{_ID}int/icrmw-1990",
    "topic": "https://w3id.org/migov/vocab/topic/labour-exploitation",
}
#: The clock of the processor moves by some milliseconds: for how long a job is repeated, in seconds, and how often.
_ENOUGH, _MOST = 0.1, 500
WORDS: Final = ("trafficking", "labour migration", "passport")


def spent() -> float:
    """Return the time of the processor that this process and its children have taken."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def timed(job: Callable[[], object]) -> float:
    """Return what a job takes of the processor, on average over so many runs as the clock of the system needs."""
    start, times, taken = time.process_time(), 0, 0.0
    while taken < _ENOUGH and times < _MOST:
        job()
        times += 1
        taken = time.process_time() - start
    return taken / times


def load(dataset: Path) -> Figures:
    """Load the dataset, or open it on disk where the program chooses that, and look things up."""
    start, before = time.process_time(), time.perf_counter()
    store = load_store(*_dataset(dataset))
    found = {"load": time.process_time() - start, "load wall": time.perf_counter() - before,
             "resident": _resident(), "on disk": float(store.is_on_disk)}  # fmt: skip
    for name, iri in PAGES.items():
        query = f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}"
        found[f"look up {name}"] = timed(lambda text=query: store.select(text))  # type: ignore[misc]
    return found


def closure(dataset: Path) -> Figures:
    """Infer from what is stated."""
    from mgi_graph.build.infer import infer

    triples = _stated(dataset)
    start = time.process_time()
    inferred = infer(triples).inferred
    return {"closure": time.process_time() - start, "stated": len(triples), "inferred": len(inferred)}


def validation(dataset: Path) -> Figures:
    """Hold what is stated against the shapes."""
    from mgi_graph.build import sources
    from mgi_graph.build.assemble import assemble
    from mgi_graph.validation.locate import Places
    from mgi_graph.validation.validate import validate

    triples = _stated(dataset)
    files = [file for file in sources.snapshot(find(), "shapes") if not file.name.startswith("shapes/profile/")]
    shapes = [triple for graph in assemble(files) for triple in graph.triples]
    start = time.process_time()
    results = validate(triples, shapes, Places(()))
    violations = sum(result.severity == "Violation" for result in results)
    return {"validation": time.process_time() - start, "violations": violations}


def queries(dataset: Path) -> Figures:
    """Answer every saved query without parameters, the quick ones several times."""
    graph = _graph(dataset)
    found: Figures = {}
    for saved in graph.queries:
        if any(each.required for each in saved.header.parameters):
            continue
        rows: list[int] = []
        found[saved.name] = timed(lambda name=saved.name, to=rows: to.append(len(graph.query(name).rows)))  # type: ignore[misc]
        found[f"{saved.name} rows"] = rows[0]
    return found


def one_country(dataset: Path) -> Figures:
    """Answer every saved query that can be asked about one State, about one."""
    graph = _graph(dataset)
    found: Figures = {}
    for saved in graph.queries:
        if "country" in {each.name for each in saved.header.parameters}:
            rows: list[int] = []
            ask = lambda name=saved.name, to=rows: to.append(len(graph.query(name, country="kh").rows))  # noqa: E731
            found[saved.name], found[f"{saved.name} rows"] = timed(ask), rows[0]
    return found


def pages(dataset: Path) -> Figures:
    """Make pages of things as a worker of the site does, as Turtle and as HTML."""
    from mgi_graph.publication.description import describe_resource
    from mgi_graph.publication.turtle import write_description
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.resources import job
    from mgi_graph.server.settings import Settings

    context = Context(graph=_graph(dataset), settings=Settings())
    store, address = context.graph.store, Address()
    start = time.process_time()
    job.page(context, iri=PAGES["finding"], address=address, language="en")
    found = {"first page": time.process_time() - start}
    for name, iri in PAGES.items():

        def turtle(iri: str = iri) -> object:
            return write_description(describe_resource(store, iri))

        def html(iri: str = iri) -> object:
            return job.page(context, iri=iri, address=address, language="en")

        turtle(), html()
        found[f"{name} as Turtle"], found[f"{name} as HTML"] = timed(turtle), timed(html)
    return found


def search(dataset: Path) -> Figures:
    """Make the index of words, and look words up."""
    from tempfile import TemporaryDirectory

    from mgi_graph.search import find as finding
    from mgi_graph.search import index, schema

    graph = _graph(dataset)
    start = time.process_time()
    made = index.make(graph.store, graph.project)
    found: Figures = {"index": time.process_time() - start, "index bytes": len(made)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / index.FILE
        path.write_bytes(made)
        with closing(schema.open_index(path)) as base:
            for words in WORDS:
                found[f"search {words}"] = timed(lambda w=words: finding.search(base, w))  # type: ignore[misc]
    return found


JOBS: Final[Mapping[str, Callable[[Path], Figures]]] = {
    job.__name__.replace("_", " "): job for job in (load, closure, validation, queries, one_country, pages, search)
}


def run(name: str, dataset: Path) -> str:
    """Run a job and return its figures as JSON."""
    figures = JOBS[name](dataset)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return json.dumps({**figures, "peak": used.ru_maxrss * 1024.0, "whole process": spent()})


def _dataset(folder: Path) -> tuple[Path, str]:
    facts = json.loads((folder / "dataset.json").read_bytes())
    return Path(facts["path"]), facts["digest"]


def _graph(folder: Path) -> Graph:
    path, digest = _dataset(folder)
    return Graph(load_store(path, digest), find(), path)


def _stated(folder: Path) -> list[Triple]:
    from countries import generate

    return generate(find(), int(json.loads((folder / "dataset.json").read_bytes())["countries"]))


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return float(pages * os.sysconf("SC_PAGE_SIZE"))
