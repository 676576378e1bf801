"""The results on disk: Parquet parts and a manifest. The readings table is a public format.

A part is written under another name and moved into place, readings first and articles
last: a part counts once its articles stand, so a run that was cut off leaves nothing half.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from framing.errors import InputError
from framing.fingerprints import fingerprint
from framing.index import INDEX, index_row

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.records import ActorStance, Reading

SCHEMA_VERSION = 3
_VERSION_KEY = b"framing_schema"
_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
READINGS = pa.schema(
    [
        ("article_id", pa.string()), ("outlet", pa.string()), ("published", pa.date32()),
        ("event", pa.string()), ("credit", pa.string()), ("sentence_index", pa.int32()),
        ("start", pa.int32()), ("end", pa.int32()), ("sentence", pa.string()), ("part", pa.string()),
        ("actor_id", pa.string()), ("actor_name", pa.string()), ("actor_kind", pa.string()),
        ("mention", pa.string()), ("mention_spans", pa.list_(_SPAN)), ("form", pa.string()),
        ("voice", pa.string()), ("quote_kind", pa.string()), ("speaker_id", pa.string()),
        ("speaker_text", pa.string()), ("speaker_chain", pa.list_(pa.string())), ("cue", pa.string()),
        ("p_negative", pa.float64()), ("p_neutral", pa.float64()), ("p_positive", pa.float64()),
        ("polarity", pa.float64()), ("confidence", pa.float64()), ("label", pa.string()),
        ("reason", pa.string()), ("signature", pa.string()), ("affiliation", pa.list_(pa.string())),
        ("country", pa.string()),
        ("antecedent", pa.string()),
        ("role", pa.string()),
        ("agentless", pa.bool_()),
        ("speaker_kind", pa.string()),
        ("cue_kind", pa.string()),
    ],
    metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
)  # fmt: skip
STANCES = pa.schema(
    [
        ("article_id", pa.string()), ("outlet", pa.string()), ("sentence_index", pa.int32()),
        ("voice", pa.string()), ("speaker_id", pa.string()), ("source_id", pa.string()),
        ("target_id", pa.string()), ("basis", pa.string()), ("p_against", pa.float64()),
        ("p_none", pa.float64()), ("p_favour", pa.float64()), ("signature", pa.string()),
    ],
    metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
)  # fmt: skip
ATTRIBUTIONS = pa.schema(
    [
        ("article_id", pa.string()), ("outlet", pa.string()), ("start", pa.int32()), ("end", pa.int32()),
        ("words", pa.int32()), ("place", pa.float64()), ("part", pa.string()), ("voice", pa.string()),
        ("quote_kind", pa.string()), ("speaker_id", pa.string()), ("speaker_name", pa.string()),
        ("speaker_text", pa.string()), ("speaker_kind", pa.string()), ("cue", pa.string()),
        ("cue_kind", pa.string()), ("outermost", pa.bool_()), ("signature", pa.string()),
    ],
    metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
)  # fmt: skip
ARTICLES = pa.schema(
    [
        ("article_id", pa.string()), ("outlet", pa.string()), ("title", pa.string()),
        ("published", pa.date32()), ("event", pa.string()), ("credit", pa.string()),
        ("country", pa.string()), ("url", pa.string()), ("digest", pa.string()),
        ("sentences", pa.int32()), ("scored_sentences", pa.int32()), ("readings", pa.int32()),
    ],
    metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
)  # fmt: skip
GROUPS = pa.schema(
    [
        ("article_id", pa.string()), ("event", pa.string()), ("copy_group", pa.int32()),
        ("copy_of", pa.string()), ("origin", pa.string()),
    ],
    metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
)  # fmt: skip
GROUPED = ("event", "copy_of", "origin")


def write_part(folder: Path, analyses: Sequence[Analysis], signature: str) -> None:
    """Writes the next part of readings, stances, attributions, index and articles."""
    number = len(list((folder / "articles").glob("part-*.parquet")))
    readings = [reading_row(r, signature) for a in analyses for r in a.readings]
    _write(folder / "readings" / f"part-{number:05}.parquet", readings, READINGS)
    stances = [_stance_row(s, signature) for a in analyses for s in a.stances]
    _write(folder / "stances" / f"part-{number:05}.parquet", stances, STANCES)
    index = [{"article_id": a.article.id, **index_row(fingerprint(a.article))} for a in analyses]
    _write(folder / "index" / f"part-{number:05}.parquet", index, INDEX)
    spoken = [row for a in analyses for row in _attribution_rows(a, signature)]
    _write(folder / "attributions" / f"part-{number:05}.parquet", spoken, ATTRIBUTIONS)
    _write(folder / "articles" / f"part-{number:05}.parquet", list(map(_article_row, analyses)), ARTICLES)


def read_readings(folder: str | Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The readings of a folder that ``framing score`` wrote, as one table; with ``columns`` those alone.

    ``event`` is the one found where none was given; ``copy_of`` and ``origin`` tell copies (see ``grouped``).
    Repeated texts of chosen columns come as dictionaries, which hold ten million rows in little room.
    Raises ``InputError`` where there is none, or one of a format this version does not know.
    """
    table = with_groups(folder, _read(Path(folder), "readings", READINGS, columns))
    return table if columns is None else table.select([c for c in table.column_names if c in columns])


def read_stance_table(folder: str | Path) -> pa.Table:
    """The stances of a folder that ``framing score`` wrote: a row for each ordered pair of actors of a sentence."""
    return _read(Path(folder), "stances", STANCES)


def read_scored_articles(folder: str | Path) -> pa.Table:
    """The articles of a folder that ``framing score`` wrote, those without a reading included."""
    return _read(Path(folder), "articles", ARTICLES)


def read_index(folder: str | Path) -> pa.Table:
    """The fingerprints of the articles of a folder, in the order of ``read_scored_articles``."""
    return _read(Path(folder), "index", INDEX)


def save_groups(folder: Path, rows: list[dict[str, Any]]) -> None:
    """Writes ``groups.parquet`` whole."""
    _write(folder / "groups.parquet", rows, GROUPS)


def read_groups(folder: str | Path) -> pa.Table:
    """Event and copies of each article of a scored folder: ``article_id event copy_group copy_of origin``.

    Raises ``InputError`` where they were not written, or articles have been added since.
    """
    path = Path(folder) / "groups.parquet"
    articles = read_scored_articles(folder)
    if not path.exists() or pq.read_metadata(path).num_rows != articles.num_rows:
        raise InputError(f"{path}: missing or older than the articles; run framing score again to write it")
    return _checked(path, GROUPS, None)


def grouped(table: pa.Table, groups: pa.Table) -> pa.Table:
    """A table of readings (or stances, or articles) with the ``event`` found, ``copy_of`` and ``origin`` joined to it.

    Rows and their order stay. A row with a ``copy_of`` repeats another article: by default it counts for its
    ``origin`` and not for its outlet.
    """
    article = pc.dictionary_encode(table["article_id"]).unify_dictionaries().combine_chunks()
    if isinstance(article, pa.ChunkedArray):  # without rows there is no chunk
        article = pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array([], pa.string()))
    # Each article is looked up once, and its texts are kept once, however many rows it has.
    places = pc.index_in(
        article.dictionary.cast(pa.string()), value_set=groups["article_id"].combine_chunks()
    )
    for name in GROUPED:
        known = pc.dictionary_encode(groups[name].combine_chunks().take(places))
        column = pa.DictionaryArray.from_arrays(known.indices.take(article.indices), known.dictionary)
        if table["article_id"].type == pa.string():
            column = column.cast(pa.string())
        i = table.schema.get_field_index(name)
        table = table.append_column(name, column) if i < 0 else table.set_column(i, name, column)
    return table


def with_groups(folder: str | Path, table: pa.Table) -> pa.Table:
    """A table of the folder with what was found between its articles, where that was written; else as it is."""
    return grouped(table, read_groups(folder)) if (Path(folder) / "groups.parquet").exists() else table


def read_attributions(folder: str | Path) -> pa.Table:
    """The attributions of a folder that ``framing score`` wrote: a row for each stretch that a source answers for."""
    return _read(Path(folder), "attributions", ATTRIBUTIONS)


def reading_row(reading: Reading, signature: str) -> dict[str, Any]:
    """A reading as a row of the public table."""
    article, sentence, attribution = reading.article, reading.sentence, reading.attribution
    p = reading.probabilities
    first = reading.mentions[0]
    return {
        "article_id": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "event": article.event,
        "credit": article.credit,
        "sentence_index": sentence.index,
        "start": sentence.start,
        "end": sentence.end,
        "sentence": article.text[sentence.start : sentence.end],
        "part": sentence.part,
        "actor_id": reading.actor,
        "actor_name": reading.actor_name,
        "actor_kind": reading.actor_kind,
        "mention": article.text[first.start : first.end],
        "mention_spans": [{"start": m.start, "end": m.end} for m in reading.mentions],
        "form": first.form,
        "voice": reading.voice,
        "quote_kind": attribution.quote_kind if attribution else None,
        "speaker_id": attribution.speaker if attribution else None,
        "speaker_text": attribution.speaker_text if attribution else None,
        "speaker_chain": list(reading.chain),
        "cue": attribution.cue if attribution else None,
        "p_negative": p.negative if p else None,
        "p_neutral": p.neutral if p else None,
        "p_positive": p.positive if p else None,
        "polarity": p.polarity if p else None,
        "confidence": max(p) if p else None,
        "label": reading.label,
        "reason": reading.reason,
        "signature": signature,
        "affiliation": list(reading.affiliation) or None,
        "country": article.country,
        "antecedent": first.antecedent,
        "role": reading.role,
        "agentless": reading.agentless,
        "speaker_kind": attribution.speaker_kind if attribution else None,
        "cue_kind": attribution.cue_kind if attribution else None,
    }


def _stance_row(stance: ActorStance, signature: str) -> dict[str, Any]:
    attribution, p = stance.attribution, stance.probabilities
    return {
        "article_id": stance.article.id,
        "outlet": stance.article.outlet,
        "sentence_index": stance.sentence.index,
        "voice": attribution.voice if attribution else "outlet",
        "speaker_id": attribution.speaker if attribution else None,
        "source_id": stance.source,
        "target_id": stance.target,
        "basis": stance.basis,
        "p_against": p.against if p else None,
        "p_none": p.none if p else None,
        "p_favour": p.favour if p else None,
        "signature": signature,
    }


def _attribution_rows(analysis: Analysis, signature: str) -> Iterator[dict[str, Any]]:
    article = analysis.article
    for a in analysis.attributions:
        around = next((s for s in analysis.sentences if s.start <= a.start < s.end), None)
        known = analysis.actors.get(a.speaker or "")
        yield {
            "article_id": article.id,
            "outlet": article.outlet,
            "start": a.start,
            "end": a.end,
            "words": len(article.text[a.start : a.end].split()),
            "place": a.start / max(1, len(article.text)),
            "part": around.part if around else None,
            "voice": a.voice,
            "quote_kind": a.quote_kind,
            "speaker_id": a.speaker,
            "speaker_name": known.name if known else None,
            "speaker_text": a.speaker_text,
            "speaker_kind": getattr(a, "speaker_kind", None) or (known.kind if known else None),
            "cue": a.cue,
            "cue_kind": getattr(a, "cue_kind", None),
            "outermost": not any(
                o is not a and o.start <= a.start and a.end <= o.end for o in analysis.attributions
            ),
            "signature": signature,
        }


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Writes ``manifest.json`` whole."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / "manifest.json.new"
    temporary.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    temporary.replace(folder / "manifest.json")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder, or None where nothing was scored into it yet."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise InputError(f"{folder / 'manifest.json'}: not JSON ({error}); score into a new folder") from None
    return manifest


def _article_row(analysis: Analysis) -> dict[str, Any]:
    article = analysis.article
    return {
        "article_id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "event": article.event,
        "credit": article.credit,
        "country": article.country,
        "url": article.url,
        "digest": article.digest,
        "sentences": len(analysis.sentences),
        "scored_sentences": sum(s.scored for s in analysis.sentences),
        "readings": len(analysis.readings),
    }


def _write(path: Path, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), temporary, compression="zstd")
    temporary.replace(path)


def _read(folder: Path, kind: str, schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; check the path")
    tables = [_checked(path, schema, columns) for path in _parts(folder, kind)]
    if not tables:
        raise InputError(f"{folder}: holds no readings; run framing score ... -o {folder} first")
    return pa.concat_tables(tables)


def _parts(folder: Path, kind: str) -> Iterator[Path]:
    for article_part in sorted((folder / "articles").glob("part-*.parquet")):
        yield folder / kind / article_part.name


def _checked(path: Path, schema: pa.Schema, columns: Sequence[str] | None) -> pa.Table:
    try:
        file = pq.ParquetFile(path)
    except FileNotFoundError:
        raise InputError(f"{path}: missing; score again into a new folder") from None
    except pa.ArrowInvalid as error:
        raise InputError(f"{path}: no Parquet file ({error}); score again into a new folder") from None
    version = (file.schema_arrow.metadata or {}).get(_VERSION_KEY)
    if version is None:
        raise InputError(f"{path}: no readings of ours (no schema version)")
    if int(version) != SCHEMA_VERSION:
        raise InputError(
            f"{path}: schema {int(version)}, this program reads {SCHEMA_VERSION}; "
            "update framing, or score again into a new folder"
        )
    missing = set(schema.names) - set(file.schema_arrow.names)
    if missing:
        raise InputError(f"{path}: lacks the columns {sorted(missing)}")
    if columns is not None:
        chosen = [name for name in schema.names if name in columns]
        texts = [name for name in chosen if schema.field(name).type == pa.string()]
        return pq.ParquetFile(path, read_dictionary=texts).read(chosen)
    return file.read(schema.names).cast(schema)
