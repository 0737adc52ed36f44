"""A folder that commands take for a project whose dataset is built: files of this one, dataset of N countries.

The key that a build is filed under is that of the files and of the code that builds; what lies there is the generated
dataset in the place of the real one. It is for benchmarks alone, and says so in its ``pyproject.toml``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from generator.codes import CODES
from generator.original import read
from generator.stated import codes_of
from generator.template import fill, is_about, make_template, name_in, to_lines
from generator.variation import variant_of, vary
from generator.weaving import weave
from mgi_graph import project as projects
from mgi_graph.build import cache, pipeline, sources
from mgi_graph.build.infer import infer
from mgi_graph.namespaces import INFERRED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from generator.original import Original, Quad
    from generator.template import Template
    from mgi_graph.project import Project

_MARK: Final = (
    "# A benchmark of mgi-graph: what lies in build/ is {count} generated countries, not what the files here say.\n"
)
#: How many lines are written at once.
_PIECE: Final = 10_000
_FACTS: Final = "dataset.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The dataset of a folder: where it is, its SHA-256 and size, and how many quads it holds, inferred ones too."""

    path: str
    digest: str
    size: int
    countries: int
    quads: int
    inferred: int

    def to_text(self) -> str:
        """Return what it is, one fact a line."""
        return "\n".join(f"{name:<10} {value}" for name, value in asdict(self).items())


def write(project: Project, count: int, target: Path) -> Dataset:
    """Write the dataset of so many countries; one that is there already is filed under the key that a build has now."""
    target = target.absolute()
    original = read(project)
    codes_of(original, count)
    _make_project(project, target, count)
    key = _key(projects.at(target))
    entry = target / "build" / key
    mark = _made_of(project, count)
    known = _known(target, mark)
    if known is None:
        new = target / "build" / f".new-{key[:16]}"
        shutil.rmtree(target / "build", ignore_errors=True)
        new.mkdir(parents=True)
        known = _write_quads(original, count, new / pipeline.DATASET)
        new.rename(entry)
    elif not entry.exists():
        (target / "build" / known.path.split("/")[-2]).rename(entry)
    found = Dataset(**{**asdict(known), "path": str(entry / pipeline.DATASET)})
    facts = {"quads": found.quads, "inferred": found.inferred}
    cache.write_manifest(entry, {pipeline.DATASET: cache.Stamp(sha256=found.digest, size=found.size)}, facts)
    (target / _FACTS).write_text(json.dumps({**asdict(found), "made_of": mark}, indent=1) + "\n", encoding="utf-8")
    return found


def _make_project(project: Project, target: Path, count: int) -> None:
    target.mkdir(parents=True, exist_ok=True)
    (target / "pyproject.toml").write_text(_MARK.format(count=count), encoding="utf-8")
    for part in projects.PARTS:
        link = target / part
        if not link.is_symlink():
            link.symlink_to(project.root / part, target_is_directory=True)


def _key(project: Project) -> str:
    return pipeline.key_of(sources.snapshot(project, "ontology", "data"))


def _made_of(project: Project, count: int) -> str:
    """Return the SHA-256 of what decides the bytes: the files, the rules, the generator, the number."""
    here = sorted(Path(__file__).parent.glob("*.py"))
    code = tuple(sources.SourceFile(name=path.name, data=path.read_bytes()) for path in here)
    rules = tuple(file for file in sources.makers() if file.name.endswith(".rq"))
    return sources.key(str(count), files=(*sources.snapshot(project, "ontology", "data"), *rules, *code))


def _known(target: Path, mark: str) -> Dataset | None:
    try:
        facts = json.loads((target / _FACTS).read_bytes())
    except (OSError, ValueError):
        return None
    is_there = facts.pop("made_of") == mark and Path(facts["path"]).is_file()
    return Dataset(**facts) if is_there else None


def _write_quads(original: Original, count: int, path: Path) -> Dataset:
    templates = {original.code: _template(original, original.country)}
    kinds: dict[int, Template] = {}
    for code in codes_of(original, count)[1:]:
        variant = variant_of(code)
        if variant not in kinds:
            kinds[variant] = _template_of_copies(original, vary(original, variant))
        templates[code] = kinds[variant]
    digest, size, quads, inferred = hashlib.sha256(), 0, 0, 0
    ending = f" <{INFERRED_GRAPH}> .\n".encode()
    with path.open("wb") as file:
        lines = weave(to_lines(original.shared, graphs=True), templates, original)
        while piece := b"".join(islice(lines, _PIECE)):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
            quads += piece.count(b"\n")
            inferred += piece.count(ending)
    return Dataset(
        path=str(path), digest=digest.hexdigest(), size=size, countries=count, quads=quads, inferred=inferred
    )


def _template(original: Original, country: Iterable[Quad]) -> Template:
    """Return the template of the real country with what follows from it and from what all share."""
    quads = tuple(country)
    inferred = _closure([triple for _, triple in (*original.shared, *quads)])
    return make_template({*to_lines(quads, graphs=True), *inferred}, original.code, original.name)


def _template_of_copies(original: Original, country: Iterable[Quad]) -> Template:
    """Return the template of countries that are made up.

    The rules run under the code of one of them, for what all share names things of the real country, from which more
    follows. No rule joins the facts of two countries, so that the closures of each are that of all; a test holds it.
    """
    code = CODES[0]
    stated = make_template(to_lines(country, graphs=True), original.code, original.name)
    lines = {*fill(stated.own, code, original), *fill(stated.others, code, original)}
    triples = [quad.triple for quad in pyoxigraph.parse(b"".join(lines), RdfFormat.N_QUADS)]
    inferred = _closure([*(triple for _, triple in original.shared), *triples])
    lines.update(line for line in inferred if not is_about(line, original.code))
    return make_template(lines, code, name_in(code, original))


def _closure(triples: list[Triple]) -> set[bytes]:
    closure = infer(triples)
    if closure.contradictions:
        raise ValueError(f"a country contradicts itself by the rule {closure.contradictions[0].rule.name}")
    return to_lines(((INFERRED_GRAPH, triple) for triple in closure.inferred), graphs=True)
