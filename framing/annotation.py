"""Sentences to label by hand: a sample with known probabilities, out to a labelling tool and back."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from framing.errors import InputError
from framing.inference.correction import LABELS, Label, reading_ids

FIELDS = (
    "id", "probability", "outlet", "actor", "actor_name", "voice", "speaker", "mention", "start", "end", "sentence", "label"
)  # fmt: skip
FORMATS = ("label-studio", "jsonl", "csv")
CONFIDENT = 0.8  # what parts the strata of confidence
MIN_STRATUM = 2  # drawn from each, so that its errors can be seen to vary
SEED = 7
LABEL_CONFIG = """<View>
  <Text name="sentence" value="$sentence"/>
  <Header value="How is $actor_name portrayed?"/>
  <Choices name="label" toName="sentence" choice="single-radio">
    <Choice value="negative"/><Choice value="neutral"/><Choice value="positive"/>
  </Choices>
</View>
"""


def draw(readings: pa.Table, size: int, *, seed: int = SEED) -> list[dict[str, Any]]:
    """About ``size`` scored readings to label, each with the probability with which it was drawn.

    Strata are outlet, actor, voice and high or low confidence. Each gives a share of the sample that goes with the square root of its
    readings, and an unsure one twice that, so that rare actors and hard sentences come often enough to be estimated; at least
    two, if it has them. Within a stratum every reading has the same chance. The model's score is not shown: it would lead.
    """
    if size < 1:
        raise InputError(f"a sample of {size} holds nothing; give a larger one")
    ids = reading_ids(readings)
    columns = ("outlet", "actor_id", "voice", "confidence", "polarity")
    strata: dict[tuple[str, str, str, bool], list[int]] = defaultdict(list)
    for i, (outlet, actor, voice, confidence, polarity) in enumerate(
        zip(*(readings[c].to_pylist() for c in columns), strict=True)
    ):
        if polarity is not None:
            strata[outlet, actor, voice, (confidence or 0.0) >= CONFIDENT].append(i)
    if not strata:
        raise InputError("no reading here has a score, so there is nothing to label")
    keys = sorted(strata)
    counts = np.array([len(strata[k]) for k in keys])
    drawn = _allocate(counts, np.array([1.0 if sure else 2.0 for *_, sure in keys]), size)
    rng = np.random.default_rng(seed)
    chosen = []
    for key, n in zip(keys, drawn.tolist(), strict=True):
        members = strata[key]
        chosen += [(int(i), n / len(members)) for i in rng.choice(members, n, replace=False)]
    order = rng.permutation(len(chosen))  # labellers should not see outlets and actors in a row
    rows = readings.take(pa.array([chosen[i][0] for i in order])).to_pylist()
    return [_item(row, ids[chosen[i][0]], chosen[i][1]) for row, i in zip(rows, order.tolist(), strict=True)]


def write_sample(items: Sequence[dict[str, Any]], file: Path, style: str) -> None:
    """Writes a sample as Label Studio tasks (with the labelling view beside it), JSON lines or CSV."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if style == "label-studio":
        tasks = [
            {"id": n, "data": {k: v for k, v in item.items() if k != "label"}}
            for n, item in enumerate(items, 1)
        ]
        file.write_text(json.dumps(tasks, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        file.with_suffix(".xml").write_text(LABEL_CONFIG, encoding="utf-8")
    elif style == "jsonl":
        file.write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items), encoding="utf-8")
    elif style == "csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, FIELDS)
            writer.writeheader()
            writer.writerows(items)
    else:
        raise InputError(f"format {style!r} is none of {', '.join(FORMATS)}")


def read_labels(file: Path) -> list[Label]:
    """The labels of a file that was labelled: Label Studio's JSON export, JSON lines or CSV, told by their look.

    Items without a label are passed over, those of skipped or cancelled tasks too; several labels of one reading are settled by
    majority, a tie by the median. Raises ``InputError`` naming the item that cannot be used.
    """
    given: dict[str, list[int]] = defaultdict(list)
    probability: dict[str, float] = {}
    for place, item in _items(file):
        if item.get("label") in (None, ""):
            continue
        reading, label = item.get("id"), str(item["label"]).strip().lower()
        label = {"-1": "negative", "0": "neutral", "1": "positive"}.get(label, label)
        if label not in LABELS:
            raise InputError(f"{file}: {place}: label {item['label']!r} is none of {', '.join(LABELS)}")
        try:
            p = float(item["probability"])
        except (KeyError, TypeError, ValueError):
            p = float("nan")
        if not isinstance(reading, str) or not 0 < p <= 1:
            raise InputError(
                f"{file}: {place}: lacks id or probability; label the file that framing annotate sample wrote"
            )
        given[reading].append(LABELS[label])
        probability[reading] = p
    if not given:
        raise InputError(f"{file}: holds no label yet; fill in label with {', '.join(LABELS)}")
    return [Label(reading, probability[reading], _settled(labels)) for reading, labels in given.items()]


def write_labels(labels: Sequence[Label], file: Path) -> None:
    """Writes labels as JSON lines, the form that ``framing compare --labels`` reads quickest."""
    names = {v: k for k, v in LABELS.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(
        json.dumps({"id": x.reading, "probability": x.probability, "label": names[x.polarity]}, ensure_ascii=False) + "\n"
        for x in labels
    ), encoding="utf-8")  # fmt: skip


def _allocate(counts: np.ndarray, urgency: np.ndarray, size: int) -> np.ndarray:
    """How many to draw of each stratum (strata,), none more than it has."""
    share = np.sqrt(counts) * urgency
    wanted = np.maximum(MIN_STRATUM, np.floor(size * share / share.sum()))
    drawn: np.ndarray = np.minimum(counts, wanted).astype(int)
    for i in np.argsort(-share, kind="stable"):
        room = min(int(counts[i] - drawn[i]), max(0, size - int(drawn.sum())))
        drawn[i] += room
    return drawn


def _settled(labels: Sequence[int]) -> int:
    values, votes = np.unique(labels, return_counts=True)
    most = values[votes == votes.max()]
    return int(most[0]) if len(most) == 1 else int(np.round(np.median(labels)))


def _item(row: dict[str, Any], reading: str, probability: float) -> dict[str, Any]:
    first = row["mention_spans"][0]
    return {
        "id": reading, "probability": probability, "outlet": row["outlet"], "actor": row["actor_id"],
        "actor_name": row["actor_name"], "voice": row["voice"], "speaker": row["speaker_text"] or "",
        "mention": row["mention"], "start": first["start"] - row["start"], "end": first["end"] - row["start"],
        "sentence": row["sentence"], "label": "",
    }  # fmt: skip


def _items(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each labelled item with its place in the file."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; check the path") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: not UTF-8; save it as UTF-8") from None
    if text.lstrip().startswith("["):
        try:
            tasks = json.loads(text)
        except ValueError as error:
            raise InputError(f"{file}: not JSON ({error}); export it again") from None
        yield from _from_label_studio(file, tasks)
    elif text.lstrip().startswith("{"):
        for n, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    yield f"line {n}", json.loads(line)
                except ValueError as error:
                    raise InputError(f"{file}: line {n}: not JSON ({error})") from None
    else:
        for n, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), 2):
            yield f"line {n}", dict(row)


def _from_label_studio(file: Path, tasks: Sequence[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for n, task in enumerate(tasks, 1):
        place = f"task {n}"
        if not isinstance(task, dict):
            raise InputError(f"{file}: {place}: no task of Label Studio; export as JSON or JSON-MIN")
        if "data" not in task:  # JSON-MIN: everything on one level
            yield place, task
            continue
        for annotation in task.get("annotations", []):
            if annotation.get("was_cancelled"):
                continue
            for result in annotation.get("result", []):
                for choice in result.get("value", {}).get("choices", []):
                    yield place, {**task["data"], "label": choice}
