"""Libraries of the optional extras, loaded where a form needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mgi_graph.errors import OutputError


def needed(module: str, extra: str) -> Any:  # noqa: ANN401 - a library that publishes no types
    """Return a module; raises :class:`OutputError` that says what to install where it is missing.

    >>> needed("json", "core").__name__
    'json'
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise OutputError(f"this needs {name}, which is not installed: pip install 'mgi-graph[{extra}]'") from error
