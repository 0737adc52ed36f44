"""Jobs run in processes that can be ended, and nothing is left of them."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.server.engine.conftest import GREEDY, RUNAWAY, ask

from mgi_graph.server.engine.pool import NICER
from mgi_graph.server.engine.worker import NICE
from mgi_graph.server.problem import Problem
from mgi_graph.server.settings import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.engine.conftest import Pooling

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.pool import Pool

SMALL = ask("ASK { ?s ?p ?o }", "txt")


async def kind(pool: Pool, query: str) -> Problem:
    with pytest.raises(Problem) as caught:
        await pool.run(ask(query))
    return caught.value


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


def lives(pid: int) -> bool:
    """Tell whether a process is there, as a zombie too."""
    return Path(f"/proc/{pid}").exists()


def test_a_job_that_does_not_end_is_stopped_at_its_deadline(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(seconds=0.5) as pool:
            before = pool.pids[1]
            started = time.monotonic()
            problem = await kind(pool, RUNAWAY)
            assert (problem.status, problem.kind) == (503, "deadline")
            assert "0.5 seconds" in problem.detail
            assert time.monotonic() - started < 5
            assert (await pool.run(SMALL)).body == b"true\n"
            assert pool.ended == 1
            assert not lives(before)

    asyncio.run(main())


def test_a_job_that_takes_too_much_memory_ends_alone_and_is_logged_in_one_line(
    pooling: Pooling, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async def main() -> None:
        async with pooling(memory=64 * MEGABYTE) as pool:
            problem = await kind(pool, GREEDY)
            assert (problem.status, problem.kind) == (503, "out-of-memory")
            assert "64 MB" in problem.detail
            assert (await pool.run(SMALL)).body == b"true\n"

    with caplog.at_level(logging.WARNING):
        asyncio.run(main())
    assert capfd.readouterr().err == ""
    assert [("memory allocation" in line, line.count("\n")) for line in caplog.messages] == [(True, 0)]


def test_more_jobs_than_may_wait_are_told_to_come_again(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(queue=1, memory=0) as pool:
            tasks = [asyncio.ensure_future(pool.run(ask(f"{RUNAWAY} LIMIT {n}"))) for n in (1, 2)]
            await until(lambda: pool.running == 1 and pool.waiting == 1)
            problem = await kind(pool, f"{RUNAWAY} LIMIT 3")
            assert (problem.status, problem.kind) == (503, "overloaded")
            assert int(problem.headers["Retry-After"]) > 0
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(main())


def test_a_job_that_gets_no_turn_is_told_that_the_server_is_busy(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(seconds=1, memory=0) as pool:
            running = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            await asyncio.sleep(0.2)
            waiting = asyncio.ensure_future(pool.run(ask(f"{RUNAWAY} LIMIT 2")))
            await asyncio.sleep(0.2)
            for task, expected in ((running, "deadline"), (waiting, "deadline")):
                with pytest.raises(Problem) as caught:
                    await task
                assert caught.value.kind == expected
            one, two, three = (asyncio.ensure_future(pool.run(ask(f"{RUNAWAY} LIMIT {n}"))) for n in (3, 4, 5))
            found = await asyncio.gather(one, two, three, return_exceptions=True)
            assert [each.kind for each in found if isinstance(each, Problem)] == [
                "deadline",
                "overloaded",
                "overloaded",
            ]

    asyncio.run(main())


def test_a_long_job_of_a_stranger_gives_way_to_those_that_wait(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(seconds=5) as pool:
            runaway = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            await until(lambda: pool.running == 1)
            started = time.monotonic()
            assert (await pool.run(SMALL)).body == b"true\n"
            assert time.monotonic() - started < 3
            with pytest.raises(Problem) as caught:
                await runaway
            assert (caught.value.status, caught.value.kind) == (503, "gave-way")
            assert int(caught.value.headers["Retry-After"]) > 0

    asyncio.run(main())


def test_a_long_job_goes_on_while_nobody_waits(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(seconds=1.5) as pool:
            assert (await kind(pool, RUNAWAY)).kind == "deadline"

    asyncio.run(main())


def test_a_runaway_every_moment_leaves_the_rest_answered(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(processes=2, queue=16, seconds=4) as pool:
            runaways: list[asyncio.Future[Rendered]] = []
            slowest = 0.0
            for number in range(6):
                runaways.append(asyncio.ensure_future(pool.run(ask(f"{RUNAWAY} LIMIT {number + 1}"))))
                started = time.monotonic()
                assert (await pool.run(ask(f"ASK {{ ?s ?p {number} }}", "txt"))).body == b"false\n"
                slowest = max(slowest, time.monotonic() - started)
                await asyncio.sleep(0.2)
            assert slowest < 4
            ends = await asyncio.gather(*runaways, return_exceptions=True)
            assert {end.kind for end in ends if isinstance(end, Problem)} <= {"gave-way", "deadline"}
            assert pool.ended == 6

    asyncio.run(main())


def test_nobody_waits_any_more_so_the_worker_is_ended(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling() as pool:
            worker = pool.pids[1]
            task = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            await until(lambda: pool.running == 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert pool.running == 0
            await until(lambda: not lives(worker))

    asyncio.run(main())


def test_equal_jobs_at_once_run_once_and_go_on_while_one_waits(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(processes=2) as pool:
            slow = ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
            tasks = [asyncio.ensure_future(pool.run(slow)) for _ in range(5)]
            await until(lambda: pool.running > 0)
            assert (pool.running, pool.waiting) == (1, 0)
            tasks[0].cancel()
            found = await asyncio.gather(*tasks[1:])
            assert all(each is found[0] for each in found)
            assert json.loads(found[0].body)["results"]["bindings"][0]["n"]["value"] == str(100**3)

    asyncio.run(main())


def test_a_worker_that_is_killed_is_replaced(pooling: Pooling, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with pooling() as pool:
            task = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            await until(lambda: pool.running == 1)
            os.kill(pool.pids[1], signal.SIGSEGV)
            with pytest.raises(Problem) as caught:
                await task
            assert (caught.value.status, caught.value.kind) == (500, "internal-error")
            assert (await pool.run(SMALL)).body == b"true\n"

    asyncio.run(main())
    assert "SIGSEGV" in caplog.text


def test_a_zygote_that_is_killed_takes_its_workers_along_and_is_started_again(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling() as pool:
            zygote, worker = pool.pids
            task = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            await until(lambda: pool.running == 1)
            os.kill(zygote, signal.SIGKILL)
            with pytest.raises(Problem):
                await task
            assert (await pool.run(SMALL)).body == b"true\n"
            assert pool.pids[0] not in {0, zygote}
            assert not lives(zygote)
            await until(lambda: not lives(worker))

    asyncio.run(main())


def test_a_worker_that_has_grown_is_replaced_after_its_answer(pooling: Pooling) -> None:
    large = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"

    async def main() -> None:
        async with pooling(memory=2048 * MEGABYTE) as pool:
            worker = pool.pids[1]
            assert (await pool.run(SMALL)).body == b"true\n"
            assert pool.pids[1:] == (worker,)
            assert str(100**3).encode() in (await pool.run(ask(large))).body
            assert (await pool.run(SMALL)).body == b"true\n"
            assert worker not in pool.pids
            await until(lambda: not lives(worker))
            assert pool.ended == 0

    asyncio.run(main())


def test_closing_ends_every_process_whatever_it_does(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(processes=2) as pool:
            task = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            await until(lambda: pool.running == 1)
            pids = pool.pids
            assert len(pids) == 3
        with pytest.raises(Problem):
            await task
        await until(lambda: not any(map(lives, pids)))

    asyncio.run(main())


def test_no_two_workers_draw_the_same_uuid(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling(processes=2) as pool:
            jobs = [ask(f"SELECT (UUID() AS ?u) {{ FILTER ({n} = {n}) }}", "csv") for n in range(8)]
            drawn = [each.body for each in await asyncio.gather(*map(pool.run, jobs))]
            assert len(set(drawn)) == len(drawn)

    asyncio.run(main())


def test_a_worker_for_strangers_is_nice_and_can_open_nothing(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling() as pool:
            await pool.run(SMALL)
            worker = pool.pids[1]
            limits = Path(f"/proc/{worker}/limits").read_text(encoding="utf-8")
            opened = next(line for line in limits.splitlines() if line.startswith("Max open files"))
            assert opened.split()[3:5] == ["0", "0"]
            assert os.getpriority(os.PRIO_PROCESS, worker) == os.getpriority(os.PRIO_PROCESS, 0) + NICE

    asyncio.run(main())


def test_a_job_that_takes_long_stands_back_and_takes_its_worker_along(pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling() as pool:
            worker = pool.pids[1]
            task = asyncio.ensure_future(pool.run(ask(RUNAWAY)))
            own = os.getpriority(os.PRIO_PROCESS, 0)
            await until(lambda: os.getpriority(os.PRIO_PROCESS, worker) == NICER)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await pool.run(SMALL)
            assert os.getpriority(os.PRIO_PROCESS, pool.pids[1]) == own + NICE

    asyncio.run(main())


@pytest.mark.parametrize("form", ["srj", "srx", "csv", "tsv"])
def test_an_answer_of_many_megabytes_arrives_whole(form: str, pooling: Pooling) -> None:
    async def main() -> None:
        async with pooling() as pool:
            query = "SELECT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 60000"
            body = (await pool.run(ask(query, form))).body
            assert len(body) > 3 * MEGABYTE
            assert body.count(b"http://example.org/s") == 120_000

    asyncio.run(main())


def test_an_error_in_a_job_is_told_in_the_log_alone(pooling: Pooling, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with pooling() as pool:
            with pytest.raises(Problem) as caught:
                await pool.run(ask("SELECT * { ?s ?p ?o }", "no such form"))
            assert caught.value.status == 500
            assert "Traceback" not in str(caught.value)

    asyncio.run(main())
    assert "Traceback" in caplog.text
