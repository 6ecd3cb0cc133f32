"""An evaluation kept as a file, and what changed since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from qingdan.evaluate.figures import Figure
from qingdan.evaluate.gold import GoldError
from qingdan.evaluate.judge import Outcome

_KEPT = tuple(f.name for f in fields(Outcome) if f.name not in ("start", "confidence", "flags", "value_id", "hit"))
"""What makes a disagreement the same in two evaluations."""


@dataclass(frozen=True)
class Movement:
    """A field's F1 before and now, and the disagreements that went and came."""

    field: str
    before: float
    now: float
    mended: tuple[Outcome, ...]
    broken: tuple[Outcome, ...]


def to_json(figures: Mapping[str, Figure], outcomes: Iterable[Outcome], match: str) -> str:
    """Figures by field, and every disagreement."""
    rows = {
        name: {"precision": f.precision, "recall": f.recall, "f1": f.f1, "interval": f.interval,
               "tp": f.hits, "fp": f.extras, "fn": f.misses}
        for name, f in figures.items()
    }  # fmt: skip
    wrong = [{k: v for k, v in asdict(o).items() if k != "hit"} for o in outcomes if not o.hit]
    return json.dumps({"match": match, "figures": rows, "disagreements": wrong}, ensure_ascii=False, indent=1) + "\n"


def compare_with(path: Path, figures: Mapping[str, Figure], outcomes: Iterable[Outcome]) -> list[Movement]:
    """Fields that changed since the evaluation in the file. Raises GoldError when it is none."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        before = {name: row["f1"] for name, row in kept["figures"].items()}
        old = [Outcome(hit=False, **{k: row[k] for k in _KEPT}) for row in kept["disagreements"]]
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: not an evaluation; write one with `qingdan eval … --json {path}`") from error
    new = [o for o in outcomes if not o.hit]
    movements = [
        Movement(
            field,
            before=before.get(field, 1.0),
            now=figures[field].f1 if field in figures else 1.0,
            mended=_without(_of(old, field), _of(new, field)),
            broken=_without(_of(new, field), _of(old, field)),
        )
        for field in sorted({*before, *figures})
    ]
    return [m for m in movements if m.mended or m.broken or m.before != m.now]


def _of(outcomes: Iterable[Outcome], field: str) -> list[Outcome]:
    return [o for o in outcomes if o.field == field]


def _without(outcomes: Iterable[Outcome], others: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Those that do not stand among the others, as often as they stand more often."""
    left = Counter(map(_identity, others))
    kept = []
    for outcome in outcomes:
        if left[_identity(outcome)]:
            left[_identity(outcome)] -= 1
        else:
            kept.append(outcome)
    return tuple(kept)


def _identity(outcome: Outcome) -> tuple[Any, ...]:
    return tuple(getattr(outcome, name) for name in _KEPT)
