"""All that is promised of any document, in one assertion."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import jsonschema

from qingdan.models.record import PolicyDocument
from qingdan.models.values import Value
from qingdan.normalise.evidence import read_spans

ROOT = Path(__file__).parents[1]
_MOST_CHECKED = 2_000_000
"""Characters of JSON that the schema is held against; beyond them the models, which it was written from, are."""


@cache
def validator() -> jsonschema.protocols.Validator:
    """The committed schema of a document."""
    schema = json.loads((ROOT / "schemas" / "policy-document.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def values_of(document: PolicyDocument) -> Iterator[Value]:
    """Every value with evidence of its own."""
    for task in document.tasks:
        yield from (*task.deadlines, *task.responsibilities, *task.targets, *task.actors)
    for objective in document.objectives:
        yield from (*objective.deadlines, *objective.targets)


def printed(text: str) -> str:
    """The text without white space and characters that print nothing."""
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u200c\u200d\u2060\ufeff\xad")


def assert_sound(document: PolicyDocument) -> None:
    """The schema holds, every value reads as its spans do, identifiers are unique, tasks and outline in order."""
    written = document.model_dump_json()
    if len(written) < _MOST_CHECKED:
        validator().validate(json.loads(written))
    else:
        PolicyDocument.model_validate_json(written)
    values = list(values_of(document))
    for value in values:
        assert printed(read_spans(document.text, value.spans)) == printed(value.raw), value
    spans = [*(s for v in values for s in v.spans), *(s for t in document.tasks for s in t.spans)]
    assert all(0 <= s.start < s.end <= len(document.text) for s in spans)
    assert [task.ordinal for task in document.tasks] == list(range(1, len(document.tasks) + 1))
    assert len({task.task_id for task in document.tasks}) == len(document.tasks)
    assert len({value.value_id for value in values}) == len(values)
    starts = [entry.spans[0].start for entry in document.outline if entry.spans]
    assert all(a <= b for a, b in pairwise(starts))
