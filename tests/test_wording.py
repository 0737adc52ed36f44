"""No sentence of the source stands in the repository (its licence allows no derivative text)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent


@pytest.mark.usefixtures("in_checkout")
def test_no_wording_is_shared_with_the_profile(shared: Callable[[str], Path]) -> None:
    tool = shared("tools/overlap")
    run = subprocess.run([sys.executable, tool, ROOT], check=False, capture_output=True, text=True)
    assert run.stdout.strip().startswith("0 shared runs"), run.stdout
