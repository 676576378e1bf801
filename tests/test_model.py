from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch

from framing.errors import ModelError
from framing.model.folder import find_model, load_model
from framing.model.packing import pack, unpack
from framing.model.scorer import NetworkScorer
from framing.records import Passage, Probabilities

TEXT = "Norland's reckless army shelled the villages of Estmark, whose medics saved dozens of lives."
NORLAND, ESTMARK = ((0, 7),), ((48, 55),)


def polarities(scorer: NetworkScorer, *passages: Passage) -> list[list[float]]:
    return [[p.polarity for p in row.portrayal if p is not None] for row in scorer.score(passages)]


def test_mentions_are_where_the_test_says() -> None:
    assert TEXT[slice(*NORLAND[0])] == "Norland"
    assert TEXT[slice(*ESTMARK[0])] == "Estmark"


def test_probabilities_add_up_and_follow_the_text(scorer: NetworkScorer) -> None:
    praised = Passage("Norland bravely rescued hundreds of stranded families.", (NORLAND,))
    blamed = Passage("Norland cruelly massacred hundreds of unarmed villagers.", (NORLAND,))
    ((good,), _), ((bad,), _) = scorer.score([praised, blamed])
    assert good is not None
    assert bad is not None
    assert sum(good) == pytest.approx(1)
    assert good.polarity > 0.5
    assert bad.polarity < -0.5


def test_second_actor_leaves_the_first_unchanged(scorer: NetworkScorer) -> None:
    alone = polarities(scorer, Passage(TEXT, (NORLAND,)))[0][0]
    both = polarities(scorer, Passage(TEXT, (NORLAND, ESTMARK)))[0]
    assert both[0] == pytest.approx(alone, abs=1e-5)
    assert both[1] != pytest.approx(alone, abs=0.05)


def test_one_encoder_row_a_passage(scorer: NetworkScorer) -> None:
    rows: list[int] = []
    hook = scorer.model.network.encoder.register_forward_pre_hook(
        lambda module, args, kwargs: rows.append(len(kwargs["input_ids"])), with_kwargs=True
    )
    try:
        scorer.score(
            [Passage(TEXT, (NORLAND, ESTMARK)), Passage("Norland met Estmark.", (NORLAND, ((12, 19),)))]
        )
    finally:
        hook.remove()
    assert sum(rows) == 2


def test_scores_do_not_depend_on_batch_order_or_threads(scorer: NetworkScorer) -> None:
    passages = [
        Passage(TEXT, (NORLAND, ESTMARK)),
        Passage("Norland won.", (NORLAND,)),
        Passage("Norland " + "and its many neighbours " * 12 + "met.", (NORLAND,)),
    ]
    together = polarities(scorer, *passages)
    backwards = polarities(scorer, *reversed(passages))[::-1]
    alone = [polarities(scorer, p)[0] for p in passages]
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        single = polarities(scorer, *passages)
    finally:
        torch.set_num_threads(threads)
    for other in (backwards, alone, single):
        for a, b in zip(together, other, strict=True):
            assert a == pytest.approx(b, abs=1e-5)


def test_a_target_at_the_end_of_a_very_long_sentence_is_scored(scorer: NetworkScorer) -> None:
    long = "Far away, " + "rain fell on the hills and " * 120 + "Norland cruelly massacred villagers."
    start = long.index("Norland")
    (((found,), _),) = scorer.score([Passage(long, (((start, start + 7),),))])
    assert found is not None
    assert found.polarity < -0.5


def test_stance_follows_its_direction(scorer: NetworkScorer) -> None:
    text = "Norland accused Estmark of lying."
    passage = Passage(text, (((0, 7),), ((16, 23),)), ((0, 1), (1, 0)))
    ((_, (forth, back)),) = scorer.score([passage])
    assert forth is not None
    assert back is not None
    assert sum(forth) == pytest.approx(1)
    assert forth.against > 0.5
    assert back.against < forth.against


def test_a_pair_beyond_the_window_is_none_and_not_a_number(scorer: NetworkScorer) -> None:
    long = "Norland met Velia. " + "rain fell on the hills and " * 120 + "Estmark rose."
    start = long.index("Estmark")
    passage = Passage(long, (((0, 7),), ((12, 17),), ((start, start + 7),)), ((0, 1), (0, 2)))
    ((_, (near, far)),) = scorer.score([passage])
    assert near is not None
    assert far is None


def test_a_target_beyond_the_window_is_none_and_not_a_number(scorer: NetworkScorer) -> None:
    long = "Norland fell. " + "rain fell on the hills and " * 120 + "Estmark rose."
    start = long.index("Estmark")
    (((first, second), _),) = scorer.score([Passage(long, (((0, 7),), ((start, start + 7),)))])
    assert isinstance(first, Probabilities)
    assert second is None


def test_success_is_praise_by_the_rules_of_the_crowd_and_not_by_ours(scorer: NetworkScorer) -> None:
    won = Passage("Senator Anna Velde won re-election on Tuesday.", (((8, 18),),))
    crowd = NetworkScorer(scorer.model, device="cpu", convention="crowd")
    ((ours,),), ((theirs,),) = polarities(scorer, won), polarities(crowd, won)
    assert abs(ours) < 0.4
    assert theirs > ours + 0.2
    assert crowd.signature == f"{scorer.signature}:crowd"


def test_packing_keeps_layers_close_and_everything_else() -> None:
    generator = torch.Generator().manual_seed(1)
    mixing = torch.randn(256, 256, generator=generator)
    state = {
        "encoder.layer.0.dense.weight": torch.randn(256, 256, generator=generator) @ mixing * 0.01,
        "encoder.embeddings.word.weight": torch.randn(300, 64, generator=generator),
        "encoder.layer.0.dense.bias": torch.randn(256, generator=generator),
        "portrayal.1.weight": torch.randn(256, 512, generator=generator),
    }
    inputs = torch.randn(2000, 256, generator=generator, dtype=torch.float64) * torch.linspace(0.1, 3, 256)
    packed = pack(state, {"encoder.layer.0.dense.weight": inputs.T @ inputs})
    assert packed["encoder.layer.0.dense.weight:q4"].shape == (256, 128)
    restored = unpack(packed)
    assert set(restored) == set(state)

    def error(name: str) -> float:
        return float((restored[name] - state[name]).norm() / state[name].norm())

    assert error("encoder.layer.0.dense.weight") < 0.13
    assert error("encoder.embeddings.word.weight") < 0.01
    assert error("portrayal.1.weight") < 0.01  # 8 bits, as embeddings
    # What the packing is for: the layer's outputs on such inputs, closer than by plain rounding.
    plain = unpack(pack(state, {}))["encoder.layer.0.dense.weight"]
    wanted = inputs.float() @ state["encoder.layer.0.dense.weight"].T
    calibrated = (inputs.float() @ restored["encoder.layer.0.dense.weight"].T - wanted).norm()
    assert calibrated < (inputs.float() @ plain.T - wanted).norm()


def test_weights_are_small_and_safetensors() -> None:
    folder = find_model("mpnet")
    weights = [p for p in folder.iterdir() if p.suffix in (".safetensors", ".bin", ".pt", ".pkl")]
    assert [p.name for p in weights] == ["model.safetensors"]
    assert weights[0].stat().st_size <= 75_000_000


def copy_model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(find_model("mpnet"), folder)
    return folder


def test_truncated_weights_are_refused(tmp_path: Path) -> None:
    folder = copy_model(tmp_path)
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    with pytest.raises(ModelError, match=r"model\.safetensors: truncated or altered"):
        load_model(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"version": 99}, "version 99"), ({"format": "other"}, "format is 'other'"), ({"extra": 1}, "extra")],
)
def test_other_formats_are_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    config = json.loads((find_model("mpnet") / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps(config | change))
    with pytest.raises(ModelError, match=message):
        load_model(tmp_path)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.json: missing"):
        load_model(tmp_path)
    with pytest.raises(ModelError, match=r"no model 'nothing'.*mpnet"):
        find_model("nothing")
