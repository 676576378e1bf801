"""The model card, filled from the recipe and the figures of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from framing.training.recipe import Recipe


def write_card(folder: Path, recipe: Recipe, metrics: dict[str, Any]) -> None:
    """Writes ``README.md``; every figure in it is one of ``metrics.json``."""
    own, behaviour, training = metrics["own"], metrics["behaviour"], metrics["training"]
    text = _TEMPLATE.format(
        name=recipe.name, base=recipe.base, base_sha=recipe.base_sha256[:12],
        data="\n".join(f"- `{f.file}` ({f.kind}; sha256 `{f.sha256[:12]}`)" for f in recipe.train),
        sentences=training["sentences"], targets=training["targets"], stances=training["stances"],
        held_out=training["held_out_sentences"], epochs=recipe.settings.epochs, seed=recipe.seed,
        swapped=_percent(recipe.settings.swap_share), signature=metrics["signature"],
        portrayal=_portrayal(metrics, {Path(f.file).name for f in recipe.dev if f.kind == "own"}), stance=_stance(metrics), confusion=_confusion(metrics),
        own=f"{_percent(own['macro_f1'])} ({_percent(own['macro_f1_low'])} to {_percent(own['macro_f1_high'])})",
        blind=_percent(own["target_blind_macro_f1"]), lexicon=_percent(own["lexicon_macro_f1"]),
        own_stance=_percent(own["stance"].get("macro_f1")), own_pairs=own["stance"].get("n", 0),
        direction=own["stance"].get("direction_errors", 0),
        phenomena=_table(
            ("phenomenon", "targets", "right"),
            [(k, v["n"], _percent(v["accuracy"])) for k, v in own["by_phenomenon"].items()],
        ),
        shift=f"{behaviour['mean_shift']:.3f}", flips=_percent(behaviour["flips"]),
        other=f"{behaviour['other_shift']:.3f}", passed=behaviour["passed"], cases=behaviour["n"],
        groups=", ".join(
            f"{group} {v['mean_shift']:.3f}" for group, v in behaviour["name_swap"]["groups"].items()
        ),
        pairs=", ".join(f"{p} {v['difference']:+.3f}" for p, v in behaviour["name_swap"]["pairs"].items()),
        calibration=_calibration(metrics), conventions=_conventions(metrics),
    )  # fmt: skip
    (folder / "README.md").write_text(text, encoding="utf-8")


def _portrayal(metrics: Mapping[str, Any], ours: Set[str]) -> str:
    rows: list[tuple[object, ...]] = []
    for name, shipped in metrics["dev"].items():
        if "ece" in shipped:
            full = metrics["dev_full_precision"][name]
            command = (
                f"training run, on our own `{name}`" if name in ours else f"`framing eval portrayal {name}`"
            )
            rows.append((command, *_row(shipped), _percent(full["macro_f1"])))
    if metrics["dse_targets"]:
        rows.append(("`framing eval targets dse/train.tsv`", *_row(metrics["dse_targets"]), "-"))
    heads = (
        "command",
        "targets",
        "macro F1",
        "mixed: targets / sentences right",
        "ECE",
        "majority",
        "before packing",
    )
    return _table(heads, rows)


def _row(figures: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        figures["n"],
        f"{_percent(figures['macro_f1'])} ({_percent(figures['macro_f1_low'])} to {_percent(figures['macro_f1_high'])})",
        f"{_percent(figures['mixed_target_accuracy'])} / {_percent(figures['mixed_sentence_accuracy'])}",
        f"{figures['ece']:.3f}",
        _percent(figures["majority_macro_f1"]),
    )


def _stance(metrics: Mapping[str, Any]) -> str:
    rows = [
        (
            f"`framing eval stance {name}`", f["n"], f"{_percent(f['micro_f1'])} / {_percent(f['macro_f1'])}",
            f["direction_errors"],
            " / ".join(_percent(metrics["dev_full_precision"][name][key]) for key in ("micro_f1", "macro_f1")),
        )
        for name, f in metrics["dev"].items() if "direction_errors" in f
    ]  # fmt: skip
    return _table(("command", "rows", "micro / macro F1", "direction errors", "before packing"), rows)


def _confusion(metrics: Mapping[str, Any]) -> str:
    sets = {"our own sentences": metrics["own"], **{k: v for k, v in metrics["dev"].items() if "ece" in v}}
    rows = [
        (f"{name}: {gold}", *counts.values())
        for name, figures in sets.items()
        for gold, counts in figures["confusion"].items()
    ]
    return _table(("gold", "called negative", "neutral", "positive"), rows)


def _conventions(metrics: Mapping[str, Any]) -> str:
    rows = [
        (f"`{name}`", _percent(metrics["dev"][name]["macro_f1"]), _percent(other))
        for name, other in metrics["other_convention"].items()
    ]
    return _table(("labelled rows", "by the head of their convention", "by the other head"), rows)


def _calibration(metrics: Mapping[str, Any]) -> str:
    c = metrics["calibration"]
    if c is None:
        return "Not measured: the recipe names no test targets."
    heads = (
        "rows",
        "ECE",
        "error in all",
        "in the surest 90 %",
        "80 %",
        "70 %",
        "mean over all shares (AURC)",
    )
    curve = [_percent(c[f"error_at_{share}"]) for share in (100, 90, 80, 70)]
    return (
        _table(heads, [(c["n"], f"{c['ece']:.3f}", *curve, _percent(c["aurc"]))])
        + f"\n\nBelow a confidence of {metrics['abstain_below']} no label is given: on these rows {_percent(c['share_labelled'])} % "
        f"keep theirs, of which {_percent(c['accuracy_labelled'])} % are right; of the others {_percent(c['accuracy_abstained'])} % would have been."
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


_TEMPLATE = """# {name}

Portrayal of an actor in a sentence of English news (negative, neutral, positive), and the stance of one actor towards
another (against, none, favour), as probabilities. The encoder reads a sentence once; the states of an actor's mentions are averaged,
joined with the state of the first token, and classified; a stance is read from the states of both actors and the first token.
Signature: `{signature}`.

## Made from

- Encoder `{base}` (Apache-2.0; sha256 `{base_sha}`), 110M parameters, MPNet (Song et al., NeurIPS 2020).
- {sentences} sentences with {targets} portrayals and {stances} stances of ordered pairs; {held_out} sentences were held out: those
  of the development files, of the test of `eval/dse`, and near-duplicates of `eval/sentences.jsonl`:
{data}
- NewsMTSC (Hamborg and Donnay, EACL 2021, MIT), NewsTSC (Hamborg et al., JCDL 2021, MIT), DSE (Park, Pan and Joo, ACL 2021: "use
  for your purposes by citing the paper"), sentences and labels of our own ([corpus/training](../../corpus/training/README.md)).
- Epochs: {epochs}, seed {seed}; in {swapped} % of the sentences of an epoch names are swapped for others; everything else in `recipe.toml`.
  Made by `framing train recipe.toml`: the weights are the mean over the last part of the run (Izmailov et al., UAI 2018).
- Weights: 4 bits in groups of 64 for linear layers, 8 bits for embeddings and heads, expanded at load.

## Figures

Written by the training run, on the weights as they lie here; macro F1 with a 95 % bootstrap interval. What "dev" is called
was used for choosing and for the temperatures, so these figures flatter a little; the weights never saw it.

{portrayal}

Mixed: sentences whose targets carry different labels.

{stance}

On our own sentences (`framing eval`; [eval](../../eval/README.md)): macro F1 {own}; not told the target {blind}; VADER {lexicon}. Stance of
{own_pairs} pairs: macro F1 {own_stance}, {direction} of them given to the wrong direction.

{phenomena}

{confusion}

## Two conventions

What counts as a positive portrayal is not the same for the crowd that labelled NewsMTSC and NewsTSC and in our guidelines: electoral success and
courtesy are praise for the one and none for the other. There is a head for each on the same states. The program scores by the guidelines; by the crowd's head
it is measured on the crowd's labels (`framing eval portrayal --convention`), so that its figures stand beside those of others. Macro F1:

{conventions}

## No favourites

`framing eval behaviour`: with the target's name swapped, polarity moves by {shift} on average ({groups}), and {flips} % of labels
flip; with another actor's name swapped it moves by {other}. Difference by name, over all templates: {pairs}. {passed} of {cases} cases of the behaviour families pass.

## How sure

`confidence` is the probability of the most probable label after temperature scaling: of readings with a confidence of 0.8, four of
five labels should be right. On rows that nothing was fitted on (our own sentences and the test of `eval/dse`):

{calibration}

## Use

For comparing how outlets portray actors over many articles, together with intervals.

Not for: judging a person, ranking outlets by "bias" without reading the sentences behind a number, languages
other than English, or any decision about an individual.

Known faults: what the tables above show. Our own sentences, and the labels of ours in training, are by instances of a language
model, not by people.
"""
