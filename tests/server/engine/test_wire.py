"""What one process sends arrives at the other as it was, in whatever parts it is read."""

from __future__ import annotations

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.server.cache import Rendered
from mgi_graph.server.engine import wire
from mgi_graph.server.engine.jobs import Job, decode, encode
from mgi_graph.server.problem import Problem


@given(st.binary(max_size=300), st.lists(st.integers(min_value=1, max_value=40), min_size=1))
def test_frames_come_whole_from_parts_of_any_size(body: bytes, sizes: list[int]) -> None:
    frame = wire.encode(("some", "message"), body)
    assembly = wire.Assembly()
    found = []
    for _ in range(2):  # one after the other, on the same connection
        start, turn = 0, 0
        while start < len(frame):
            size = sizes[turn % len(sizes)]
            found.append(assembly.feed(frame[start : start + size]))
            start, turn = start + size, turn + 1
    assert [each for each in found if each is not None] == [(("some", "message"), body)] * 2


@pytest.mark.parametrize(
    "outcome",
    [
        Rendered(
            body=b"\x00" * 100_000, content_type="text/plain", headers=(("X", "y"),), status=410, facts=(("n", 1),)
        ),
        Problem(status=503, kind="late", title="Late", detail="Very", extras={"n": 1}, headers={"Retry-After": "1"}),
    ],
)
def test_an_outcome_is_the_same_at_the_other_end(outcome: wire.Outcome) -> None:
    here, there = socket.socketpair()
    with here, there:
        sending = threading.Thread(target=wire.send, args=(here, *wire.pack(outcome, is_last=True)))
        sending.start()
        found, is_last = wire.unpack(wire.receive(there))
        sending.join()
    assert is_last
    if isinstance(found, Problem):
        assert isinstance(outcome, Problem)
        assert vars(found) == vars(outcome)
    else:
        assert found == outcome


def test_a_job_is_the_same_at_the_other_end() -> None:
    job = Job(name="sparql.job:answer", arguments={"query": "ASK {}", "default": ("a",)})
    assert decode(encode(job)) == job


def test_an_end_that_hangs_up_is_noticed() -> None:
    here, there = socket.socketpair()
    here.close()
    with there, pytest.raises(EOFError):
        wire.receive(there)
