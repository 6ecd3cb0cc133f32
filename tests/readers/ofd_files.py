"""Small OFD files, written for one test each. Lengths are millimetres."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"
SIZE = 5.0
"""Of characters."""


def xml(name: str, content: str = "", **attributes: object) -> str:
    """An element."""
    words = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<ofd:{name}{words}>{content}</ofd:{name}>"


def root(name: str, content: str, namespace: str = NAMESPACE) -> str:
    """A part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{namespace}">{content}</ofd:{name}>'


def text(words: str, x: float, y: float, *, size: float = SIZE, **attributes: object) -> str:
    """Words on one base line, every character as broad as it is high."""
    code = xml("TextCode", escape(words), X=0, Y=size, DeltaX=f"g {max(1, len(words) - 1)} {size}")
    return xml("TextObject", code, Boundary=f"{x} {y} {size * len(words)} {1.3 * size}", Size=size, **attributes)


def path(data: str, **attributes: object) -> str:
    """A path in the coordinates of the sheet."""
    return xml("PathObject", xml("AbbreviatedData", escape(data)), Boundary="0 0 210 297", **attributes)


def grid(xs: Sequence[float], ys: Sequence[float], rows: Iterable[Sequence[str]]) -> str:
    """A ruled table, one path for each side of a cell, and a string in each cell."""
    across = [f"M {a} {y} L {b} {y}" for y in ys for a, b in pairwise(xs)]
    down = [f"M {x} {a} L {x} {b}" for x in xs for a, b in pairwise(ys)]
    return "".join([*map(path, across), *map(path, down), fill(xs, ys, rows)])


def fill(xs: Sequence[float], ys: Sequence[float], rows: Iterable[Sequence[str]]) -> str:
    """A string in each cell of a grid."""
    placed = ((cell, x, y) for y, row in zip(ys, rows, strict=False) for x, cell in zip(xs, row, strict=False))
    return "".join(text(cell, x + 1, y + 1, size=4) for cell, x, y in placed)


def page(*objects: str, before: str = "") -> str:
    """The content of a page."""
    return before + xml("Content", xml("Layer", "".join(objects), Type="Body", ID=1))


def pack(parts: Mapping[str, str]) -> bytes:
    """A zip file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_ofd(*pages: str, common: str = "", box: str = "0 0 210 297", **parts: str) -> bytes:
    """A file of one document; `parts` are more files in its folder, by name without `.xml`."""
    return pack({"OFD.xml": entry("Doc_0"), **document("Doc_0", pages, common, box), **named("Doc_0", parts)})


def entry(*folders: str, namespace: str = NAMESPACE) -> str:
    """The main part."""
    bodies = (xml("DocBody", xml("DocRoot", f"{folder}/Document.xml")) for folder in folders)
    return root("OFD", "".join(bodies), namespace)


def document(
    folder: str, pages: Sequence[str], common: str = "", box: str = "0 0 210 297", namespace: str = NAMESPACE
) -> dict[str, str]:
    """The parts of one document."""
    listed = "".join(xml("Page", ID=number, BaseLoc=f"Pages/Page_{number}/Content.xml") for number in range(len(pages)))
    area = xml("PageArea", xml("PhysicalBox", box))
    parts = {
        f"{folder}/Document.xml": root("Document", xml("CommonData", area + common) + xml("Pages", listed), namespace)
    }
    for number, content in enumerate(pages):
        parts[f"{folder}/Pages/Page_{number}/Content.xml"] = root("Page", content, namespace)
    return parts


def named(folder: str, parts: Mapping[str, str]) -> dict[str, str]:
    """Parts in a folder."""
    return {f"{folder}/{name}.xml": content for name, content in parts.items()}
