"""Frames between the processes: four bytes of length, then a pickle. Both ends are this program."""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    import socket

_LENGTH: Final = struct.Struct("!I")


def encode(message: object) -> bytes:
    """Return a message as a frame."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def receive(connection: socket.socket) -> object:
    """Read a frame, waiting for it; raises :class:`EOFError` where the other end is gone."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    return pickle.loads(_exactly(connection, length))  # both ends are this program


async def read(reader: asyncio.StreamReader) -> object:
    """Read a frame without blocking; raises :class:`asyncio.IncompleteReadError` where the other end is gone."""
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    return pickle.loads(await reader.readexactly(length))


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        part = connection.recv(min(count - len(data), 1 << 20))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
