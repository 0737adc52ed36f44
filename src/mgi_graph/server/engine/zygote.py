"""The process that has loaded the dataset and forks workers; it has one thread, as a fork demands.

It is told what to do on a socket: fork a worker for the connection that comes with the message, or end one. As their
parent it alone may signal them without ever hitting another process that got their number. When the other end hangs up
it ends them all, and itself.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from mgi_graph.server.engine import jobs, wire
from mgi_graph.server.engine.launch import Launch
from mgi_graph.server.engine.worker import serve

#: How often children that ended are reaped, in seconds.
_REAP: Final = 1.0


def main() -> NoReturn:
    """Serve the socket whose number is on the command line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    control = socket.socket(fileno=int(sys.argv[1]))
    launch = wire.receive(control)
    assert isinstance(launch, Launch)
    context = _load(launch)
    control.sendall(wire.encode(os.getpid()))
    _Zygote(control, context, launch.memory).run()
    os._exit(0)


def _load(launch: Launch) -> jobs.Context:
    from mgi_graph.graph import Graph
    from mgi_graph.project import Project
    from mgi_graph.store.embedded import load

    store = load(Path(launch.dataset), launch.digest)
    return jobs.Context(
        graph=Graph(store, Project(root=Path(launch.project)), Path(launch.dataset)), settings=launch.settings
    )


class _Zygote:
    def __init__(self, control: socket.socket, context: jobs.Context, memory: int) -> None:
        self._control = control
        self._context = context
        self._memory = memory
        self._children: set[int] = set()

    def run(self) -> None:
        while True:
            ready, _, _ = select.select([self._control], [], [], _REAP)
            self._reap()
            if not ready:
                continue
            message, handles, _, _ = socket.recv_fds(self._control, 16, 1)
            if not message:
                break
            if handles:
                self._fork(handles[0])
            else:
                self._end(int.from_bytes(message, "big"))
        for pid in tuple(self._children):
            self._end(pid)

    def _fork(self, handle: int) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                self._control.close()
                with socket.socket(fileno=handle) as connection:
                    serve(connection, self._context, self._memory)
            finally:
                os._exit(0)
        os.close(handle)
        self._children.add(pid)
        self._control.sendall(pid.to_bytes(8, "big"))

    def _end(self, pid: int) -> None:
        if pid in self._children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            self._children.discard(pid)

    def _reap(self) -> None:
        for pid in tuple(self._children):
            with suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG)[0]:
                    self._children.discard(pid)


if __name__ == "__main__":
    main()
