"""What the supervisor and the processes that serve say to each other (:mod:`mgi_graph.server.engine.wire`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

    from mgi_graph.server.log import Form
    from mgi_graph.server.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset that is built: its file, and the SHA-256 of it."""

    file: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a process that serves must know before anything else."""

    project: str
    dataset: Dataset
    settings: Settings
    form: Form
    quiet: bool


class Order(Enum):
    """What a process is told to do."""

    LISTEN = "accept connections"
    RETIRE = "accept no more, let clients finish, end"
    STOP = "accept no more, finish requests, end"
    MEASURE = "say what has been counted"


class State(Enum):
    """What a process says of itself."""

    READY = "the dataset is loaded"
    LISTENING = "connections are accepted"
    QUIET = "no more connections are accepted"
    ASKING = "what have the others counted?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one process has counted; ``is_last`` where it ends now."""

    families: tuple[Metric, ...]
    is_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What the other processes have counted, those that have ended too."""

    parts: tuple[tuple[Metric, ...], ...]
