"""What the supervisor and the processes that serve say to each other: four bytes of length, then a pickle.

Both ends are this program.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    import socket

    from prometheus_client.metrics_core import Metric

    from mgi_graph.server.log import Form
    from mgi_graph.server.settings import Settings

_LENGTH: Final = struct.Struct("!I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset that is built: its file, and the SHA-256 of it.

    One that stays on its engine has no file but an ``origin``, which only those that serve read.
    """

    file: str
    digest: str
    origin: str = ""


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
    OUTDATED = "the engine holds another dataset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one process has counted; ``is_last`` where it ends now."""

    families: tuple[Metric, ...]
    is_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What the other processes have counted, those that have ended too."""

    parts: tuple[tuple[Metric, ...], ...]


def encode(message: object) -> bytes:
    """Return a message as it is sent."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


async def read(reader: asyncio.StreamReader) -> object:
    """Read a message; raises :class:`asyncio.IncompleteReadError` where the other end is gone."""
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    return pickle.loads(await reader.readexactly(length))


def receive(connection: socket.socket) -> object:
    """Read a message, waiting for it, and nothing of the next; raises :class:`EOFError` where the other end is gone."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    return pickle.loads(_exactly(connection, length))


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data
