"""Documents without their texts, for archives that may hold data and evidence but not the notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingdan.export.withhold.rebuild import rebuild
from qingdan.models.record import (
    AttachmentRecord,
    CellRecord,
    ColumnRecord,
    Objective,
    OutlineEntry,
    PolicyDocument,
    TableRecord,
    Task,
)
from qingdan.models.values import Actor, Deadline, Reference, Responsibility, Target

_TEXTS: Mapping[type, Mapping[str, Any]] = {
    PolicyDocument: {"text": ""},
    OutlineEntry: {"heading": ""},
    AttachmentRecord: {"title": ""},
    TableRecord: {"caption": None},
    ColumnRecord: {"header": ""},
    CellRecord: {"text": ""},
    Objective: {"text": ""},
    Task: {"text": "", "title": None, "path": (), "criteria": (), "method": None, "extra": {}},
    Deadline: {"raw": "", "label": None},
    Responsibility: {"raw": ""},
    Actor: {"raw": ""},
    Target: {"raw": ""},
    Reference: {"raw": ""},
}
"""What is running text, and what stands for it. Values, names, titles of documents, spans and digests stay."""


def drop_text(document: PolicyDocument) -> PolicyDocument:
    """The document without running text; who has the file reads the same words at the spans.

    `generator.options` says `no_text`; `text_sha256` and `char_count` are those of the text that was there.
    """
    bare: PolicyDocument = rebuild(document, lambda text: text, lambda record: _TEXTS.get(type(record), {}))
    options = {**document.generator.options, "no_text": True}
    return bare.model_copy(update={"generator": bare.generator.model_copy(update={"options": options})})
