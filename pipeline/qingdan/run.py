"""The way of one notice: the only place where the stages meet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from qingdan import __version__
from qingdan.assemble.confidence import rate_document
from qingdan.assemble.document import Readings, build_document
from qingdan.diff.same import link_same
from qingdan.errors import BrokenFileError, ReadError
from qingdan.extract.agencies.actors import find_actors, find_owners
from qingdan.extract.agencies.assigned import find_agencies
from qingdan.extract.agencies.legends import write_out_codes
from qingdan.extract.agencies.ner import Ner, Proposer, choose_proposer, describe_model, merge_proposals
from qingdan.extract.agencies.order import find_order
from qingdan.extract.deadlines import find_deadlines
from qingdan.extract.personal import find_personal_data
from qingdan.extract.references import find_references
from qingdan.extract.targets.find import find_targets
from qingdan.extract.targets.goals import find_goals
from qingdan.extract.targets.objectives import find_objectives
from qingdan.extract.tasks.clauses import find_clause_tasks
from qingdan.extract.tasks.tables import find_table_tasks
from qingdan.models.diagnostic import Diagnostic
from qingdan.models.drafts import GoalCell, ObjectiveDraft, ObjectiveValues, Printed, TaskDraft, TaskValues
from qingdan.models.mentions import Context
from qingdan.models.notice import Notice
from qingdan.models.record import Generator, Metadata, PolicyDocument, SourceInfo, SourcePart
from qingdan.models.source import Source, digest_of_parts
from qingdan.models.values import Actor, Deadline, Reference, Responsibility, Target
from qingdan.normalise.agencies import build_actors, build_responsibilities, promote_first
from qingdan.normalise.criteria import split_criteria
from qingdan.normalise.deadlines import build_deadlines
from qingdan.normalise.identities import build_identities
from qingdan.normalise.jurisdiction import build_jurisdiction
from qingdan.normalise.metadata import build_metadata, read_origin
from qingdan.normalise.periods import label_by_cell
from qingdan.normalise.quantities import read_number
from qingdan.normalise.references import build_references
from qingdan.normalise.supplied import fill_supplied
from qingdan.normalise.targets import build_targets
from qingdan.readers import read_source
from qingdan.readers.joined import join_sources
from qingdan.rulepacks import RuleSet, load_rules
from qingdan.structure.build import build_notice
from qingdan.text.passage import Passage

_OPENING = 12
"""A date that opens a goal is at most this long."""
V = TypeVar("V", Deadline, Responsibility)
N = TypeVar("N", Responsibility, Actor)


def read_notice(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    rules: RuleSet | None = None,
    ner: Ner = "auto",
    supplied: Mapping[str, str] | None = None,
) -> PolicyDocument:
    """One notice, from a path or its bytes. Raises ReadError when the file gives no document.

    `name` is the file name to record; needed for nothing else: what the bytes are is read from them. `supplied` is
    what you know and the notice does not say: `title issuer division_code date address` and any fields of your own.
    """
    if isinstance(source, bytes):
        data, name = source, name or "notice"
    else:
        path = Path(source)
        name = name or path.name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BrokenFileError(name, f"cannot be opened: {error.strerror or error}") from error
    info = _source_info(data, name)
    return read_document(read_source(data, name), info, rules or load_rules(), ner, supplied=supplied)


def read_group(
    files: Sequence[tuple[str, bytes]],
    *,
    rules: RuleSet | None = None,
    ner: Ner = "auto",
    supplied: Mapping[str, str] | None = None,
) -> PolicyDocument:
    """A notice and its attachments in files of their own, as one document: paths and bytes, the notice itself first.

    An attachment that cannot be read is told as `part_unread`. Raises ReadError when the notice itself gives nothing.
    """
    sources: list[tuple[str, Source | None]] = []
    unread: list[Diagnostic] = []
    for path, data in files:
        name = PurePosixPath(path).name
        try:
            sources.append((name, read_source(data, name)))
        except ReadError as error:
            if not sources:
                raise
            sources.append((name, None))
            unread.append(Diagnostic("part_unread", "warning", {"name": name, "message": error.message}))
    source = join_sources(sources)
    info = _group_info(files, source)
    found = (*source.diagnostics, *unread)
    return read_document(replace(source, diagnostics=found), info, rules or load_rules(), ner, supplied=supplied)


def read_document(
    source: Source, info: SourceInfo, rules: RuleSet, ner: Ner = "auto", *, supplied: Mapping[str, str] | None = None
) -> PolicyDocument:
    """All stages after reading. Total: any source gives a valid document."""
    notice = build_notice(source, rules)
    metadata, conflicts = build_metadata(notice, rules)
    metadata, contradicted = fill_supplied(metadata, supplied or {}, read_origin(notice)[0])
    metadata, place, located = build_jurisdiction(notice, metadata, rules)
    context = Context(
        metadata.policy_year, metadata.policy_year_source, metadata.signed_on, find_order(source.text, rules), place,
        year=metadata.year, number_year=metadata.document_number.year if metadata.document_number else None,
    )  # fmt: skip
    drafts = write_out_codes([*find_clause_tasks(notice, rules), *find_table_tasks(notice, rules)], source.text, rules)
    identities = build_identities(rules, context, source.text)
    proposer = choose_proposer(ner)
    assigned = {draft.clause_id for draft in drafts if draft.clause_id}
    objectives = find_objectives(notice, rules, context.policy_year, assigned)
    readings = Readings(
        notice=notice,
        metadata=identities.of_metadata(metadata),
        tasks=[(draft, identities.of_task(read_task(draft, rules, context, proposer))) for draft in drafts],
        objectives=[(draft, identities.of_objective(read_objective(draft, rules, context))) for draft in objectives],
        references=list(_references(notice, rules)),
        diagnostics=[*notice.diagnostics, *conflicts, *contradicted, *located, *find_personal_data(notice, rules)],
    )
    document = build_document(
        readings, _described(info, notice, metadata), _generator(rules, describe_model(proposer), source)
    )
    return link_same(rate_document(document, rules), rules)


def read_task(draft: TaskDraft, rules: RuleSet, context: Context, proposer: Proposer | None = None) -> TaskValues:
    """Values of a draft: what columns and brackets give goes before what the text says (D1a, U1)."""
    text = draft.text
    proposed = proposer(text, rules) if proposer else ()
    deadlines = _deadlines(draft.deadlines, rules, context)
    if not deadlines:
        deadlines = list(build_deadlines(text, find_deadlines(text, rules, "prose"), context))
    agencies = _agencies(draft.agencies, rules, context)
    if not agencies or draft.kind == "duty":
        prose = build_responsibilities(text, find_agencies(text, rules, "prose", proposed))
        agencies += [a for a in prose if not agencies or a.role == "support"]
    assigned = {a.name for a in agencies}
    acting = build_actors(text, (*merge_proposals(find_actors(text, rules), proposed), *find_owners(text, rules)))
    actors = [a for a in acting if a.name not in assigned]
    worded = [text, draft.criteria] if draft.criteria else [text]
    targets = [t for passage in worded for t in _targets(passage, rules)]
    targets += [t for cell in draft.goals for t in _goals(cell, rules, context)]
    return TaskValues(
        deadlines=tuple(deadlines),
        responsibilities=_once(agencies),
        targets=tuple(targets),
        actors=_once(actors),
        criteria=split_criteria(draft.criteria) if draft.criteria else (),
    )


def read_objective(draft: ObjectiveDraft, rules: RuleSet, context: Context) -> ObjectiveValues:
    """Values of an objective, all from its own words."""
    if draft.cells:
        return ObjectiveValues(targets=tuple(t for cell in draft.cells for t in _goals(cell, rules, context)))
    opening = draft.text.text.find("，", 0, _OPENING)
    printed = [Printed(draft.text.slice(0, opening), "bracket")] if opening > 0 else []
    found = _deadlines([*printed, Printed(draft.text, "prose")], rules, context)
    return ObjectiveValues(tuple(found), tuple(_targets(draft.text, rules)))


def _goals(cell: GoalCell, rules: RuleSet, context: Context) -> Iterator[Target]:
    """Targets of one figure of a column of targets, with what header, baseline and kind of goal add."""
    header = Passage.of(cell.header)
    dates = [d.end for d in build_deadlines(header, find_deadlines(header, rules, "cell"), context) if d.end]
    added = {
        "due_on": dates[-1] if dates else None,
        "baseline_value": read_number(cell.baseline.text) if cell.baseline else None,
        "binding": cell.binding,
    }
    words, mentions = find_goals(cell, rules)
    for target in build_targets(words, mentions) or _targets(words if cell.named else cell.figure, rules):
        yield target.model_copy(update={k: v for k, v in added.items() if v is not None})


def _targets(passage: Passage, rules: RuleSet) -> Sequence[Target]:
    return build_targets(passage, find_targets(passage, rules))


def _deadlines(printed: Sequence[Printed], rules: RuleSet, context: Context) -> list[Deadline]:
    """Each time once, as it first stands."""
    found: dict[tuple[object, ...], Deadline] = {}
    for p in printed:
        for deadline in _due(p, rules, context):
            if p.inherited and deadline.start and deadline.end and context.frame is None:
                context = replace(context, frame=(deadline.start, deadline.end))
            said = deadline.start, deadline.end, deadline.ongoing, deadline.recurrence, deadline.relative
            found.setdefault(said if any(said) else (deadline.raw,), _marked(deadline, p))
    return list(found.values())


def _due(p: Printed, rules: RuleSet, context: Context) -> Sequence[Deadline]:
    """What a cell says of time; under a header that names a time, what the header says, unless the cell is dated."""
    own = build_deadlines(p.passage, find_deadlines(p.passage, rules, p.setting), context)
    if p.period is None or any(d.end or d.recurrence for d in own):
        return own
    headed = build_deadlines(p.period, find_deadlines(p.period, rules, p.setting), context)
    return label_by_cell(headed, p.passage, rules.lexicon("columns.ticks"), rules.lexicon("columns.blanks"))


def _agencies(printed: Sequence[Printed], rules: RuleSet, context: Context) -> list[Responsibility]:
    found: list[Responsibility] = []
    for p in printed:
        built = build_responsibilities(p.passage, find_agencies(p.passage, rules, p.setting), p.default_role)
        if context.first_leads_from is not None and p.passage.end > context.first_leads_from:
            built = promote_first(built)
        found += [_marked(agency, p) for agency in built]
    return found


def _marked(value: V, printed: Printed) -> V:
    """The value with what its place adds to it."""
    if not printed.inherited and not printed.flags:
        return value
    return value.model_copy(
        update={"inherited": printed.inherited or value.inherited, "flags": (*value.flags, *printed.flags)}
    )


def _once(named: Sequence[N]) -> tuple[N, ...]:
    """Each name once, as it first stands."""
    first: dict[str, N] = {}
    for value in named:
        first.setdefault(value.name, value)
    return tuple(first.values())


def _references(notice: Notice, rules: RuleSet) -> Iterator[Reference]:
    passages = [p.passage for p in notice.paragraphs]
    passages += [p for c in notice.clauses for p in (c.heading, *c.paragraphs)]
    passages += [cell.passage for t in notice.tables for row in t.rows for cell in row.cells if not cell.inherited]
    for passage in sorted(passages, key=lambda p: p.start):
        yield from build_references(passage, find_references(passage, rules))


def _source_info(data: bytes, name: str) -> SourceInfo:
    digest = hashlib.sha256(data).hexdigest()
    return SourceInfo(name=name, path=name, sha256=digest, text_sha256="", media_type="", char_count=0)


def _group_info(files: Sequence[tuple[str, bytes]], source: Source) -> SourceInfo:
    digests = [hashlib.sha256(data).hexdigest() for _, data in files]
    parts = tuple(
        SourcePart(
            name=part.name,
            path=path,
            sha256=digest,
            media_type=part.media_type,
            start=part.start,
            end=part.end,
            first_page=part.first_page,
        )
        for (path, _), digest, part in zip(files, digests, source.parts, strict=True)
    )
    info = _source_info(files[0][1], parts[0].name)
    return info.model_copy(update={"path": files[0][0], "sha256": digest_of_parts(digests), "parts": parts})


def _described(info: SourceInfo, notice: Notice, metadata: Metadata) -> SourceInfo:
    source, (url, retrieved_on) = notice.source, read_origin(notice)
    return info.model_copy(
        update={
            "text_sha256": hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "media_type": source.media_type,
            "encoding": source.encoding,
            "page_count": source.page_count,
            "char_count": len(source.text),
            "url": url or metadata.supplied.get("address"),
            "retrieved_on": retrieved_on,
        }
    )


def _generator(rules: RuleSet, model: str, source: Source) -> Generator:
    ocr = source.recognition.engine if source.recognition else None
    options: dict[str, str | int | bool | None] = {"ner": model, "segmenter": None, "ocr": ocr}
    return Generator(name="qingdan", version=__version__, rule_packs=dict(rules.packs), options=options)
