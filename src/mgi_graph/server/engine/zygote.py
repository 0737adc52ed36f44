"""The process that has loaded the dataset and forks workers; it has one thread, as a fork demands.

It is told what to do on a socket: fork a worker for the connection that comes with the message, or end one. As their
parent it alone may signal them without ever hitting another process that got their number. When the other end hangs up
it ends them all, and itself; should it be killed, the kernel ends them (prctl(2), PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

from mgi_graph.server import log
from mgi_graph.server.engine import wire
from mgi_graph.server.engine.endings import Ending
from mgi_graph.server.engine.launch import FORK, Launch, pid_of
from mgi_graph.server.engine.preload import load
from mgi_graph.server.engine.worker import serve

if TYPE_CHECKING:
    from typing import IO

    from mgi_graph.server.engine.jobs import Context

_PR_SET_PDEATHSIG: Final = 1
#: How much of what a process left on its stderr is read, in bytes.
_SAID: Final = 500


def main() -> NoReturn:
    """Serve the socket whose number is on the command line."""
    for each in (signal.SIGINT, signal.SIGTERM):  # both go to the whole group; the parent decides when we end
        signal.signal(each, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    launch, _ = wire.receive(control)
    assert isinstance(launch, Launch)
    log.configure(log.form_of(launch.settings.log_format))
    context = load(launch)
    wire.send(control, os.getpid())
    _Zygote(control, context, launch.memory).run()
    os._exit(0)


class _Zygote:
    def __init__(self, control: socket.socket, context: Context, memory: int) -> None:
        self._control = control
        self._context = context
        self._memory = memory
        self._children: dict[int, IO[bytes]] = {}

    def run(self) -> None:
        """Do as told, until the other end hangs up."""
        with suppress(OSError):
            while True:
                message, handles, _, _ = socket.recv_fds(self._control, len(FORK), 1)
                if not message:
                    break
                answer = self._fork(handles[0]) if handles else self._end(pid_of(message))
                wire.send(self._control, answer)
        for pid in tuple(self._children):
            self._end(pid)

    def _fork(self, handle: int) -> int:
        stderr = tempfile.TemporaryFile()  # noqa: SIM115 - read when the process has ended
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._control.close()
                os.dup2(stderr.fileno(), 2)
                _follow(parent)
                with socket.socket(fileno=handle) as connection:
                    serve(connection, self._context, self._memory)
            finally:
                os._exit(0)
        os.close(handle)
        self._children[pid] = stderr
        return pid

    def _end(self, pid: int) -> Ending:
        """End a worker that may have ended already, and tell how it did."""
        stderr = self._children.pop(pid, None)
        if stderr is None:
            return Ending()
        os.kill(pid, signal.SIGKILL)  # nobody else can have its number before we have waited for it
        _, status = os.waitpid(pid, 0)
        with stderr:
            stderr.seek(0)
            said = stderr.read(_SAID).decode(errors="replace").partition("\n")[0]
        return Ending(signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, said=said)


def _follow(parent: int) -> None:
    """Have the kernel end this process when its parent ends; Linux alone can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


if __name__ == "__main__":
    main()
