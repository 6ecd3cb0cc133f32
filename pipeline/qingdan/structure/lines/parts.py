"""The files of one notice apart: nothing printed in one goes on in the next."""

from __future__ import annotations

from dataclasses import replace

from qingdan.models.source import Part, Source


def split_parts(source: Source) -> list[Source]:
    """A source for each file: the same text and offsets, with the lines and tables of that file alone."""
    return [_view(source, part) for part in source.parts] or [source]


def _view(source: Source, part: Part) -> Source:
    return replace(
        source,
        lines=tuple(line for line in source.lines if part.start <= line.start < part.end),
        tables=tuple(table for table in source.tables if part.start <= table.start < part.end),
        furniture=tuple(span for span in source.furniture if part.start <= span[0] < part.end),
        whole_lines=part.whole_lines,
        parts=(),
    )
