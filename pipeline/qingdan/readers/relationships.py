"""Which part of an Office file belongs to which: Word and Excel say it in `_rels/NAME.rels`."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from qingdan.readers.archive import Archive, local_name


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another one refers to."""

    relation_id: str
    kind: str
    """The end of its type: `styles`, `worksheet`."""
    part: str


def read_relations(archive: Archive, part: str) -> list[Relation]:
    """What a part refers to inside the file; the file itself is the part ``""``."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive:
        return []
    found = []
    for element in archive.read_xml(relations):
        if local_name(element) == "Relationship" and element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or ""))
            kind = (element.get("Type") or "").rpartition("/")[2]
            found.append(Relation(element.get("Id") or "", kind, target.lstrip("/")))
    return found
