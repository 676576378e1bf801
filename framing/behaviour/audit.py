"""The name-swap audit: one sentence, many names; what moves is owed to the name alone."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from framing.behaviour.labelled_names import persons_in, swapped
from framing.behaviour.names import BY_GROUP, PERSONS, SEED, Group, Name, fill
from framing.errors import InputError
from framing.evaluation import score_labelled
from framing.labelled import LabelledTarget
from framing.metrics import Floats
from framing.scoring import Scorer

Tone = Literal["negative", "neutral", "positive"]
TONES: tuple[Tone, ...] = ("negative", "neutral", "positive")
PAIRS = (("Armenia", "Azerbaijan"), ("Israel", "Palestine"), ("Russia", "Ukraine"))
MAX_ROWS = 100
NAMES_A_ROW = 12
OTHER_NAMES = 10  # of each group, evenly spread over it

# War and diplomacy, economy, courts, disasters; those without a group fit any name.
TEMPLATES: tuple[tuple[Tone, Group | None, str], ...] = (
    ("negative", None, "A tribunal found that {*name} had helped to arm militias that attacked civilians."),
    ("negative", None, "Prosecutors accused {*name} of paying bribes to win a port contract."),
    ("negative", None, "{*name} broke a promise to repay the pension fund, auditors found."),
    ("negative", None, "Survivors blamed {*name} for ignoring warnings before the dam burst."),
    ("neutral", None, "Talks with {*name} on fishing rights resumed in Geneva on Tuesday."),
    ("neutral", None, "{*name} called for dialogue between the two sides ahead of the meeting."),
    ("neutral", None, "The lawsuit brought by {*name} will be heard in The Hague in May."),
    ("neutral", None, "{*name} sent a letter to the finance committee about the new tariffs."),
    ("neutral", None, "{*name} offered condolences to the families of the earthquake victims."),
    ("positive", None, "Mediators praised {*name} for brokering the truce that ended the fighting."),
    ("positive", None, "{*name} kept a promise to pay the dismissed miners in full, unions said."),
    ("positive", None, "The judges commended {*name} for protecting witnesses throughout the trial."),
    ("positive", None, "Aid workers credited {*name} with getting clean water to the flooded towns."),
    ("negative", "country", "{*name} shelled two villages across the river overnight."),
    ("neutral", "country", "{*name} took control of the border crossing on Monday, officials said."),
    ("neutral", "country", "{*name} lost eleven border guards when a mine exploded under their lorry."),
    ("positive", "country", "{*name} freed ninety prisoners of war and sent them home."),
    ("negative", "person", "{*name} was convicted of stealing from the city's housing fund."),
    ("neutral", "person", "{*name} was elected speaker of the assembly in the second round."),
    ("neutral", "person", "{*name} arrived in Vienna on Friday for talks on the gas contract."),
    ("positive", "person", "{*name} pulled three children from the burning train."),
    ("negative", "organisation", "{*name} concealed a leak of toxic waste for two years, inspectors said."),
    ("neutral", "organisation", "{*name} published figures for the third quarter on Thursday."),
    ("neutral", "organisation", "{*name} will hold the annual meeting in Lisbon in June."),
    ("positive", "organisation", "{*name} sheltered four hundred families after the fire."),
)


# Here the target stays and another actor of the sentence has many names.
OTHERS: tuple[tuple[Tone, str, str], ...] = (
    ("negative", "the dock company", "{name} accused the dock company of dumping oil in the harbour."),
    ("negative", "Ruvia", "Ruvia fired rockets at a hospital while envoys of {name} were in the building."),
    ("negative", "the old ministry", "Files handed to {name} show that the old ministry tortured prisoners."),
    ("neutral", "Ruvia", "Ruvia and {name} will resume talks on the fishing quota in September."),
    ("neutral", "the school board", "The school board asked {name} for a copy of the agreement on Monday."),
    ("neutral", "Ruvia", "Ruvia denied that it had ever asked {name} for a loan."),
    ("neutral", "the port union", "{name} wrote to the port union before the vote was held."),
    (
        "positive",
        "the village clinic",
        "{name} praised the village clinic for treating the wounded of both sides.",
    ),
    ("positive", "Ruvia", "Ruvia sheltered the refugees whom {name} had sent across the lake."),
    (
        "positive",
        "the rescue team",
        "The rescue team freed all nine miners before the experts of {name} arrived.",
    ),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One template with the names of one group, and the probabilities (names, 3) that came out."""

    group: Group
    tone: Tone
    names: tuple[Name, ...]
    probabilities: Floats

    @property
    def polarity(self) -> Floats:
        """Polarity by name."""
        return self.probabilities[:, 2] - self.probabilities[:, 0]

    @property
    def shift(self) -> float:
        """Mean absolute difference of polarity over unordered pairs of names."""
        values = self.polarity
        first, second = np.triu_indices(len(values), k=1)
        return float(np.abs(values[first] - values[second]).mean())

    @property
    def flipped(self) -> int:
        """Names whose label differs from the most frequent one."""
        counts = np.bincount(self.probabilities.argmax(axis=1), minlength=3)
        return int(len(self.names) - counts.max())


def name_swap(scorer: Scorer, *, quiet: bool = False) -> dict[str, Any]:
    """Mean shift and flips over templates, in all and by group and tone; deviations by name.

    A template that fits several groups counts once for each: a country and a person are never
    compared. ``other`` is the same where the target stays and another actor of the sentence is swapped. ``names`` holds by name the mean difference from the template's mean polarity;
    ``pairs`` the mean difference of polarity between the first and the second name.
    """
    slots = [
        (group, tone, frame)
        for tone, only, frame in TEMPLATES
        for group in BY_GROUP
        if only in (None, group)
    ]  # fmt: skip
    rows = [
        LabelledTarget(f"name swap:{text}", text, *spans["*"], 0)
        for group, _, frame in slots
        for text, spans in (fill(frame, {"name": name}) for name in BY_GROUP[group])
    ]
    sizes = [len(BY_GROUP[group]) for group, _, _ in slots]
    parts = np.split(score_labelled(scorer, rows, quiet=quiet).aware, np.cumsum(sizes)[:-1])
    trials = [
        Trial(group, tone, BY_GROUP[group], part)
        for (group, tone, _), part in zip(slots, parts, strict=True)
    ]  # fmt: skip
    pairs = {f"{a}/{b}": _pair(trials, a, b) for a, b in PAIRS}
    return {
        **figures(trials),
        "templates": len(TEMPLATES),
        "pairs": pairs,
        "other": _summary(_others(scorer, quiet=quiet)),
    }


def _others(scorer: Scorer, *, quiet: bool) -> list[Trial]:
    slots = [(group, tone, target, frame) for tone, target, frame in OTHERS for group in BY_GROUP]
    names_of = {group: names[:: len(names) // OTHER_NAMES] for group, names in BY_GROUP.items()}
    rows = []
    for group, _, target, frame in slots:
        for name in names_of[group]:
            text = fill(frame, {"name": name})[0]
            start = text.lower().index(target.lower())
            rows.append(LabelledTarget(f"name swap:{text}", text, start, start + len(target), 0))
    sizes = [len(names_of[group]) for group, *_ in slots]
    parts = np.split(score_labelled(scorer, rows, quiet=quiet).aware, np.cumsum(sizes)[:-1])
    return [
        Trial(group, tone, names_of[group], part)
        for (group, tone, _, _), part in zip(slots, parts, strict=True)
    ]  # fmt: skip


def name_swap_on(
    scorer: Scorer, rows: Sequence[LabelledTarget], *, limit: int = MAX_ROWS, quiet: bool = False
) -> dict[str, Any]:
    """The audit on labelled rows whose mention is a person's full or last name.

    At most ``limit`` rows are drawn; each takes the place of a template with twelve names of its
    own draw, of one gender where the sentence has pronouns of one gender only. ``tone`` is the
    row's label. Raises ``InputError`` if no row names a person.
    """
    found = persons_in(rows)
    if not found:
        raise InputError("no row's mention is a person's full or last name; give rows about persons")
    rng = random.Random(SEED)
    chosen = rng.sample(found, min(limit, len(found)))
    drawn: list[tuple[LabelledTarget, tuple[Name, ...]]] = []
    for row, _, kind in chosen:
        fitting = [name for name in PERSONS if kind in (None, name.kind)]
        drawn.append((row, tuple(rng.sample(fitting, NAMES_A_ROW))))
    filled = [
        swapped(row, full, name)
        for (row, full, _), (_, names) in zip(chosen, drawn, strict=True)
        for name in names
    ]
    probabilities = score_labelled(scorer, filled, quiet=quiet).aware.reshape(len(chosen), NAMES_A_ROW, 3)
    trials = [
        Trial("person", TONES[row.polarity + 1], names, part)
        for (row, names), part in zip(drawn, probabilities, strict=True)
    ]
    return {**figures(trials), "rows": len(chosen)}


def figures(trials: Sequence[Trial]) -> dict[str, Any]:
    """Mean shift and flips in all, by group and by tone; mean deviation by name, origin and gender."""
    deviations: dict[Name, list[float]] = defaultdict(list)
    for trial in trials:
        for name, value in zip(trial.names, trial.polarity - trial.polarity.mean(), strict=True):
            deviations[name].append(float(value))
    mean = {name: float(np.mean(values)) for name, values in deviations.items()}
    by_kind: dict[str, list[float]] = defaultdict(list)
    by_origin: dict[str, list[float]] = defaultdict(list)
    for name, value in mean.items():
        if name.group == "person":
            by_kind[name.kind].append(value)
            by_origin[name.origin].append(value)
    return {
        **_summary(trials),
        "groups": {g: _summary(of) for g in BY_GROUP if (of := [t for t in trials if t.group == g])},
        "tones": {tone: _summary(of) for tone in TONES if (of := [t for t in trials if t.tone == tone])},
        "names": {name.text: value for name, value in sorted(mean.items(), key=lambda item: item[1])},
        "origins": {origin: float(np.mean(values)) for origin, values in by_origin.items()},
        "genders": {kind: float(np.mean(values)) for kind, values in by_kind.items()},
    }


def _summary(trials: Sequence[Trial]) -> dict[str, Any]:
    n = sum(len(trial.names) for trial in trials)
    return {
        "n": n,
        "mean_shift": float(np.mean([trial.shift for trial in trials])),
        "flips": sum(trial.flipped for trial in trials) / n,
    }


def _pair(trials: Sequence[Trial], first: str, second: str) -> dict[str, float]:
    at = [[name.text for name in BY_GROUP["country"]].index(text) for text in (first, second)]
    gaps = np.array([t.polarity[at[0]] - t.polarity[at[1]] for t in trials if t.group == "country"])
    return {"difference": float(gaps.mean()), "shift": float(np.abs(gaps).mean())}
