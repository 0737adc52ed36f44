"""Have the judges of two forms read what `mgi` writes: SARIF Multitool and html-validate.

Usage: python judges/forms.py FOLDER     (FOLDER: where the judges are kept between runs)

The report is of a broken copy of the project: no country, no record, and bodies of a made-up
country of which the linter and the shapes both complain. The answer is a real one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from runtime import judge_folder, need, run

from mgi_graph.project import PARTS, find

HERE: Final = Path(__file__).parent
MGI: Final = Path(sys.executable).with_name("mgi")
BROKEN: Final = """# Bodies of a made-up country, with what a report is made of: <tags>, "quotes" & more.
# Made up.

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

@prefix xy: <https://w3id.org/migov/id/xy/> .

xy:ministry-of-works
    a migov:Ministry ;
    skos:prefLabel "<b>Ministry</b> of Works & \\"Roads\\""@en ;
    migov:establishedYear "soon" ;
    migov:ministerr xy:nobody .
"""


def install(folder: Path) -> Path:
    """Install the judges as package-lock.json pins them; return the folder of their programs."""
    npm = need("npm", "SARIF and HTML")
    folder.mkdir(exist_ok=True)
    kept = folder / "package-lock.json"
    if (
        not kept.exists()
        or kept.read_bytes() != (HERE / kept.name).read_bytes()
        or not (folder / "node_modules").exists()
    ):
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        run([npm, "ci", "--no-audit", "--no-fund", "--silent"], folder=folder)
    return folder / "node_modules" / ".bin"


def break_copy(root: Path) -> None:
    """Copy the project without its countries, and give it a broken one."""
    project = find(HERE)
    for part in PARTS:
        shutil.copytree(project.root / part, root / part)
    for name in ("kh", "record"):
        shutil.rmtree(root / "data" / name)
    (root / "data" / "xy").mkdir()
    (root / "data" / "xy" / "bodies.ttl").write_text(BROKEN, encoding="utf-8")


def write(*words: str | Path, expected: int) -> None:
    """Run mgi, and end the judge when it does not end as expected."""
    done = subprocess.run([MGI, *words], capture_output=True, text=True, check=False)
    if done.returncode != expected:
        sys.exit(f"mgi {' '.join(map(str, words))}: {done.returncode}\n{done.stderr}")


def main() -> int:
    """Write one file of each form, have each read by its judge."""
    programs = install(judge_folder() / "node")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broken = folder / "broken"
        break_copy(broken)
        for form in ("sarif", "html"):
            write("validate", "--project", broken, "-q", "-f", form, "-o", folder / f"report.{form}", expected=1)
        pages = [folder / "report.html"]
        answer = folder / "answer.html"
        if (
            "html"
            in subprocess.run([MGI, "query", "run", "--help"], capture_output=True, text=True, check=False).stdout
        ):
            write("query", "run", "pending-changes", "-f", "html", "-o", answer, expected=0)
            pages.append(answer)
        # the program itself: its wrapper hands the words to a shell, which would take them apart
        multitool = programs.parent / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
        run(
            [multitool, "validate", folder / "report.sarif", "--level", "Error;Warning", "-o", folder / "verdict.sarif"]
        )
        complaints = json.loads((folder / "verdict.sarif").read_text(encoding="utf-8-sig"))["runs"][0].get(
            "results", []
        )
        print(f"SARIF Multitool: report.sarif, {len(complaints)} errors and warnings")
        for complaint in complaints:
            print(f"  {complaint['ruleId']}: {complaint['message']}")
        run([programs / "html-validate", *pages])
        print(f"html-validate: {', '.join(page.name for page in pages)}, no error")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
