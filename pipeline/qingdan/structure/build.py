"""Source → Notice. Guarantees: clauses, tables and attachments in order of print; no words in two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Attachment, Clause, ClauseRole, Notice, Table
from qingdan.models.notice import Paragraph as Outside
from qingdan.models.source import Source
from qingdan.rulepacks import RuleSet
from qingdan.structure.attachments.find import Attachments, find_attachments
from qingdan.structure.body import read_body
from qingdan.structure.clauses.afterword import take_afterwords
from qingdan.structure.clauses.contents import Place, place_of, take_contents
from qingdan.structure.clauses.duties import part_duties
from qingdan.structure.clauses.headings import Split, read_roles, split_headings
from qingdan.structure.clauses.notes import part_notes
from qingdan.structure.clauses.sections import gaps_left, with_sections
from qingdan.structure.clauses.tree import OpenClause, Tree, build_tree, mark_holders
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.boxes import take_boxes
from qingdan.structure.metadata.labels import add_field
from qingdan.structure.metadata.read import read_zones
from qingdan.structure.metadata.zones import Zones

_COVER, _BODY = "cover", "body"
_OF_RULES = frozenset(("chapter", "article"))
"""Numbers of general provisions: no heading among them asks for anything."""


def build_notice(source: Source, rules: RuleSet) -> Notice:
    """The structure of a notice. Any source gives one; what fits nowhere is an outside paragraph."""
    source, boxed = take_boxes(source, rules)
    body = read_body(source, rules)
    paragraphs, drawn = body.paragraphs, body.tables
    attachments = _titled(find_attachments(paragraphs, source, rules), drawn)
    own = [i for i, p in enumerate(paragraphs) if attachments.at(p.passage.start) is None]
    zones = read_zones([paragraphs[i] for i in own], rules)
    for label, value in boxed:
        add_field(zones, label, value, rules)
    _read_caption(zones, drawn, paragraphs, rules)
    aside = {own[i] for i in zones.consumed} | attachments.consumed
    after_cover = [paragraphs[i].passage.start for i in own[zones.cover_end :]] if zones.cover_end else []
    zone_at = partial(_zone, attachments, after_cover[0] if after_cover else 0)
    printed = [(p, zone_at(p.passage.start)) for i, p in enumerate(paragraphs) if i not in aside]
    entries, notes = part_notes(printed, rules)
    tree = build_tree(entries, rules)
    _read_effect(zones, tree, rules)
    take_afterwords(tree, rules)
    outside = sorted([*tree.outside, *((p.passage, zone) for p, zone in notes)], key=lambda o: o[0].start)
    headings = take_contents(tree)
    mark_holders(tree, [(table.start, zone_at(table.start)) for table in drawn])
    clauses = tuple(
        part_duties(tuple(_clauses(tree, headings, rules, _zone_roles(zones, attachments, tree, rules))), rules)
    )
    tables = tuple(_attached(table, attachments) for table in drawn)
    return Notice(
        source=source,
        fields=dict(zones.fields),
        clauses=with_sections(clauses, tables, rules),
        tables=tables,
        attachments=attachments.found,
        paragraphs=tuple(Outside(p, zone if _is_attachment(zone) else None) for p, zone in outside),
        diagnostics=(
            *source.diagnostics,
            *body.diagnostics,
            *gaps_left(tree.gaps, tables, rules),
            *_unprinted(attachments, tables),
            *_printed_twice(attachments, source),
        ),
        furniture=body.furniture,
    )


def _unprinted(attachments: Attachments, tables: Sequence[Table]) -> Iterator[Diagnostic]:
    """Attachments that are announced and are not here, not even as a table of that title."""
    captions = {table.caption.text for table in tables if table.caption}
    for entry in attachments.missing:
        if entry.title.text not in captions:
            said: dict[str, str | int | None] = {"label": entry.label, "title": entry.title.printed}
            yield Diagnostic("attachment_missing", "info", said, entry.title.ranges)


def _printed_twice(attachments: Attachments, source: Source) -> Iterator[Diagnostic]:
    """Attachments that the notice prints and that also lie beside it: what is in both is read twice."""
    if not source.parts:
        return
    own = {(a.label, a.title.text) for a in attachments.found if a.title and a.start < source.parts[0].end}
    for attachment in attachments.found:
        if attachment.start >= source.parts[0].end and (attachment.label, attachment.title.text) in own:
            name = next(part.name for part in source.parts if part.start <= attachment.start < part.end)
            said: dict[str, str | int | None] = {"label": attachment.label, "name": name}
            yield Diagnostic("attachment_repeated", "warning", said, attachment.title.ranges)


def _read_caption(zones: Zones, tables: Sequence[Table], paragraphs: Sequence[Paragraph], rules: RuleSet) -> None:
    """A table that nothing stands before names the notice, where no other line does."""
    caption = tables[0].caption if tables else None
    if caption is None or "title" in zones.fields or any(p.passage.start < caption.start for p in paragraphs):
        return
    if rules.fullmatch("title", caption.text):
        zones.add("title", caption)


def _read_effect(zones: Zones, tree: Tree, rules: RuleSet) -> None:
    """When the notice takes effect and how it is public: said in its closing lines or its last clause."""
    last = [piece for clause in tree.clauses[-1:] for piece in clause.pieces]
    for passage in (*zones.fields.get("closing", ()), *last):
        found = (match for rule in rules.of_kind("effect") if (match := rule.regex.search(passage.text)))
        for match in found:
            for name in match.re.groupindex:
                zones.add(f"label:{name}", passage.slice(*match.span(name)))


def _titled(attachments: Attachments, tables: Sequence[Table]) -> Attachments:
    """An attachment whose title was read as its table's caption has it for a title."""

    def title_of(attachment: Attachment) -> Attachment:
        inside = (t.caption for t in tables if t.caption and attachment.start <= t.start < attachment.end)
        return attachment if attachment.title else replace(attachment, title=next(inside, attachment.title))

    return replace(attachments, found=tuple(title_of(a) for a in attachments.found))


def _zone(attachments: Attachments, cover_end: int, offset: int) -> str:
    attachment = attachments.at(offset)
    if attachment:
        return attachment.attachment_id
    return _COVER if offset < cover_end else _BODY


def _is_attachment(zone: str | None) -> bool:
    return zone not in (_COVER, _BODY, None)


def _zone_roles(zones: Zones, attachments: Attachments, tree: Tree, rules: RuleSet) -> dict[str | None, ClauseRole]:
    """What clauses are where no heading says it: tasks, but for kinds of document that hold none."""
    ruled = {clause.zone for clause in tree.clauses if clause.number.style in _OF_RULES}

    def role_of(title: str) -> ClauseRole:
        return next((rule.value["role"] for rule in rules.of_kind("title_role") if rule.regex.search(title)), "task")

    titles = [*zones.fields.get("enclosed_title", ()), *zones.fields.get("title", ())]
    body = role_of(titles[0].text) if titles else "task"
    draft = any(rules.search("draft", p.text) for name in ("title", "title_note") for p in zones.fields.get(name, ()))
    roles: dict[str | None, ClauseRole] = {_BODY: body, _COVER: "other" if draft else body}
    roles |= {attachment.attachment_id: role_of(attachment.title.text) for attachment in attachments.found}
    return {zone: "other" if role == "background" and zone in ruled else role for zone, role in roles.items()}


def _clauses(
    tree: Tree, headings: Mapping[Place, str], rules: RuleSet, zone_roles: dict[str | None, ClauseRole]
) -> Iterator[Clause]:
    known = (
        {c.clause_id: headings[place] for c in tree.clauses if (place := place_of(c)) in headings} if headings else {}
    )
    splits = split_headings(tree.clauses, known, rules)
    roles = read_roles(tree.clauses, splits, rules, zone_roles)
    for clause in tree.clauses:
        yield _clause(clause, splits[clause.clause_id], roles[clause.clause_id])


def _clause(clause: OpenClause, split: Split, role: ClauseRole) -> Clause:
    return Clause(
        clause_id=clause.clause_id,
        parent_id=clause.parent.clause_id if clause.parent else None,
        level=clause.level,
        number=clause.printed.raw().strip(),
        heading=split.heading,
        paragraphs=split.paragraphs,
        role="other" if clause.number.style == "article" else role,
        attachment_id=clause.zone if _is_attachment(clause.zone) else None,
        ranges=(*clause.printed.ranges, *(r for piece in clause.pieces for r in piece.ranges)),
        holds_table=clause.holds_table,
    )


def _attached(table: Table, attachments: Attachments) -> Table:
    attachment = attachments.at(table.start)
    return replace(table, attachment_id=attachment.attachment_id) if attachment else table
