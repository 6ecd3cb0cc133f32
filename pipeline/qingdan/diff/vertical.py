"""A higher notice against a lower one: what the lower one made of each duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qingdan.diff.build import diff_notices
from qingdan.diff.citations import CitationIndex
from qingdan.models.diff import Change, ChangeKind, Direction, NoticeDiff, Pair, Stance
from qingdan.models.record import PolicyDocument
from qingdan.models.values import Responsibility
from qingdan.rulepacks import RuleSet

Asked = Mapping[ChangeKind, frozenset[Direction | None]]
_MORE: Asked = {
    "target_raised": frozenset({"up", "down", None}),
    "target_added": frozenset({None}),
    "deadline_moved": frozenset({"earlier", "set"}),
}
_LESS: Asked = {
    "target_lowered": frozenset({"up", "down", None}),
    "target_dropped": frozenset({None}),
    "deadline_moved": frozenset({"later", "dropped"}),
}


def diff_levels(higher: PolicyDocument, lower: PolicyDocument, *, rules: RuleSet | None = None) -> NoticeDiff:
    """What was taken up, tightened, softened; `removed` is what was left out, `added` what came of the lower one's own.

    Dates are compared as they stand. A body of the lower level with the same function is the same body.
    """
    found = diff_notices(higher, lower, rules=rules, as_printed=True)
    functions = _functions(higher) | _functions(lower)
    pairs = tuple(_judge(pair, functions) for pair in found.pairs)
    stances = Counter(pair.stance for pair in pairs if pair.stance)
    kinds = Counter(kind for pair in pairs for kind in {change.kind for change in pair.changes})
    summary = found.summary.model_copy(
        update={"stances": dict(sorted(stances.items())), "changes": dict(sorted(kinds.items()))}
    )
    return found.model_copy(update={"pairs": pairs, "summary": summary})


def find_parent(document: PolicyDocument, index: CitationIndex) -> PolicyDocument | None:
    """The higher notice that it carries out: the first one cited that the index holds, those it implements first."""
    order = ("implements", "based_on", "forwards")
    cited = [r for r in document.references if r.relation in order]
    found = (index.find(r) for r in sorted(cited, key=lambda r: order.index(r.relation)))
    return next((parent for parent in found if parent and parent.notice_id != document.notice_id), None)


def stance_of(changes: Sequence[Change]) -> Stance:
    """An earlier date or a higher target is tighter, the contrary softer."""
    more, less = (any(_asks(change, asked) for change in changes) for asked in (_MORE, _LESS))
    if more and less:
        return "mixed"
    return "tightened" if more else "softened" if less else "taken_up"


def _asks(change: Change, asked: Asked) -> bool:
    return change.detail.direction in asked.get(change.kind, frozenset())


def _judge(pair: Pair, functions: Mapping[str, str]) -> Pair:
    changes = tuple(_without_counterparts(pair.changes, functions))
    return pair.model_copy(update={"stance": stance_of(changes), "changes": changes})


def _without_counterparts(changes: Sequence[Change], functions: Mapping[str, str]) -> Iterator[Change]:
    """Changes without bodies that only stand a level lower: 省教育厅 → 县教育局."""
    gone = {functions.get(c.detail.old_value_id or "") for c in changes if c.kind == "agency_changed"} - {None}
    come = {functions.get(c.detail.new_value_id or "") for c in changes if c.kind == "agency_changed"} - {None}
    for change in changes:
        value = change.detail.old_value_id or change.detail.new_value_id or ""
        if change.kind != "agency_changed" or functions.get(value) not in gone & come:
            yield change


def _functions(document: PolicyDocument) -> dict[str, str]:
    """Value id of each body to its function."""
    bodies: list[Responsibility] = [agency for task in document.tasks for agency in task.responsibilities]
    return {agency.value_id: agency.function for agency in bodies if agency.function}
