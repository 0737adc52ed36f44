"""The hygiene queries, and the graphs that they are asked of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

if TYPE_CHECKING:
    from mgi_graph.project import Project

HERE = Path(__file__).parent
GRAPH = "https://w3id.org/migov/graph/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One hygiene query: what it demands, who asks for that, and over which files."""

    name: str
    text: str
    words: str
    source: str
    over: str

    @property
    def bad(self) -> Path:
        """The graph that breaks the rule."""
        return HERE / f"{self.name}.bad.ttl"

    def ask(self, store: Store) -> list[tuple[str, ...]]:
        """Return the rows that break the rule: the term first, then what is wrong with it."""
        rows = store.query(self.text, use_default_graph_as_union=True)
        assert isinstance(rows, QuerySolutions)
        return [tuple("" if value is None else getattr(value, "value", str(value)) for value in row) for row in rows]


def read(path: Path) -> Rule:
    """Read a query with its header; each of the three keys stands once, in this order."""
    text = path.read_text(encoding="utf-8")
    match = re.match(r"#\+ rule: (.+)\n#\+ source: (.+)\n#\+ over: (ontology|vocabularies)\n\n(?!#)", text)
    assert match, f"{path.name} opens with its rule, its source and what it is asked of"
    return Rule(name=path.stem, text=text, words=match[1], source=match[2], over=match[3])


RULES = tuple(read(path) for path in sorted(HERE.glob("*.rq")))


def load(paths: dict[str, Path]) -> Store:
    """Load files, each into the graph that the build gives it."""
    store = Store()
    for name, path in paths.items():
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH + name.removesuffix(".ttl")))
    return store


@pytest.fixture(scope="session")
def graphs(project: Project) -> dict[str, Store]:
    """The ontology alone, and with the vocabularies that every country shares."""
    ontology = {project.name(path): path for path in project.files("ontology")}
    shared = {project.name(path): path for path in [*project.files("data/vocab"), *project.files("data/framework")]}
    return {"ontology": load(ontology), "vocabularies": load(ontology | shared)}
