"""The output contract: one PolicyDocument per notice, the same shape for every province."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Literal

from pydantic import Field

from qingdan.models.diagnostic import Severity
from qingdan.models.notice import ClauseRole, ColumnRole
from qingdan.models.values import Actor, Deadline, Model, Reference, Responsibility, Span, Target

SCHEMA_VERSION = "1.0.0"
"""Semantic version of the contract."""

Status = Literal["stated", "vague", "unread", "not_stated"]
"""`stated`; `vague` (适时); `unread`: printed but not understood; `not_stated`."""
TaskKind = Literal["task", "milestone", "safeguard", "duty"]


class SourcePart(Model):
    """A file among those that the notice came in: the notice itself first, then its attachments."""

    name: str
    path: str
    sha256: str
    """Of the file's bytes."""
    media_type: str | None = None
    """Null for a file that could not be read; it takes up no run of the text."""
    start: int
    end: int
    """The run of the text that was read from it."""
    first_page: int | None = None
    """Which page of the count through all parts is its first; null where it has no pages."""


class SourceInfo(Model):
    """The file; where the notice came in several, the one that is the notice itself, without its attachments."""

    name: str
    path: str
    """Relative to the input folder; the name alone for a single file."""
    sha256: str
    """Of the file's bytes; for several parts, of their digests in hexadecimal, one a line."""
    text_sha256: str
    """Of the text's UTF-8 bytes."""
    media_type: str
    encoding: str | None = None
    page_count: int | None = None
    char_count: int
    url: str | None = None
    """Where it was published, when printed by a crawler or supplied."""
    retrieved_on: date | None = None
    parts: tuple[SourcePart, ...] = ()
    """The files that were read as one notice; empty for a single file. Pages are counted through all of them."""


class DocumentNumber(Model):
    """发文字号."""

    raw: str
    issuer_mark: str | None = None
    """发文机关代字."""
    year: int | None = None
    serial: str | None = None


class Issuer(Model):
    """发文机关."""

    name: str
    canonical: str | None = None
    """Full official name in its place and year."""
    flags: tuple[str, ...] = ()
    """Every inference behind `canonical`, by name."""


class Jurisdiction(Model):
    """The place whose government speaks."""

    name: str
    code: str | None = None
    """GB/T 2260; null for the centre."""
    level: Literal["national", "province", "prefecture", "county", "township"] | None = None


class Metadata(Model):
    """What the notice says of itself. Unknown is null, never guessed."""

    title: str | None = None
    document_number: DocumentNumber | None = None
    index_number: str | None = None
    """索引号."""
    issuers: tuple[Issuer, ...] = ()
    publisher: str | None = None
    """发布机构."""
    addressees: tuple[str, ...] = ()
    """主送."""
    copied_to: tuple[str, ...] = ()
    """抄送."""
    signed_on: date | None = None
    """成文日期, as printed even where other dates contradict it."""
    printed_on: date | None = None
    """印发日期."""
    published_on: date | None = None
    """发布日期."""
    effective_on: date | None = None
    expires_on: date | None = None
    document_type: str | None = None
    """文种: `通知`, `意见`."""
    topics: tuple[str, ...] = ()
    openness: str | None = None
    """公开方式."""
    validity: str | None = None
    """有效性."""
    is_draft: bool = False
    """征求意见稿."""
    jurisdiction: Jurisdiction | None = None
    policy_year: int | None = None
    """The year that the tasks are for."""
    policy_year_source: Literal["title", "caption", "body", "signed_on", "supplied"] | None = None
    evidence: dict[str, tuple[Span, ...]] = Field(default_factory=dict)
    """Field name to the spans that it was read from."""
    supplied: dict[str, str] = Field(default_factory=dict)
    """Fields that the user gave, never mixed with what is printed."""
    filled: tuple[str, ...] = ()
    """Fields above whose value is what the user gave, since nothing is printed: their origin is `supplied`."""

    @property
    def year(self) -> int | None:
        """The year in which the notice speaks: of signature, of its tasks, of its number, of print, of publication."""
        number = self.document_number.year if self.document_number else None
        days = self.signed_on, self.printed_on, self.published_on
        signed, printed, published = (None if day is None else day.year for day in days)
        return signed or self.policy_year or number or printed or published


class OutlineEntry(Model):
    """A numbered clause, in document order."""

    clause_id: str
    parent_id: str | None
    level: int
    """1.. by depth."""
    number: str
    """As printed: `（一）`."""
    heading: str
    """The clause's heading, else its first words."""
    role: ClauseRole
    attachment_id: str | None = None
    spans: tuple[Span, ...]


class AttachmentRecord(Model):
    """附件 printed in the file."""

    attachment_id: str
    label: str
    title: str
    spans: tuple[Span, ...]


class ColumnRecord(Model):
    """A column of a table."""

    header: str
    role: ColumnRole


class CellRecord(Model):
    """A cell of a logical row."""

    text: str
    spans: tuple[Span, ...]
    inherited: bool = False


class RowRecord(Model):
    """A logical row."""

    cells: tuple[CellRecord, ...]


class TableRecord(Model):
    """A logical table: page breaks joined, repeated headers and section rows dropped."""

    table_id: str
    attachment_id: str | None = None
    caption: str | None = None
    pages: tuple[int, ...] = ()
    is_task_table: bool
    columns: tuple[ColumnRecord, ...]
    rows: tuple[RowRecord, ...]


class Objective(Model):
    """A goal of the whole notice."""

    objective_id: str
    text: str
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    clause_id: str | None = None
    table_id: str | None = None
    spans: tuple[Span, ...]


class Location(Model):
    """Where a task stands: a row of a table or a clause."""

    type: Literal["table", "clause"]
    table_id: str | None = None
    row: int | None = None
    """1.. in the table's logical rows."""
    clause_id: str | None = None


class Task(Model):
    """One thing to be done."""

    task_id: str
    """Stable while the notice and the wording of the task stay the same."""
    ordinal: int
    """1.. in document order."""
    kind: TaskKind
    number: str | None = None
    """As printed, without closing punctuation."""
    path: tuple[str, ...] = ()
    """Headings above it, outermost first, numbers stripped."""
    title: str | None = None
    text: str
    located_in: Location
    deadlines: tuple[Deadline, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    actors: tuple[Actor, ...] = ()
    due_on: date | None = None
    """The latest `end` of its deadlines."""
    ongoing: bool = False
    deadline_status: Status = "not_stated"
    responsibility_status: Status = "not_stated"
    target_status: Status = "not_stated"
    criteria: tuple[str, ...] = ()
    """评价标准, split by its numbering."""
    method: str | None = None
    """评价方法."""
    extra: dict[str, str] = Field(default_factory=dict)
    """Cells of columns with no role, header to text."""
    spans: tuple[Span, ...]
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    """Ids of tasks that say the same elsewhere in the notice: the clause of a table's row, the rows of a clause."""


class DiagnosticRecord(Model):
    """What a careful reader must know."""

    code: str
    severity: Severity
    params: dict[str, str | int | None] = Field(default_factory=dict)
    spans: tuple[Span, ...] = ()


class Generator(Model):
    """What made the document."""

    name: str
    version: str
    rule_packs: dict[str, str]
    """Name to content hash."""
    options: dict[str, str | int | bool | None] = Field(default_factory=dict)


class PolicyDocument(Model):
    """One notice as data. Every span indexes into `text`, in code points."""

    schema_version: str = SCHEMA_VERSION
    document_id: str
    """From the SHA-256 of the file."""
    notice_id: str
    """The same notice in whatever file."""
    source: SourceInfo
    text: str
    """The notice's text as read, tables included, in reading order; never altered."""
    metadata: Metadata
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[AttachmentRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    objectives: tuple[Objective, ...] = ()
    tasks: tuple[Task, ...] = ()
    references: tuple[Reference, ...] = ()
    diagnostics: tuple[DiagnosticRecord, ...] = ()
    generator: Generator

    def _repr_html_(self) -> str:
        """For notebooks. Drawn by a room above this one, which the models do not know: found by name when asked."""
        return str(import_module("qingdan.export.html").to_html(self))
