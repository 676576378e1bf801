"""A model-based check beside the contrasts: do regressions that know event, article, voice and part say the same?

A linear mixed model of polarity (fixed: outlet, voice, their interaction, part of the article; random: event, and article within it; Laird
and Ware, Biometrics 1982), and an ordered logit of the labels with the same fixed effects and errors robust to clusters (McCullagh, 1980;
Liang and Zeger, 1986); a multinomial logit where the ordered one cannot be fitted. One fit for each actor.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import ndtr

from framing.inference.clusters import Floats
from framing.inference.families import LEVEL, benjamini_hochberg
from framing.outlets.contrasts import Contrast
from framing.outlets.units import Units

if TYPE_CHECKING:
    import pandas as pd

MAX_READINGS = 4000  # of an actor; a model of more is fitted to that many, whole articles drawn at random
SEED = 7
RUNAWAY = 8.0  # log-odds beyond which a logit has not converged to anything
_Test = tuple[float, float]  # an estimate and its p-value
_VOICES = {"outlet": ("outlet",), "sources": ("quoted", "reported")}


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What the models say of a contrast: estimate and p-value of each, adjusted over all checks, and whether they agree with the verdict.

    The logit's estimate is a log-odds ratio of a better label. None where a model could not be fitted; ``note`` says why.
    """

    actor: str
    voice: str
    outlets: tuple[str, str]
    mixed: float | None
    mixed_p: float | None
    logit: float | None
    logit_p: float | None
    logit_kind: str
    verdict: str
    agrees: bool
    note: str


def check(table: pa.Table, known: Units, found: Sequence[Contrast]) -> list[ModelCheck]:
    """A check for each polarity contrast that was tested in own voice or in the sources'.

    Models and contrasts agree if none of the two models, adjusted as the contrasts are, sees a difference that the verdict
    denies or denies one that it sees, and none sees it the other way round.
    """
    tested = [c for c in found if c.p_value is not None and c.what == "polarity" and c.voice in _VOICES]
    by_actor: dict[str, list[Contrast]] = defaultdict(list)
    for c in tested:
        by_actor[c.actor].append(c)
    raw: list[tuple[Contrast, _Test | None, _Test | None, str, str]] = []
    for actor, of in by_actor.items():
        frame = _frame(table.filter(pc.equal(table["actor_id"], actor)), known)
        groups = sorted({g for c in of for g in c.outlets})
        frame = frame[frame["group"].isin(groups)].reset_index(drop=True)
        design, columns = _design(frame, groups)
        mixed, why = _mixed(frame, design)
        logit, kind = _logit(frame, design)
        for c in of:
            vector = _vector(c, columns)
            raw.append((c, _tested(mixed, vector), _tested(logit, vector), kind, why))
    mixed_p = _adjusted([m and m[1] for _, m, _, _, _ in raw])
    logit_p = _adjusted([o and o[1] for _, _, o, _, _ in raw])
    return [
        _judged(c, (m and m[0], mixed_p[n]), (o and o[0], logit_p[n]), kind, why)
        for n, (c, m, o, kind, why) in enumerate(raw)
    ]


def _judged(
    c: Contrast,
    mixed: tuple[float | None, float | None],
    logit: tuple[float | None, float | None],
    kind: str,
    why: str,
) -> ModelCheck:
    called = {"warmer": 1, "colder": -1}.get(c.verdict, 0)
    says = [0 if p is None or p > LEVEL else int(np.sign(e)) for e, p in (mixed, logit) if e is not None]
    return ModelCheck(
        c.actor,
        c.voice or "",
        c.outlets,
        *mixed,
        *logit,
        kind,
        c.verdict,
        all(s == called for s in says),
        why,
    )


def _frame(rows: pa.Table, known: Units) -> pd.DataFrame:
    import pandas as pd

    columns = ["article_id", "voice", "part", "polarity", "p_negative", "p_neutral", "p_positive"]
    frame = rows.select(columns).to_pandas().dropna(subset=["polarity"])
    at = {a: i for i, a in enumerate(known.articles)}
    index = frame["article_id"].map(at).to_numpy(dtype=int)
    frame["group"] = [known.groups[g] if g >= 0 else None for g in known.group[index]]
    frame["cluster"] = known.cluster[index]
    frame["source"] = (frame["voice"] != "outlet").astype(float)
    frame["label"] = frame[["p_negative", "p_neutral", "p_positive"]].to_numpy().argmax(axis=1)
    frame = frame.dropna(subset=["group"])
    if len(frame) > MAX_READINGS:
        articles = np.random.default_rng(SEED).permutation(frame["article_id"].unique())
        total = frame["article_id"].value_counts()[articles].cumsum()
        frame = frame[frame["article_id"].isin(total.index[total <= MAX_READINGS])]
    return pd.DataFrame(frame)


def _design(frame: pd.DataFrame, groups: Sequence[str]) -> tuple[Floats, list[tuple[str, str]]]:
    """Fixed effects (readings, k): a mean for each outlet in each voice, and title and lead against body."""
    columns: list[tuple[str, str]] = []
    parts = []
    for group in groups:
        for voice, source in (("outlet", 0.0), ("sources", 1.0)):
            here = ((frame["group"] == group) & (frame["source"] == source)).to_numpy(dtype=float)
            if here.any():
                columns.append((group, voice))
                parts.append(here)
    for part in ("title", "lead"):
        here = (frame["part"] == part).to_numpy(dtype=float)
        if here.any() and not here.all():
            columns.append(("part", part))
            parts.append(here - here.mean())
    return np.column_stack(parts), columns


def _vector(c: Contrast, columns: Sequence[tuple[str, str]]) -> Floats | None:
    wanted = [(outlet, c.voice or "") for outlet in c.outlets]
    if any(w not in columns for w in wanted):
        return None
    vector = np.zeros(len(columns))
    for sign, w in zip((1, -1), wanted, strict=True):
        vector[list(columns).index(w)] = sign
    return vector


def _mixed(frame: pd.DataFrame, design: Floats) -> tuple[tuple[Floats, Floats] | None, str]:
    """Estimates and covariance of the fixed effects, and what hindered them."""
    from statsmodels.regression.mixed_linear_model import MixedLM

    y, event = frame["polarity"].to_numpy(), frame["cluster"].to_numpy()
    articles = frame.groupby("cluster")["article_id"].nunique().max() > 1
    vc = {"article": "0 + C(article_id)"} if articles else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a variance of zero is a result here, and no fault
        try:
            if vc:
                model = MixedLM.from_formula(
                    "polarity ~ 0", frame.assign(polarity=y), groups=event, vc_formula=vc, re_formula="1"
                )  # fmt: skip
                model = MixedLM(y, design, groups=event, exog_re=np.ones((len(y), 1)), exog_vc=model.exog_vc)
            else:
                model = MixedLM(y, design, groups=event)
            fit = model.fit(reml=True, method=["lbfgs", "powell"])
            k = design.shape[1]
            covariance = np.asarray(fit.cov_params())[:k, :k]
            if not np.isfinite(covariance).all():
                raise ValueError("no covariance")
            return (
                np.asarray(fit.fe_params),
                covariance,
            ), "" if fit.converged else "the mixed model did not converge"
        except (ValueError, np.linalg.LinAlgError) as error:
            return None, f"no mixed model: {error}"


def _logit(frame: pd.DataFrame, design: Floats) -> tuple[tuple[Floats, Floats] | None, str]:
    """Estimates and cluster-robust covariance of an ordered logit; of a multinomial one, positive against negative, where that fails."""
    from statsmodels.discrete.discrete_model import MNLogit
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    label, event = frame["label"].to_numpy(), frame["cluster"].to_numpy()
    present, code = np.unique(label, return_inverse=True)
    if len(present) < 2 or len(np.unique(event)) < 2:
        return None, "none"
    robust: dict[str, Any] = {
        "cov_type": "cluster",
        "cov_kwds": {"groups": np.unique(event, return_inverse=True)[1]},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:  # the thresholds are the intercept: one column must go, and its effect is zero
            fit = OrderedModel(code, design[:, 1:], distr="logit").fit(method="bfgs", disp=False, **robust)
            k = design.shape[1] - 1
            estimate, covariance = _sound(np.asarray(fit.params)[:k], np.asarray(fit.cov_params())[:k, :k])
            return (np.concatenate([[0.0], estimate]), np.pad(covariance, ((1, 0), (1, 0)))), "ordered"
        except (ValueError, np.linalg.LinAlgError, NotImplementedError):
            pass
        try:
            fit = MNLogit(code, design).fit(method="bfgs", disp=False, **robust)
            k = design.shape[1]
            return _sound(
                np.asarray(fit.params)[:, -1], np.asarray(fit.cov_params())[-k:, -k:]
            ), "multinomial"
        except (ValueError, np.linalg.LinAlgError):
            return None, "none"


def _sound(estimate: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Both as they are, or ``ValueError`` where an outlet lacks one of the labels: then the estimate runs away, and says nothing."""
    errors = np.sqrt(np.abs(np.diag(covariance)))
    if not np.isfinite(covariance).all() or (np.abs(estimate) > RUNAWAY).any() or (errors > RUNAWAY).any():
        raise ValueError("separated")
    return estimate, covariance


def _tested(fit: tuple[Floats, Floats] | None, vector: Floats | None) -> _Test | None:
    if fit is None or vector is None:
        return None
    estimate, spread = float(vector @ fit[0]), float(vector @ fit[1] @ vector)
    return (estimate, float(2 * ndtr(-abs(estimate) / np.sqrt(spread)))) if spread > 0 else None


def _adjusted(p: Sequence[float | None]) -> list[float | None]:
    known = [i for i, value in enumerate(p) if value is not None]
    result: list[float | None] = [None] * len(p)
    for i, q in zip(known, benjamini_hochberg([p[i] or 0.0 for i in known]).tolist(), strict=True):
        result[i] = q
    return result
