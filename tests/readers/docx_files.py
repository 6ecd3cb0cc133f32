"""Small Word files, written part by part."""

from __future__ import annotations

import zipfile
from io import BytesIO

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def zip_parts(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """A Word file with a body and, by name, the insides of other parts: `numbering="<w:num …>"`."""
    names = list(parts)
    relations = "".join(f'<Relationship Id="r{i}" Type="{_TYPE}{n}" Target="{n}.xml"/>' for i, n in enumerate(names))
    main = f'<Relationship Id="r1" Type="{_TYPE}officeDocument" Target="word/document.xml"/>'
    return zip_parts(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _RELATIONS.format(main),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _RELATIONS.format(relations),
            **{f"word/{n}.xml": f"<w:{n} {NAMESPACES}>{parts[n]}</w:{n}>" for n in names},
        }
    )


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; content that is not markup becomes one."""
    inside = "".join(c if c.startswith("<") else run(c) for c in content if c)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def numbered(words: str, number_list: int = 1, level: int = 0) -> str:
    """A paragraph in a list."""
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_list}"/></w:numPr>'
    return paragraph(words, properties=own)


def level(index: int, text: str, style: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*levels: str, overrides: dict[int, str] | None = None) -> str:
    """A numbering part: one definition, used by list 1 and by those that override something of it."""
    nums = {1: "", **(overrides or {})}
    drawn = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{own}</w:num>' for n, own in nums.items())
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{drawn}'


def cell(*content: str, properties: str = "") -> str:
    """A table cell of paragraphs and tables; words become a paragraph."""
    inside = "".join(c if c.startswith("<") else paragraph(c) for c in content) or paragraph()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; words become a cell."""
    inside = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
