"""Source → Notice. Guarantees: clauses, tables and attachments in order of print; no words in two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from qingdan.models.notice import Clause, ClauseRole, Notice, Table
from qingdan.models.notice import Paragraph as Outside
from qingdan.models.source import Source
from qingdan.rulepacks import RuleSet
from qingdan.structure.attachments.defects import find_defects
from qingdan.structure.attachments.find import Attachments, find_attachments, take_titles
from qingdan.structure.body import Body, read_body
from qingdan.structure.clauses.afterword import take_afterwords
from qingdan.structure.clauses.contents import Place, place_of, take_contents
from qingdan.structure.clauses.headings import Split, split_headings
from qingdan.structure.clauses.labelled import part_labelled
from qingdan.structure.clauses.notes import part_notes
from qingdan.structure.clauses.roles import read_roles, role_of_title, within_rules
from qingdan.structure.clauses.sections import gaps_left, with_sections
from qingdan.structure.clauses.tree import OpenClause, Tree, build_tree, mark_holders
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.boxes import Field, take_boxes
from qingdan.structure.metadata.effect import read_effect
from qingdan.structure.metadata.labels import add_field
from qingdan.structure.metadata.read import read_zones
from qingdan.structure.metadata.titles import read_caption
from qingdan.structure.metadata.zones import Zones
from qingdan.text.passage import Passage

_COVER, _BODY = "cover", "body"


def build_notice(source: Source, rules: RuleSet) -> Notice:
    """The structure of a notice. Any source gives one; what fits nowhere is an outside paragraph."""
    source, boxed = take_boxes(source, rules)
    body = read_body(source, rules)
    attachments = take_titles(find_attachments(body.paragraphs, source, rules), body.tables)
    zones, zone_at, printed = _divide(body, boxed, attachments, rules)
    entries, notes = part_notes(printed, rules)
    tree = build_tree(entries, rules)
    read_effect(zones, [piece for clause in tree.clauses[-1:] for piece in clause.pieces], rules)
    take_afterwords(tree, rules)
    outside = [*tree.outside, *((p.passage, zone) for p, zone in notes)]
    headings = take_contents(tree)
    mark_holders(tree, [(table.start, zone_at(table.start)) for table in body.tables])
    clauses = tuple(_clauses(tree, headings, rules, _zone_roles(zones, attachments, tree, rules)))
    tables = tuple(_attached(table, attachments) for table in body.tables)
    gaps = gaps_left(tree.gaps, tables, rules)
    return Notice(
        source=source,
        fields=dict(zones.fields),
        clauses=with_sections(tuple(part_labelled(clauses, rules)), tables, rules),
        tables=tables,
        attachments=attachments.found,
        paragraphs=tuple(_outside(*each) for each in sorted(outside, key=lambda o: o[0].start)),
        diagnostics=(*source.diagnostics, *body.diagnostics, *gaps, *find_defects(attachments, tables, source)),
        furniture=body.furniture,
    )


def _divide(
    body: Body, boxed: Sequence[Field], attachments: Attachments, rules: RuleSet
) -> tuple[Zones, Callable[[int], str], list[tuple[Paragraph, str | None]]]:
    """What the notice says of itself, the zone of each offset, and the paragraphs left for clauses with theirs."""
    paragraphs = body.paragraphs
    own = [i for i, p in enumerate(paragraphs) if attachments.at(p.passage.start) is None]
    zones = read_zones([paragraphs[i] for i in own], rules)
    for label, value in boxed:
        add_field(zones, label, value, rules)
    read_caption(zones, body.tables, paragraphs, rules)
    aside = {own[i] for i in zones.consumed} | attachments.consumed
    after_cover = [paragraphs[i].passage.start for i in own[zones.cover_end :]] if zones.cover_end else []
    zone_at = partial(_zone, attachments, after_cover[0] if after_cover else 0)
    return zones, zone_at, [(p, zone_at(p.passage.start)) for i, p in enumerate(paragraphs) if i not in aside]


def _zone(attachments: Attachments, cover_end: int, offset: int) -> str:
    attachment = attachments.at(offset)
    if attachment:
        return attachment.attachment_id
    return _COVER if offset < cover_end else _BODY


def _is_attachment(zone: str | None) -> bool:
    return zone not in (_COVER, _BODY, None)


def _outside(words: Passage, zone: str | None) -> Outside:
    return Outside(words, zone if _is_attachment(zone) else None)


def _zone_roles(zones: Zones, attachments: Attachments, tree: Tree, rules: RuleSet) -> dict[str | None, ClauseRole]:
    """What the titles of cover, body and attachments make of their clauses; the cover of a draft asks for comment."""
    titles = [*zones.fields.get("enclosed_title", ()), *zones.fields.get("title", ())]
    body = role_of_title(titles[0].text, rules) if titles else "task"
    draft = any(rules.search("draft", p.text) for name in ("title", "title_note") for p in zones.fields.get(name, ()))
    roles: dict[str | None, ClauseRole] = {_BODY: body, _COVER: "other" if draft else body}
    roles |= {attachment.attachment_id: role_of_title(attachment.title.text, rules) for attachment in attachments.found}
    return within_rules(roles, tree.clauses)


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
