"""Shapes about shapes: the shapes of a project are data for those that guard them.

A file is about shapes where a target of it is a class of shapes, such as sh:PropertyShape. Its data
are all shapes, and what is stated of the things that they name: enough to tell whether a class exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

_SH: Final = STANDARD["sh"]
_TARGET: Final = NamedNode(_SH + "targetClass")
_GUARDED: Final = frozenset(
    NamedNode(_SH + name) for name in ("Shape", "NodeShape", "PropertyShape", "SPARQLConstraint")
)
#: What says in the data which prefixes serve the SPARQL constraints (SHACL §5.2.1).
DECLARATIONS: Final = frozenset(_SH + name for name in ("declare", "prefix", "namespace"))


def are_about_shapes(shapes: Iterable[Triple]) -> bool:
    """Tell whether shapes guard shapes."""
    return any(triple.predicate == _TARGET and triple.object in _GUARDED for triple in shapes)


def data_about_shapes(shapes: Sequence[Triple], stated: Iterable[Triple]) -> list[Triple]:
    """Return the shapes, and of what is stated that which is about things that they name, with all prefixes."""
    named = {triple.object for triple in shapes if isinstance(triple.object, NamedNode)}
    wanted = (triple for triple in stated if triple.subject in named or triple.predicate.value in DECLARATIONS)
    return list(dict.fromkeys([*shapes, *wanted]))
