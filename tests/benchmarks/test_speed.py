"""What a benchmark finds, and how two runs of it are compared."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import compare
import performance
import pytest
from speed import machine, noise
from speed.goals import GOALS
from speed.markdown import changes_table, goals_table
from speed.model import Measurement, Outcome, Ratio
from speed.model import compare as compared
from speed.record import Record, read_record, to_json

if TYPE_CHECKING:
    from speed.model import Goal

SCRIPT = Path(compare.__file__)
LOAD, ENGINE, COMPLETE = GOALS["load.time"], GOALS["queries.engine"], GOALS["closure.complete"]


def taken(who: str, *seconds: float) -> Measurement:
    return Measurement(who=who, unit="s", values=seconds)


def outcome(goal: Goal, *ratios: float) -> Outcome:
    return Outcome(goal=goal, state="warm", ratio=Ratio(values=ratios))


def record(*outcomes: Outcome) -> Record:
    return Record(
        version="1.2.3",
        revision="abc",
        made="2026-11-28T12:00:00+00:00",
        machine=machine.here(),
        versions=machine.versions(),
        outcomes=outcomes,
    )


def test_a_ratio_is_large_where_we_are_fast_and_the_goal_is_a_least() -> None:
    found = compared(LOAD, "warm", taken("ours", 1, 2, 4), taken("peer", 10, 10, 10))
    assert found.ratio == Ratio(values=(10, 5, 2.5))
    assert found.ratio.median == 5
    assert found.is_met is False


def test_a_ratio_is_small_where_we_are_fast_and_the_goal_is_a_most() -> None:
    found = compared(ENGINE, "warm", taken("ours", 1.1, 2.2), taken("peer", 1, 2))
    assert found.ratio is not None
    assert found.ratio.values == pytest.approx((1.1, 1.1))
    assert found.is_met is True


def test_rounds_that_do_not_belong_together_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compared(LOAD, "warm", taken("ours", 1, 2), taken("peer", 10))


def test_a_measurement_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="one value at least"):
        taken("ours")


def test_what_was_not_timed_neither_meets_nor_misses_a_goal() -> None:
    wrong = Outcome(goal=LOAD, state="warm", wrong="two triples are missing")
    assert wrong.is_met is None
    assert "not timed" in goals_table(record(wrong))


def test_what_was_not_promised_is_not_judged() -> None:
    assert outcome(GOALS["saved.grlc"], 0.1).is_met is None


@pytest.mark.parametrize(
    ("old", "new", "is_worse"),
    [
        ((10, 10.1, 9.9), (10, 10.2, 9.8), False),  # the same
        ((10, 10.1, 9.9), (8, 8.1, 7.9), True),  # a fifth less, where rounds differ by hundredths
        ((10, 13, 8), (8, 10, 6), False),  # a fifth less, where rounds differ by more
        ((10, 10, 10), (9.6, 9.6, 9.6), False),  # below what anything moves a program by
        ((10, 10, 10), (9, 9, 9), True),
        ((10, 10.1, 9.9), (20, 20.1, 19.9), False),  # better
        ((10,), (1,), False),  # one round shows no spread: nothing can be said
    ],
)
def test_a_regression_is_a_difference_beyond_the_noise_of_both(
    old: tuple[float, ...], new: tuple[float, ...], is_worse: bool
) -> None:
    found = noise.change(outcome(LOAD, *old), outcome(LOAD, *new))
    assert found is not None
    assert found.is_regression is is_worse


def test_more_is_worse_where_the_goal_is_a_most() -> None:
    found = noise.change(outcome(ENGINE, 1.1, 1.1), outcome(ENGINE, 1.3, 1.3))
    assert found is not None
    assert found.is_regression
    assert not found.is_gain


def test_of_what_is_counted_any_loss_is_a_regression() -> None:
    found = noise.change(outcome(COMPLETE, 1.0), outcome(COMPLETE, 0.9999))
    assert found is not None
    assert found.is_regression


def test_noise_grows_with_the_spread_of_either_run() -> None:
    quiet, loud = outcome(LOAD, 10, 10.2, 9.9), outcome(LOAD, 10, 12, 9)
    limits = [noise.change(*pair) for pair in ((quiet, quiet), (quiet, loud), (loud, loud))]
    found = [each.noise for each in limits if each]
    assert found == sorted(found)
    assert len(set(found)) == 3


def test_three_rounds_are_judged_by_the_factor_of_the_handbook() -> None:
    # range / d2(3) = deviation; the root of the sum of two equal squares; three of it
    found = noise.change(outcome(LOAD, 10, 11, 12.1), outcome(LOAD, 10, 11, 12.1))
    assert found is not None
    assert found.noise == pytest.approx(1.21 ** (3 * 2**0.5 / 1.693))


def test_a_record_reads_back_the_same(tmp_path: Path) -> None:
    made = record(
        compared(LOAD, "cold", taken("ours 1", 1, 2), taken("peer 2", 10, 30), note="ten"),
        Outcome(goal=ENGINE, state="warm", wrong="otherwise"),
        outcome(COMPLETE, 1.0),
    )
    path = tmp_path / "run.json"
    path.write_text(to_json(made), encoding="utf-8")
    assert read_record(path) == made


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text('{"format": 2}', encoding="utf-8")
    with pytest.raises(ValueError, match="format 1"):
        read_record(path)


def test_the_command_says_what_is_worse_by_its_exit_code(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(to_json(record(outcome(LOAD, 10, 10.1, 9.9), outcome(ENGINE, 1, 1.01))), encoding="utf-8")
    new.write_text(to_json(record(outcome(LOAD, 5, 5.1, 4.9))), encoding="utf-8")
    command: list[str | Path] = [sys.executable, SCRIPT]
    worse = subprocess.run([*command, old, new], capture_output=True, text=True, check=False)
    assert worse.returncode == 1
    assert "worse: load.time, warm: 0.50 of what it was" in worse.stderr
    assert "queries.engine was timed then, and not now." in worse.stdout
    same = subprocess.run([*command, old, old], capture_output=True, text=True, check=False)
    assert (same.returncode, same.stderr) == (0, "")


def test_the_last_release_is_the_one_with_the_highest_version(tmp_path: Path) -> None:
    for name in ("0.9.0", "0.10.0", "0.2.0"):
        (tmp_path / f"{name}.json").touch()
    assert compare.latest(tmp_path) == tmp_path / "0.10.0.json"
    assert compare.latest(tmp_path / "none") is None


def test_changes_without_a_spread_say_so() -> None:
    found = noise.change(outcome(LOAD, 10), outcome(LOAD, 5))
    assert found is not None
    assert "one round alone" in changes_table([found])


def test_a_page_keeps_what_is_written_by_hand() -> None:
    page = "# Speed\n\n<!-- figures: goals -->\noutdated\n<!-- end of figures -->\n\nBy hand.\n"
    made = record(outcome(LOAD, 9, 10, 11))
    once = performance.filled(page, made)
    assert "10.0× (9.00–11.0)" in once
    assert once.startswith("# Speed\n\n<!-- figures: goals -->\n| |")
    assert once.endswith("<!-- end of figures -->\n\nBy hand.\n")
    assert performance.filled(once, made) == once
    assert "outdated" not in once


def test_the_pages_places_for_figures_are_known() -> None:
    text = performance.PAGE.read_text(encoding="utf-8")
    assert "<!-- figures: goals -->" in text
    assert performance.filled(text, record(outcome(LOAD, 9))) != text


def test_every_promise_has_one_name_and_one_place() -> None:
    assert all(name == goal.name for name, goal in GOALS.items())
    stages = [goal.stage for goal in GOALS.values()]
    assert len(set(stages)) == sum(stage != before for stage, before in zip(stages, ["", *stages[:-1]], strict=True))


def test_a_run_of_another_revision_says_which(tmp_path: Path) -> None:
    assert machine.revision(tmp_path) == ""
    assert replace(record(), revision="def").revision == "def"
