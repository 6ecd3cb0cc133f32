"""The long tables, defined once: every format that holds tables is written from `TABLES`.

To add a column, add a line: name, type, where its value is taken from a `Row`, English, Chinese.
To add a table, add a `Table` whose `of` names the lists of a PolicyDocument that its rows come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from qingdan.models.record import DiagnosticRecord, Objective, PolicyDocument, Task
from qingdan.models.values import Deadline, Reference, Responsibility, Target

ColumnType = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and where its value comes from: a path of attributes from `qingdan.export.rows.Row`."""

    name: str
    type: ColumnType
    take: str
    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first column is the primary key."""

    name: str
    model: type[BaseModel]
    """What `item` is in a row."""
    of: tuple[str, ...]
    """Lists that give the rows: `tasks.deadlines`; empty for one row per document."""
    english: str
    chinese: str
    columns: tuple[Column, ...]
    foreign_keys: tuple[tuple[str, str], ...] = ()
    """Column here, table there; it refers to that table's primary key."""
    indexed: tuple[str, ...] = ()
    """Columns that a database is asked by, keys apart."""
    searched: tuple[str, ...] = ()
    """Columns of running text that a database can search."""

    @property
    def primary_key(self) -> str:
        """Name of the column that identifies a row."""
        return self.columns[0].name


_DOCUMENT = Column("document_id", "string", "document.document_id", "Document that holds it.", "所属文件")
_TASK_KEY = Column("task_key", "string", "task_key", "Task that holds it.", "所属任务")
_OBJECTIVE_KEY = Column("objective_key", "string", "objective_key", "Objective that holds it.", "所属总体目标")
_PLACE = (
    Column(
        "start", "integer", "start", "Offset of its first character in the text, from 0.", "在全文中的起始位置（从0起）"
    ),
    Column("end", "integer", "end", "Offset after its last character.", "在全文中的结束位置（不含）"),
    Column("page", "integer", "page", "Page on which it starts, from 1.", "起始页码"),
    Column("spans", "string", "spans", "All its pieces as start-end, blank between.", "各片段的起止位置，空格分隔"),
)
_SUPPLIED = Column(
    "supplied", "string", "document.metadata.supplied", "What the user gave for the document, as JSON.",
    "使用者提供的文件信息（JSON）",
)  # fmt: skip
_VALUE_KEYS = (
    Column("value_key", "string", "key", "Key: document and value.", "主键：文件与取值"),
    _DOCUMENT,
    _TASK_KEY,
    _OBJECTIVE_KEY,
    Column("value_id", "string", "item.value_id", "Id of the value in its document.", "取值在文件内的编号"),
    Column("raw", "string", "item.raw", "The printed words.", "原文"),
)
_VALUE_EVIDENCE = (
    *_PLACE,
    Column("rule", "string", "item.rule", "Rule that read it.", "所用规则"),
    Column("origin", "string", "item.origin", "Who read it.", "来源"),
    Column("confidence", "number", "item.confidence", "How likely it is right, 0 to 1.", "可信度（0至1）"),
    Column("flags", "string", "item.flags", "Inferences made on the way.", "推断标记"),
    Column(
        "inherited",
        "boolean",
        "item.inherited",
        "It stands outside the task's own words.",
        "是否承自他处（合并单元格等）",
    ),
    _SUPPLIED,
)
_VALUE_PARENTS = (("document_id", "documents"), ("task_key", "tasks"), ("objective_key", "objectives"))

_DOCUMENTS = (
    Column("document_id", "string", "item.document_id", "Key: the file, by its bytes.", "主键：按文件内容生成"),
    Column("notice_id", "string", "item.notice_id", "The notice, in whatever file.", "通知标识（不随文件变化）"),
    Column("source_name", "string", "item.source.name", "File name.", "文件名"),
    Column("source_path", "string", "item.source.path", "Path inside the input folder.", "在输入文件夹中的路径"),
    Column("sha256", "string", "item.source.sha256", "SHA-256 of the file's bytes.", "文件的SHA-256"),
    Column("text_sha256", "string", "item.source.text_sha256", "SHA-256 of the text.", "文本的SHA-256"),
    Column("media_type", "string", "item.source.media_type", "Media type.", "媒体类型"),
    Column("encoding", "string", "item.source.encoding", "Character encoding.", "字符编码"),
    Column("page_count", "integer", "item.source.page_count", "Number of pages.", "页数"),
    Column("char_count", "integer", "item.source.char_count", "Length of the text in characters.", "字数"),
    Column("url", "string", "item.source.url", "Where it was published.", "网址"),
    Column("retrieved_on", "date", "item.source.retrieved_on", "Day it was fetched.", "采集日期"),
    Column("title", "string", "item.metadata.title", "Title of the notice.", "标题"),
    Column("document_number", "string", "item.metadata.document_number.raw", "Document number as printed.", "发文字号"),
    Column(
        "issuer_mark", "string", "item.metadata.document_number.issuer_mark", "Issuer's mark in it.", "发文机关代字"
    ),
    Column("number_year", "integer", "item.metadata.document_number.year", "Year in it.", "发文年份"),
    Column("number_serial", "string", "item.metadata.document_number.serial", "Serial in it.", "发文顺序号"),
    Column("index_number", "string", "item.metadata.index_number", "Index number.", "索引号"),
    Column("issuers", "string", "item.metadata.issuers.name", "Issuing organs.", "发文机关"),
    Column("publisher", "string", "item.metadata.publisher", "Publishing organ.", "发布机构"),
    Column("addressees", "string", "item.metadata.addressees", "Addressees.", "主送机关"),
    Column("copied_to", "string", "item.metadata.copied_to", "Copied to.", "抄送机关"),
    Column("signed_on", "date", "item.metadata.signed_on", "Date of signature.", "成文日期"),
    Column("printed_on", "date", "item.metadata.printed_on", "Date of printing.", "印发日期"),
    Column("published_on", "date", "item.metadata.published_on", "Date of publication.", "发布日期"),
    Column("effective_on", "date", "item.metadata.effective_on", "In force from.", "施行日期"),
    Column("expires_on", "date", "item.metadata.expires_on", "In force until.", "失效日期"),
    Column("document_type", "string", "item.metadata.document_type", "Type of document.", "文种"),
    Column("topics", "string", "item.metadata.topics", "Topics.", "主题分类"),
    Column("openness", "string", "item.metadata.openness", "Disclosure.", "公开方式"),
    Column("validity", "string", "item.metadata.validity", "Validity as printed.", "有效性"),
    Column("is_draft", "boolean", "item.metadata.is_draft", "A draft for comment.", "是否征求意见稿"),
    Column("jurisdiction", "string", "item.metadata.jurisdiction.name", "Place whose government speaks.", "发文地区"),
    Column("jurisdiction_code", "string", "item.metadata.jurisdiction.code", "Its GB/T 2260 code.", "行政区划代码"),
    Column("province", "string", "province", "Province of that place.", "省份"),
    Column("jurisdiction_level", "string", "item.metadata.jurisdiction.level", "Its level.", "行政层级"),
    Column("policy_year", "integer", "item.metadata.policy_year", "Year that the tasks are for.", "任务所属年份"),
    Column("policy_year_source", "string", "item.metadata.policy_year_source", "Where that year is from.", "年份依据"),
    Column("schema_version", "string", "item.schema_version", "Version of the contract.", "数据格式版本"),
    Column("generator_version", "string", "item.generator.version", "Version of the program.", "程序版本"),
    Column(
        "filled",
        "string",
        "item.metadata.filled",
        "Fields whose value is what the user gave, nothing being printed.",
        "原文未印、以使用者提供内容填写的字段",
    ),
    _SUPPLIED,
)
_TASKS = (
    Column("task_key", "string", "task_key", "Key: document and task.", "主键：文件与任务"),
    _DOCUMENT,
    Column("task_id", "string", "item.task_id", "Id, the same over runs and files.", "任务标识（跨次、跨文件稳定）"),
    Column("ordinal", "integer", "item.ordinal", "Place in the notice, from 1.", "序次（从1起）"),
    Column("kind", "string", "item.kind", "Kind of task.", "类别"),
    Column("number", "string", "item.number", "Number as printed.", "原文编号"),
    Column("path", "string", "item.path", "Headings above it, outermost first.", "上级标题（由外到内）"),
    Column("title", "string", "item.title", "Short name.", "任务名称"),
    Column("text", "string", "item.text", "Whole content.", "任务内容"),
    Column("located_in", "string", "item.located_in.type", "Stands in a table or a clause.", "位于表格或条款"),
    Column("table_id", "string", "item.located_in.table_id", "That table.", "所在表格"),
    Column("table_row", "integer", "item.located_in.row", "Its row, from 1.", "所在行（从1起）"),
    Column("clause_id", "string", "item.located_in.clause_id", "That clause.", "所在条款"),
    Column("due_on", "date", "item.due_on", "Latest last allowed day of its deadlines.", "各项时限中最晚的截止日"),
    Column("ongoing", "boolean", "item.ongoing", "Some duty goes on without end.", "是否长期坚持"),
    Column("deadline_status", "string", "item.deadline_status", "Whether a deadline is stated.", "时限状态"),
    Column(
        "responsibility_status", "string", "item.responsibility_status", "Whether anyone is assigned.", "责任单位状态"
    ),
    Column("target_status", "string", "item.target_status", "Whether a target is stated.", "目标状态"),
    Column("actors", "string", "item.actors.name", "Named as acting, not assigned.", "文中提到的行动单位"),
    Column("criteria", "string", "item.criteria", "Criteria of evaluation.", "评价标准"),
    Column("method", "string", "item.method", "Method of evaluation.", "评价方法"),
    Column("extra", "string", "item.extra", "Other cells, as JSON: header to text.", "其他栏目（JSON：表头到内容）"),
    Column("same_as", "string", "item.same_as", "Tasks of the notice that say the same.", "文中所述相同的任务"),
    Column("raw", "string", "raw", "The printed words.", "原文"),
    *_PLACE,
    Column("confidence", "number", "item.confidence", "How likely it is right, 0 to 1.", "可信度（0至1）"),
    Column("flags", "string", "item.flags", "Inferences made on the way.", "推断标记"),
    _SUPPLIED,
)
_DEADLINES = (
    *_VALUE_KEYS,
    Column("status", "string", "item.status", "Whether a date could be read.", "状态"),
    Column("start_on", "date", "item.start", "First day.", "起始日"),
    Column("end_on", "date", "item.end", "Last allowed day, inclusive.", "截止日（含当日）"),
    Column("precision", "string", "item.precision", "Unit of the stated end.", "精度"),
    Column("ongoing", "boolean", "item.ongoing", "Goes on without end.", "是否长期"),
    Column("recurrence_frequency", "string", "item.recurrence.frequency", "Unit of the rhythm.", "周期单位"),
    Column("recurrence_interval", "integer", "item.recurrence.interval", "Every so many units.", "周期间隔"),
    Column("recurrence_detail", "string", "item.recurrence.detail", "The day inside it, in words.", "周期内时点"),
    Column("relative_event", "string", "item.relative.event", "Event that it counts from.", "起算事件"),
    Column("relative_direction", "string", "item.relative.direction", "After or before it.", "事件前后"),
    Column("relative_count", "integer", "item.relative.count", "How many units.", "期间数量"),
    Column("relative_unit", "string", "item.relative.unit", "Unit.", "期间单位"),
    Column("label", "string", "item.label", "What is due, when there are several.", "对应事项"),
    Column("year_source", "string", "item.year_source", "Where the year is from.", "年份依据"),
    *_VALUE_EVIDENCE,
)
_RESPONSIBILITIES = (
    *_VALUE_KEYS,
    Column("name", "string", "item.name", "Name as printed, written out.", "单位名称（补全并列省略）"),
    Column("canonical", "string", "item.canonical", "Full official name.", "规范全称"),
    Column("role", "string", "item.role", "Role.", "责任角色"),
    Column("role_raw", "string", "item.role_raw", "Words that gave the role.", "角色原文"),
    Column("kind", "string", "item.kind", "Kind of body.", "单位类型"),
    Column("function", "string", "item.function", "Duty, the same in every province.", "职能"),
    Column("jurisdiction_code", "string", "item.jurisdiction_code", "GB/T 2260 code.", "行政区划代码"),
    *_VALUE_EVIDENCE,
)
_TARGETS = (
    *_VALUE_KEYS,
    Column("indicator", "string", "item.indicator", "What is measured, in words.", "指标名称"),
    Column("indicator_id", "string", "item.indicator_id", "Indicator, across notices.", "指标标识"),
    Column("comparator", "string", "item.comparator", "Comparison with the value.", "比较符"),
    Column("value", "number", "item.value", "Value in the printed unit.", "目标值（原单位）"),
    Column("value_max", "number", "item.value_max", "Upper bound of a range.", "区间上限"),
    Column("unit", "string", "item.unit", "Unit as printed.", "原单位"),
    Column("normalized_value", "number", "item.normalized_value", "Value in the base unit.", "换算值"),
    Column("normalized_unit", "string", "item.normalized_unit", "Base unit.", "换算单位"),
    Column("per", "string", "item.per", "Denominator.", "分母"),
    Column("direction", "string", "item.direction", "Direction of the change.", "变化方向"),
    Column("baseline", "string", "item.baseline", "What it is compared with.", "比较基准"),
    Column("baseline_value", "number", "item.baseline_value", "Value of that.", "基准值"),
    Column("alternative_group", "string", "item.alternative_group", "Alternatives share this.", "择一达标组"),
    Column("frequency", "string", "item.frequency", "Rhythm.", "频次"),
    Column("due_on", "date", "item.due_on", "Deadline of this target.", "目标时限"),
    Column("binding", "string", "item.binding", "Binding or expected.", "约束性或预期性"),
    Column("scope", "string", "item.scope", "Whom or where it holds for.", "适用范围"),
    *_VALUE_EVIDENCE,
)
_OBJECTIVES = (
    Column("objective_key", "string", "objective_key", "Key: document and objective.", "主键：文件与总体目标"),
    _DOCUMENT,
    Column("objective_id", "string", "item.objective_id", "Id in its document.", "在文件内的编号"),
    Column("text", "string", "item.text", "Content.", "内容"),
    Column("clause_id", "string", "item.clause_id", "Clause that it stands in.", "所在条款"),
    Column("table_id", "string", "item.table_id", "Table that it stands in.", "所在表格"),
    Column("raw", "string", "raw", "The printed words.", "原文"),
    *_PLACE,
    _SUPPLIED,
)
_REFERENCES = (
    Column("reference_key", "string", "key", "Key: document and place.", "主键：文件与序次"),
    _DOCUMENT,
    Column("ordinal", "integer", "ordinal", "Place in the notice, from 1.", "序次（从1起）"),
    Column("raw", "string", "item.raw", "The printed words.", "原文"),
    Column("title", "string", "item.title", "Title cited.", "所引文件标题"),
    Column("document_number", "string", "item.document_number", "Number cited.", "所引发文字号"),
    Column("relation", "string", "item.relation", "Why it is cited.", "引用关系"),
    Column("confidence", "number", "item.confidence", "How likely it is right, 0 to 1.", "可信度（0至1）"),
    *_PLACE,
    _SUPPLIED,
)
_DIAGNOSTICS = (
    Column("diagnostic_key", "string", "key", "Key: document and place.", "主键：文件与序次"),
    _DOCUMENT,
    Column("ordinal", "integer", "ordinal", "Place in the list, from 1.", "序次（从1起）"),
    Column("code", "string", "item.code", "What was found.", "代码"),
    Column("severity", "string", "item.severity", "How grave it is.", "级别"),
    Column("params", "string", "item.params", "Details, as JSON.", "细节（JSON）"),
    Column("message_en", "string", "message_en", "In English.", "英文说明"),
    Column("message_zh", "string", "message_zh", "In Chinese.", "中文说明"),
    Column("raw", "string", "raw", "The printed words, if any.", "所指原文"),
    *_PLACE,
    _SUPPLIED,
)

TABLES = (
    Table(
        "documents", PolicyDocument, (), "One row per notice.", "每份文件一行。", _DOCUMENTS,
        indexed=("notice_id", "policy_year", "province", "jurisdiction_code"), searched=("title",),
    ),
    Table(
        "tasks", Task, ("tasks",), "One row per task.", "每项任务一行。", _TASKS, (("document_id", "documents"),),
        indexed=("task_id", "kind", "due_on"), searched=("title", "text"),
    ),
    Table(
        "deadlines", Deadline, ("tasks.deadlines", "objectives.deadlines"),
        "By when: one row per deadline of a task or objective.",
        "每项时限一行（任务或总体目标）。", _DEADLINES, _VALUE_PARENTS, indexed=("end_on",),
    ),
    Table(
        "responsibilities", Responsibility, ("tasks.responsibilities",),
        "Who: one row per body assigned to a task.", "任务的每个责任单位一行。", _RESPONSIBILITIES, _VALUE_PARENTS,
        indexed=("name", "canonical"),
    ),
    Table(
        "targets", Target, ("tasks.targets", "objectives.targets"),
        "How much: one row per numeric target.", "每项量化目标一行。", _TARGETS, _VALUE_PARENTS, indexed=("indicator",),
    ),
    Table(
        "objectives", Objective, ("objectives",),
        "Goals of the whole notice.", "文件的总体目标。", _OBJECTIVES, (("document_id", "documents"),),
        searched=("text",),
    ),
    Table(
        "references", Reference, ("references",),
        "Documents that the notice cites.", "文件引用的其他文件。", _REFERENCES, (("document_id", "documents"),),
        indexed=("document_number",),
    ),
    Table(
        "diagnostics", DiagnosticRecord, ("diagnostics",),
        "What a careful reader must know.", "细心的读者应当知道的问题。", _DIAGNOSTICS, (("document_id", "documents"),),
        indexed=("code",),
    ),
)  # fmt: skip

TEXTS = Table(
    "texts", PolicyDocument, (), "The whole text of each notice, which all offsets count in.",
    "文件全文，各起止位置以此为准。",
    (_DOCUMENT, Column("text", "string", "item.text", "Whole text.", "全文")),
    (("document_id", "documents"),), searched=("text",),
)  # fmt: skip
"""For databases only: no spreadsheet has room for it in a cell."""
DATABASE_TABLES = tuple(sorted((*TABLES, TEXTS), key=lambda table: len(table.foreign_keys)))
"""Every table after those that it refers to."""
