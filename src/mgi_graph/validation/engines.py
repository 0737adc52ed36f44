"""The engines by name, and which one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from mgi_graph.errors import BuildError
from mgi_graph.validation.finding import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from mgi_graph.validation.finding import Finding

#: ``auto`` is the fast engine, and for shapes beyond it the engine of reference.
EngineName: TypeAlias = Literal["auto", "fast", "pyshacl"]
ENGINES: Final = cast("tuple[EngineName, ...]", ("auto", "fast", "pyshacl"))


def find(name: EngineName, data: Sequence[Triple], shapes: Sequence[Triple]) -> frozenset[Finding]:
    """Hold data against shapes by the engine of a name.

    Raises :class:`BuildError` where the shapes cannot be run, or not by the one engine asked for.
    """
    from mgi_graph.validation import fast

    if name != "pyshacl":
        try:
            return fast.find(data, shapes)
        except UnsupportedError as error:
            if name == "fast":
                raise BuildError(
                    f"the fast engine does not know {error}; --engine pyshacl runs all of SHACL"
                ) from error
    from mgi_graph.validation import reference

    return reference.find(data, shapes)
