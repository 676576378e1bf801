"""Every code block of the README is executed, by the tests or by ``.ci/run``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from conftest import write_articles

ROOT = Path(__file__).parent.parent
BLOCKS: list[tuple[str, str]] = re.findall(
    r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S
)
INSTALL, TEST, USE, PYTHON = (text.strip() for _, text in BLOCKS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an ``articles.jsonl`` of two outlets."""
    folder = tmp_path_factory.mktemp("desk")
    verbs = {"Morning Star": "bravely rescued", "Evening Sun": "brutally shelled"}
    write_articles(folder, [
        {"id": f"{outlet}-{n}", "outlet": outlet, "event": f"day-{n}", "published": f"2025-03-{n + 1:02}",
         "text": f"Turkey {verb} the villages of the coast on day {n}.\n\nIts neighbours said nothing."}
        for outlet, verb in verbs.items() for n in range(7)
    ])  # fmt: skip
    return folder


def run(command: str, folder: Path, **more: str) -> str:
    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": bin_folder + os.pathsep + os.environ["PATH"], **more}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_are_the_blocks_that_are_tested_here() -> None:
    assert [language for language, _ in BLOCKS] == ["sh", "sh", "sh", "python"]


def test_ci_runs_the_test_command() -> None:
    assert TEST in (ROOT / ".ci" / "run").read_text().splitlines()


def test_install_command_on_a_clean_copy(tmp_path: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    # What it depends on is lent by this environment, which the test command has installed by the same constraints
    # a moment ago: gigabytes a second time would show nothing. A falsy value is how pip is told "no isolation".
    lent = sysconfig.get_paths()["purelib"]
    run(INSTALL, tmp_path, PIP_NO_DEPS="1", PIP_NO_BUILD_ISOLATION="0", PYTHONPATH=lent)
    assert (tmp_path / "out" / "report.html").stat().st_size > 50_000
    # Installed, not editable: from elsewhere the same program finds its model and corpus.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one.txt").write_text("Turkey brutally shelled the villages of the coast.")
    assert "Turkey" in run("../.venv/bin/framing show one.txt", elsewhere, PYTHONPATH=lent)
    where = run(
        "../.venv/bin/python -c 'import framing; print(framing.__file__)'", elsewhere, PYTHONPATH=lent
    )
    assert where.startswith(str(tmp_path / ".venv"))


def test_commands(desk: Path) -> None:
    first, *others = USE.splitlines()
    run(first, desk)
    printed = run("\n".join(others[:1]), desk)
    assert "Morning Star is warmer" in printed or "Evening Sun is colder" in printed
    assert "turkey" in run(others[1], desk)


def test_python(desk: Path) -> None:
    if not (desk / "results").exists():
        run("framing run articles.jsonl -o results", desk)
    (desk / "example.py").write_text(PYTHON)
    printed = run(f"{sys.executable} example.py", desk)
    assert "('Evening Sun', 'Morning Star')" in printed
    assert "colder" in printed
