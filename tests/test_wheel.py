from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_wheel_works_from_an_empty_directory(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("news_framing-*.whl")
    assert wheel.stat().st_size < 80_000_000
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"framing"}
    assert not [name for name in names if name.endswith((".pkl", ".pt", ".bin"))]
    (tmp_path / "empty").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = subprocess.run(
        [sys.executable, "-c", "import framing; print(framing.__file__)"],
        cwd=tmp_path / "empty", env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert where.strip() == str(tmp_path / "site" / "framing" / "__init__.py")
    (tmp_path / "empty" / "one.txt").write_text("Turkey brutally shelled the villages of the coast.")
    done = subprocess.run(
        [sys.executable, "-m", "framing", "show", "one.txt"],
        cwd=tmp_path / "empty", env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert re.search(r"-0\.\d\d turkey", done.stdout)
    # The sample and the sets that are measured on come with it.
    for name in (
        "corpus/sample/key.json",
        "corpus/outlets.toml",
        "eval/sentences.jsonl",
        "eval/baseline.json",
    ):
        assert f"framing/_data/{name}" in names
