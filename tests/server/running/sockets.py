"""Clients that do as they like: raw bytes on a socket, and crowds."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.running.conftest import Running

HEAD = b"Host: a.example\r\n"
#: Statuses above 499 that are no fault of ours: the server says that it is busy.
HONEST = {503}


def connect(site: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port), timeout=20)


def talk(site: Running, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts, and return all that comes until the server hangs up."""
    with closing(connect(site)) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
        except OSError:
            pass  # it has hung up already; what it said is still to be read
        return drain(connection)


def drain(connection: socket.socket) -> bytes:
    found = b""
    try:
        while part := connection.recv(1 << 16):
            found += part
    except ConnectionResetError:
        pass
    return found


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def problem_of(answer: bytes) -> dict[str, object]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head, head
    found: dict[str, object] = json.loads(body)
    return found


def resident(pid: int) -> int:
    """Return the bytes that a process has in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def connections_of(pid: int, port: int) -> int:
    """Count the established connections to a port that a process holds (Linux)."""
    inodes = {
        link.removeprefix("socket:[").removesuffix("]")
        for entry in Path(f"/proc/{pid}/fd").iterdir()
        if (link := _link(entry)).startswith("socket:[")
    }
    rows = (line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:])
    return sum(row[3] == "01" and int(row[1].split(":")[1], 16) == port and row[9] in inodes for row in rows)


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


async def crowd(port: int, targets: list[str], *, clients: int, seconds: float = 60.0) -> list[tuple[str, int, bytes]]:
    """Ask for all targets by so many clients at once, each on a connection that it keeps."""
    left, found = list(reversed(targets)), []
    until = time.monotonic() + seconds

    async def client() -> None:
        reader = writer = None
        while left and time.monotonic() < until:
            target = left.pop()
            if writer is None or writer.is_closing() or reader is None or reader.at_eof():
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET %b HTTP/1.1\r\nHost: a.example\r\n\r\n" % target.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
            body = await _body(reader, fields)
            found.append((target, status_of(head), body))
            if fields.get(b"connection") == b"close":
                writer.close()
        if writer is not None:
            writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return found


async def _body(reader: asyncio.StreamReader, fields: dict[bytes, bytes]) -> bytes:
    if b"content-length" in fields:
        return await reader.readexactly(int(fields[b"content-length"]))
    body = b""
    while fields.get(b"transfer-encoding") == b"chunked":
        size = int(await reader.readline(), 16)
        body += (await reader.readexactly(size + 2))[:-2]
        if not size:
            break
    return body
