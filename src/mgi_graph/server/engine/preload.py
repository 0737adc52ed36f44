"""What a zygote does before it forks: import what jobs need, and have each kind of job done once.

Jobs live in modules called ``job`` or ``jobs`` below this package; such a module may have a function ``warm``, which is
called with the context. Workers inherit all of it, so that the first query of a fresh one is as quick as the next.
Workers for strangers do the jobs of :data:`GUEST` alone.
"""

from __future__ import annotations

import gc
import logging
import pkgutil
from dataclasses import replace
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Final

import mgi_graph.server
from mgi_graph.errors import MgiError, StoreError
from mgi_graph.graph import Graph
from mgi_graph.project import Project
from mgi_graph.server.engine.jobs import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from mgi_graph.server.engine.launch import Launch

#: What strangers ask for.
GUEST: Final = "mgi_graph.server.sparql.job"
_LOG: Final = logging.getLogger("mgi_graph.server")
_NAMES: Final = frozenset({"job", "jobs"})


def load(launch: Launch) -> Context:
    """Load the dataset, import the jobs, and warm them up.

    It is done in a thread that has ended before the first fork: the engine's random numbers have a state of their own
    in each thread, which workers forked with it would share, and draw the same UUIDs from.
    """
    made: list[Context] = []
    faults: list[BaseException] = []

    def work() -> None:
        try:
            made.append(_loaded(launch))
        except BaseException as error:  # raised again below, in the thread that waits
            faults.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
    if made[0].asking is not None:
        made[0].asking.rest()
    gc.collect()
    gc.freeze()  # what is here stays: no collection in a worker need touch, and so copy, its pages
    return made[0]


def _loaded(launch: Launch) -> Context:
    context = _opened(launch)
    for module in [import_module(GUEST)] if launch.memory else modules():
        warm = getattr(module, "warm", None)
        try:
            if warm is not None:
                _warm(context, warm)
        except StoreError as error:  # the engine is away: what it is asked for may be there when it is back
            _LOG.warning("nothing of the dataset is at hand yet: %s", error)
            break
        except MgiError as error:  # such as a page that shows a saved query which this project does not have
            _LOG.debug("%s cannot be warmed up: %s", module.__name__, error)
        except Exception:  # what cannot be warmed up fails when it is asked for, and that alone
            _LOG.exception("%s cannot be warmed up", module.__name__)
    return context


def _opened(launch: Launch) -> Context:
    from pathlib import Path

    from mgi_graph.server.live.asking import Asking
    from mgi_graph.store.embedded import load as load_store

    project = Project(root=Path(launch.project))
    if launch.origin is not None:
        settings = replace(launch.settings, services=())  # an engine would ask them from where it stands, unbounded
        asking = Asking(launch.origin, project, settings, is_guest=bool(launch.memory))
        return Context(graph=asking.graph, settings=settings, asking=asking)
    dataset = Path(launch.dataset)
    return Context(graph=Graph(load_store(dataset, launch.digest), project, dataset), settings=launch.settings)


def _warm(context: Context, warm: Callable[[Context], None]) -> None:
    if context.asking is None:
        warm(context)
    else:
        context.asking.do(lambda graph: warm(replace(context, graph=graph)))


def modules() -> Iterator[ModuleType]:
    """Import the modules that hold jobs."""
    package = mgi_graph.server
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if found.name.rpartition(".")[2] in _NAMES:
            yield import_module(found.name)
