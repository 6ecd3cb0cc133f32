"""What is wrong with the attachments of a notice: announced and not here, or here twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Table
from qingdan.models.source import Source
from qingdan.structure.attachments.find import Attachments


def find_defects(attachments: Attachments, tables: Sequence[Table], source: Source) -> Iterator[Diagnostic]:
    """Diagnostics `attachment_missing` and `attachment_repeated`, each with the title that is meant."""
    yield from _unprinted(attachments, tables)
    yield from _printed_twice(attachments, source)


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
