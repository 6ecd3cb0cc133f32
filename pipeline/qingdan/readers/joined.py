"""Files of one notice → one Source: texts behind each other, offsets and pages counted through."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import nan

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, PageLayout, Part, RawCell, RawTable, Recognition, Source
from qingdan.text.passage import Range

_BREAK = "\n"
_SIDES = 4
"""Numbers of a box."""

NamedSource = tuple[str, Source | None]
"""A file's name and what was read from it; None when nothing could be."""


def join_sources(files: Sequence[NamedSource]) -> Source:
    """One source of all files, in their order; the first is the notice and was read."""
    joined = _Joined()
    for name, source in files:
        joined.add(name, source)
    main = files[0][1]
    read = [source for _, source in files if source is not None]
    return Source(
        text=joined.text,
        media_type=main.media_type if main else "",
        lines=tuple(joined.lines),
        tables=tuple(joined.tables),
        encoding=main.encoding if main else None,
        page_count=joined.pages or None,
        layout=_join_layouts(read, joined.parts) if any(s.layout for s in read) else None,
        furniture=tuple(joined.furniture),
        diagnostics=tuple(joined.diagnostics),
        recognition=_join_recognitions(read),
        parts=tuple(joined.parts),
    )


@dataclass
class _Joined:
    text: str = ""
    pages: int = 0
    parts: list[Part] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    furniture: list[Range] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, name: str, source: Source | None) -> None:
        """Put a file behind those before."""
        if source is None:
            self.parts.append(Part(name, None, len(self.text), len(self.text)))
            return
        self.text += _BREAK if any(part.media_type for part in self.parts) else ""
        by, pages = len(self.text), self.pages
        first = pages + 1 if source.page_count else None
        end = by + len(source.text)
        self.parts.append(Part(name, source.media_type, by, end, first, whole_lines=source.whole_lines))
        self.text += source.text
        self.pages += source.page_count or 0
        self.lines += [_move_line(line, by, pages) for line in source.lines]
        self.tables += [_move_table(table, by, pages) for table in source.tables]
        self.furniture += _move(source.furniture, by)
        self.diagnostics += [_move_diagnostic(diagnostic, by, pages) for diagnostic in source.diagnostics]


def _move(ranges: Sequence[Range], by: int) -> tuple[Range, ...]:
    return tuple((start + by, end + by) for start, end in ranges)


def _move_line(line: Line, by: int, pages: int) -> Line:
    return replace(line, start=line.start + by, end=line.end + by, page=line.page and line.page + pages)


def _move_table(table: RawTable, by: int, pages: int) -> RawTable:
    def move(cell: RawCell | None) -> RawCell | None:
        return replace(cell, ranges=_move(cell.ranges, by)) if cell else None

    rows = tuple(tuple(map(move, row)) for row in table.rows)
    page = table.page and table.page + pages
    return replace(table, rows=rows, start=table.start + by, end=table.end + by, page=page)


def _move_diagnostic(diagnostic: Diagnostic, by: int, pages: int) -> Diagnostic:
    params, page = dict(diagnostic.params), diagnostic.params.get("page")
    if isinstance(page, int):
        params["page"] = page + pages
    return replace(diagnostic, params=params, ranges=_move(diagnostic.ranges, by))


def _join_layouts(sources: Sequence[Source], parts: Sequence[Part]) -> PageLayout:
    starts: list[int] = []
    for source, part in zip(sources, (part for part in parts if part.media_type), strict=True):
        starts += [start + part.start for start in source.layout.page_starts] if source.layout else []
    return PageLayout(tuple(starts), _chain(sources, [s.layout.boxes if s.layout else None for s in sources], _SIDES))


def _join_recognitions(sources: Sequence[Source]) -> Recognition | None:
    engines = [source.recognition.engine for source in sources if source.recognition]
    scores = [source.recognition.scores if source.recognition else None for source in sources]
    return Recognition(engines[0], _chain(sources, scores, 1)) if engines else None


def _chain(sources: Sequence[Source], numbers: Sequence[array[float] | None], each: int) -> array[float]:
    """`each` numbers a character; NaN for breaks and for files that have none."""
    chained = array("d")
    for index, (source, own) in enumerate(zip(sources, numbers, strict=True)):
        chained.extend([nan] * (each * len(_BREAK) if index else 0))
        chained.extend([nan] * (each * len(source.text)) if own is None else own)
    return chained
