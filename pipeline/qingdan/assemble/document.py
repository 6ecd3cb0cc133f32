"""Everything read from one notice → the PolicyDocument."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qingdan.assemble.findings import find_defects
from qingdan.assemble.identity import TaskIds, bare, notice_id
from qingdan.assemble.places import Places
from qingdan.assemble.recognised import mark_objective, mark_task
from qingdan.assemble.tasks import build_objective, build_task
from qingdan.models.diagnostic import Diagnostic
from qingdan.models.drafts import ObjectiveDraft, ObjectiveValues, TaskDraft, TaskValues
from qingdan.models.notice import Clause, Notice, Table
from qingdan.models.record import (
    AttachmentRecord,
    CellRecord,
    ColumnRecord,
    DiagnosticRecord,
    Generator,
    Metadata,
    OutlineEntry,
    PolicyDocument,
    RowRecord,
    SourceInfo,
    TableRecord,
)
from qingdan.models.values import Reference, Span

_FIRST_WORDS = 60
_OWN_TITLES = ("title", "enclosed_title", "label:title")
_MARKS = re.compile(r"[《》〈〉<>“”\"'()\[\]]")


@dataclass(frozen=True, slots=True)
class Readings:
    """What the stages before gave."""

    notice: Notice
    metadata: Metadata
    tasks: Sequence[tuple[TaskDraft, TaskValues]]
    objectives: Sequence[tuple[ObjectiveDraft, ObjectiveValues]]
    references: Sequence[Reference]
    diagnostics: Sequence[Diagnostic]


def build_document(readings: Readings, source: SourceInfo, generator: Generator) -> PolicyDocument:
    """The record of a notice. Guarantees: ids unique, tasks in order of print, every span inside the text."""
    notice = readings.notice
    places = Places(notice.source.layout)
    identity = notice_id(readings.metadata, notice.source.text)
    ids = TaskIds(identity)
    ordered = sorted(readings.tasks, key=lambda pair: pair[0].text.start)
    built = (build_task(draft, values, n, ids, places) for n, (draft, values) in enumerate(ordered, 1))
    tasks = tuple(mark_task(task, notice.source.recognition) for task in built)
    objectives = (build_objective(d, v, n, places) for n, (d, v) in enumerate(readings.objectives, 1))
    tables = tuple(_table(t, places) for t in notice.tables)
    return PolicyDocument(
        document_id=source.sha256[:16],
        notice_id=identity,
        source=source,
        text=notice.source.text,
        metadata=_placed(readings.metadata, places),
        outline=tuple(_outline(c, places) for c in notice.clauses if c.number),
        attachments=tuple(
            AttachmentRecord(
                attachment_id=a.attachment_id,
                label=a.label,
                title=a.title.printed,
                spans=places.spans([(a.start, a.end)]),
            )
            for a in notice.attachments
        ),
        tables=tables,
        objectives=tuple(mark_objective(objective, notice.source.recognition) for objective in objectives),
        tasks=tasks,
        references=_references(readings.references, readings, places),
        diagnostics=tuple(_diagnostics([*readings.diagnostics, *find_defects(tasks, tables)], places)),
        generator=generator,
    )


def _placed(metadata: Metadata, places: Places) -> Metadata:
    evidence: Mapping[str, tuple[Span, ...]] = {
        name: places.spans((s.start, s.end) for s in spans) for name, spans in sorted(metadata.evidence.items())
    }
    return metadata.model_copy(update={"evidence": evidence})


def _outline(clause: Clause, places: Places) -> OutlineEntry:
    opening = clause.heading.printed or (clause.paragraphs[0].printed if clause.paragraphs else "")
    return OutlineEntry(
        clause_id=clause.clause_id,
        parent_id=clause.parent_id,
        level=clause.level,
        number=clause.number,
        heading=opening[:_FIRST_WORDS],
        role=clause.role,
        attachment_id=clause.attachment_id,
        spans=places.spans(clause.ranges),
    )


def _table(table: Table, places: Places) -> TableRecord:
    rows = (
        RowRecord(
            cells=tuple(
                CellRecord(text=c.passage.printed, spans=places.spans(c.passage.ranges), inherited=c.inherited)
                for c in row.cells
            )
        )
        for row in table.rows
    )
    return TableRecord(
        table_id=table.table_id,
        attachment_id=table.attachment_id,
        caption=table.caption.printed if table.caption else None,
        pages=table.pages,
        is_task_table=table.kind == "task",
        columns=tuple(ColumnRecord(header=c.header, role=c.role) for c in table.columns),
        rows=tuple(rows),
    )


def _references(references: Iterable[Reference], readings: Readings, places: Places) -> tuple[Reference, ...]:
    """Each document once; the notice itself and what it encloses left out (M5)."""
    notice, number = readings.notice, readings.metadata.document_number
    printed = [p.printed for name in _OWN_TITLES for p in notice.fields.get(name, ())]
    own = [_key(title).removesuffix("的通知") for title in (*printed, *(a.title.printed for a in notice.attachments))]
    found: dict[str, Reference] = {}
    for reference in references:
        cited = _key(reference.title or "")
        if cited and any(title.endswith(cited) for title in own):
            continue
        if number and reference.document_number and bare(reference.document_number) == bare(number.raw):
            continue
        found.setdefault(cited or bare(reference.document_number or reference.raw), reference)
    return places.located(list(found.values()))


def _key(title: str) -> str:
    """A title as it counts for identity: without brackets and quotes, whatever words they hold."""
    return _MARKS.sub("", bare(title))


def _diagnostics(found: Iterable[Diagnostic], places: Places) -> Iterator[DiagnosticRecord]:
    for d in sorted(found, key=lambda d: (d.ranges[:1], d.code)):
        yield DiagnosticRecord(code=d.code, severity=d.severity, params=d.params, spans=places.spans(d.ranges))
