"""The model card, filled from the recipe and the figures of the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from framing.training.recipe import Recipe


def write_card(folder: Path, recipe: Recipe, metrics: dict[str, Any]) -> None:
    """Writes ``README.md``; every figure in it is one of ``metrics.json``."""
    rows = []
    for name, shipped in metrics["dev"].items():
        full = metrics["dev_full_precision"][name]
        rows.append(
            f"| {name} | {shipped['n']} | {_percent(shipped['macro_f1'])} "
            f"({_percent(shipped['macro_f1_low'])} to {_percent(shipped['macro_f1_high'])}) | "
            f"{_percent(full['macro_f1'])} | {_percent(shipped['mixed_target_accuracy'])} / "
            f"{_percent(shipped['mixed_sentence_accuracy'])} | {shipped['ece']:.3f} | "
            f"{_percent(shipped['majority_macro_f1'])} |"
        )
    data = "\n".join(f"- `{f.file}` (sha256 `{f.sha256[:12]}`)" for f in recipe.train)
    text = _TEMPLATE.format(
        name=recipe.name, base=recipe.base, base_sha=recipe.base_sha256[:12], data=data,
        table="\n".join(rows), sentences=metrics["training"]["sentences"],
        targets=metrics["training"]["targets"], temperature=metrics["temperature"],
        signature=metrics["signature"], epochs=recipe.settings.epochs, seed=recipe.seed,
    )  # fmt: skip
    (folder / "README.md").write_text(text, encoding="utf-8")


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


_TEMPLATE = """# {name}

Portrayal of an actor in a sentence of English news: probabilities of negative, neutral and positive.
The encoder reads a sentence once; the states of an actor's mentions are averaged, joined with the
state of the first token, and classified. Signature: `{signature}`.

## Made from

- Encoder `{base}` (Apache-2.0; sha256 `{base_sha}`), 110M parameters, MPNet (Song et al., NeurIPS 2020).
- Training data, {targets} targets in {sentences} sentences; sentences of the dev files are left out:
{data}
- NewsMTSC (Hamborg and Donnay, EACL 2021, MIT) and NewsTSC (Hamborg et al., JCDL 2021, MIT).
- {epochs} epochs, seed {seed}; everything else in `recipe.toml`. Made by `framing train recipe.toml`.
- Weights: 4 bits in groups of 64 for linear layers, 8 bits for embeddings, expanded at load.

## Figures

Written by the training run, on the weights as they lie here; macro F1 with a 95 % bootstrap interval.
`framing eval portrayal FILE --json` prints the same. The temperature ({temperature}) is fitted on these two
files and the way of packing was chosen on them, so these figures flatter a little; the weights never saw them.

| file | targets | macro F1 | before packing | mixed: targets / sentences right | ECE | always the majority |
|---|---|---|---|---|---|---|
{table}

Mixed: sentences whose targets carry different labels.

## Use

For comparing how outlets portray actors over many articles, together with intervals. The training targets are
mostly persons in US politics; on countries and organisations in other news accuracy is much lower: `framing eval`
measures it. A single score of a single sentence is wrong about one time in seven on the dev files.

Not for: judging a person, ranking outlets by "bias" without reading the sentences behind a number, languages
other than English, or any decision about an individual.

Known faults: a score can depend on who is named (favourites), one actor's portrayal can bleed into
another's in the same sentence, and victims of a bad event can be scored as negative.
"""
