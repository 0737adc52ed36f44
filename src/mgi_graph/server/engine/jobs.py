"""What a worker can be asked to do: functions by name, ``module:function``, called with a context.

A job is pure: the same dataset and arguments give the same bytes. It keeps what it reads by its graph or store alone,
for one that asks an engine may be done several times before it is right (:mod:`mgi_graph.store.rounds`). It is named by
text so that the process that serves HTTP imports neither the job nor what it needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.graph import Graph
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.live.asking import Asking
    from mgi_graph.server.settings import Settings

_PACKAGE: Final = "mgi_graph.server."


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every job finds in its process."""

    graph: Graph
    settings: Settings
    #: What asks the engine that has the dataset, where that is not in this process.
    asking: Asking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A call: ``name`` is ``sparql.job:answer`` below this package, ``arguments`` are plain values."""

    name: str
    arguments: Mapping[str, object] = field(default_factory=dict)


class Run(Protocol):
    """A function that a job calls."""

    def __call__(self, context: Context, **arguments: object) -> Rendered:
        """Return what to send."""


def run(job: Job, context: Context) -> Rendered:
    """Run a job; it raises what its function raises."""
    found = _function(job.name)
    if context.asking is None:
        return found(context, **job.arguments)
    return context.asking.do(lambda graph: found(replace(context, graph=graph), **job.arguments))


@lru_cache(maxsize=256)  # there are some dozens
def _function(name: str) -> Run:
    module, _, function = name.partition(":")
    found: Run = getattr(import_module(_PACKAGE + module), function)
    return found


def encode(job: Job) -> tuple[str, dict[str, object]]:
    """Return a job as plain values, which are quick to pickle."""
    return job.name, dict(job.arguments)


def decode(message: object) -> Job:
    """Return the job that :func:`encode` made plain."""
    assert isinstance(message, tuple)
    name, arguments = message
    return Job(name=name, arguments=arguments)


class JobFailedError(MgiError):
    """A job ended in an error that is nobody's fault but ours; the message is for the log."""
