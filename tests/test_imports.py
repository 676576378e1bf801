from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = {"torch", "spacy", "transformers", "pyarrow", "datasets", "scipy", "pandas", "statsmodels"}


def loaded(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after running the code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*{{m.split('.')[0] for m in sys.modules}}, file=sys.stderr)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import framing",
        "import framing.cli",
        "from typer.testing import CliRunner\nfrom framing.cli import app\n"
        "r = CliRunner().invoke(app, ['--help']); assert r.exit_code == 0, r.output",
        "from typer.testing import CliRunner\nfrom framing.cli import app\n"
        "r = CliRunner().invoke(app, ['run', '--help']); assert r.exit_code == 0, r.output",
    ],
)
def test_import_and_help_load_nothing_heavy(code: str) -> None:
    assert not loaded(code) & HEAVY


def test_public_names_resolve() -> None:
    import framing

    for name in framing.__all__:
        assert getattr(framing, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        framing.nothing  # noqa: B018


def seconds(arguments: list[str]) -> float:
    """The fastest of five runs: noise only ever adds."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def test_help_costs_at_most_three_imports_of_typer() -> None:
    assert seconds(["-m", "framing", "--help"]) <= 3 * seconds(["-c", "import typer"])
