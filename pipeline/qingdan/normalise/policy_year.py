"""The year that the tasks of a notice are for (M3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from qingdan.models.notice import Notice
from qingdan.models.values import Span
from qingdan.normalise.evidence import spans_of
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

YearSource = Literal["title", "caption", "body", "signed_on"]


def find_policy_year(
    notice: Notice, fields: Mapping[str, tuple[Passage, ...]], rules: RuleSet
) -> tuple[int, YearSource, tuple[Span, ...]] | None:
    """The year as a title, a caption or a list of a year in the text says it, which of them, and where."""
    captions = [t.caption for t in notice.tables if t.caption] + [a.title for a in notice.attachments]
    titles = [*fields.get("title", ())[:1], *fields.get("enclosed_title", ())]
    places: tuple[tuple[YearSource, str, Iterable[Passage]], ...] = (
        ("title", "title", titles),
        ("caption", "title", captions),
        ("body", "body", _body(notice)),
    )
    for source, where, passages in places:
        patterns = [rule.regex for rule in rules.of_kind("policy_year") if rule.value["where"] == where]
        for passage in passages:
            match = next((m for pattern in patterns if (m := pattern.search(passage.text))), None)
            if match:
                return int(match["year"]), source, spans_of(passage, match.span("year"))
    return None


def _body(notice: Notice) -> Iterator[Passage]:
    """The text of a notice without a date of its own: beside a date, the year of that is better."""
    if "signed_on" in notice.fields or "label:signed_on" in notice.fields:
        return
    for table in notice.tables:
        for row in table.rows:
            yield from (cell.passage for cell in row.cells)
    for clause in notice.clauses:
        yield from clause.paragraphs
