from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner, Result

from framing.analysis import Analyser
from framing.cli import app
from framing.model.scorer import NetworkScorer, load_network
from framing.parsing import load_pipeline
from framing.records import Passage, Probabilities, Scored, StanceProbabilities
from framing.register import Register, load_register
from framing.resources import resource

SAMPLE = resource("corpus", "sample", "articles")
SAMPLE_REGISTER = resource("corpus", "sample", "actors.toml")


@pytest.fixture(scope="session")
def scorer() -> NetworkScorer:
    """The shipped model."""
    return load_network("mpnet")


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """Shipped model and register of the world."""
    return Analyser()


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The shipped spaCy pipeline."""
    return load_pipeline()


@pytest.fixture(scope="session")
def register() -> Register:
    """The register of the world."""
    return load_register(resource("corpus", "actors.toml"))


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The folder of ``framing run`` without input, and what it printed; nothing asks the network."""
    folder = tmp_path_factory.mktemp("sample") / "out"
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*args: object, **kwargs: object) -> None:
            raise AssertionError(f"a socket was opened: {args}")

        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "create_connection", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        result = CliRunner().invoke(app, ["run", "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder, result


class CountingScorer:
    """Scores by text length and counts the passages it is given."""

    signature = "counting@0"
    abstain_below = 0.0

    def __init__(self) -> None:
        self.passages: list[Passage] = []

    def score(self, passages: Sequence[Passage]) -> list[Scored]:
        self.passages += passages
        return [
            Scored(
                tuple(Probabilities(0.2, 0.5, 0.3) for _ in p.targets),
                tuple(StanceProbabilities(0.1, 0.8, 0.1) for _ in p.pairs),
            )
            for p in passages
        ]


def write_articles(folder: Path, rows: Sequence[dict[str, object]]) -> Path:
    """A JSONL file of articles."""
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file
