"""The house keeps its shape: imports point one way, modules stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "mgi_graph"
#: From the ground up: a storey may use those before it, never one after it.
STOREYS = (
    "conformance",
    "errors",
    "namespaces",
    "version",
    "project",
    "tables",
    "turtle",
    "validation",
    "build",
    "store",
    "queries",
    "search",
    "comparison",
    "explanation",
    "coverage",
    "results",
    "plots",
    "codebook",
    "graph",
    "skeleton",
    "publication",
    "publishing",
    "server",
    "cli",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def storey(module: str) -> int | None:
    parts = module.split(".")
    return STOREYS.index(parts[1]) if len(parts) > 1 and parts[1] in STOREYS else None


def imported(path: Path) -> set[str]:
    """List the modules of the package that a file imports, late imports included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("mgi_graph.")}


def name_of(path: Path) -> str:
    return ".".join(("mgi_graph", *path.relative_to(PACKAGE).with_suffix("").parts))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down_the_storeys(path: Path) -> None:
    here = storey(name_of(path))
    if here is None:  # the package's face may hand on anything
        assert path.name == "__init__.py"
        return
    above = [name for name in imported(path) if (there := storey(name)) is not None and there > here]
    assert above == []


def test_every_top_level_module_has_a_storey() -> None:
    names = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert names - {"__init__"} == set(STOREYS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_one_thought(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


def test_only_the_pipeline_knows_the_order_of_the_build() -> None:
    steps = {f"mgi_graph.{step}" for step in ("build.assemble", "build.infer", "build.oracle", "validation.validate")}
    knowing = {name_of(path) for path in MODULES if len(imported(path) & steps) > 2}
    assert knowing == {"mgi_graph.build.pipeline"}
