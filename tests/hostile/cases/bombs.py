"""Files that unpack, expand or nest without measure."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO

from tests.hostile.cases.case import Case
from tests.hostile.samples import as_html, as_text, sample
from tests.readers.docx_files import NAMESPACES, make_docx, paragraph, zip_parts

ENTITIES = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>{}]>".format(
    "".join(f"<!ENTITY {b} '{10 * f'&{a};'}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
)
"""Ten letters that grow tenfold nine times."""
OUTSIDE = '<!DOCTYPE r [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


def patched(form: str, part: str, content: str | bytes) -> bytes:
    """The sample with one part replaced."""
    with zipfile.ZipFile(BytesIO(sample(form))) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    return zip_parts({**parts, part: content})


def blown_up(form: str, part: str, content: bytes = b"%s", size: int = 1 << 28) -> bytes:
    """The sample with one part that is mostly blank."""
    return patched(form, part, content % (b" " * size))


def prefixed(form: str, part: str, doctype: str) -> bytes:
    """The sample with a document type before one part, used once in it."""
    with zipfile.ZipFile(BytesIO(sample(form))) as file:
        content = file.read(part).decode()
    content = content[content.index("?>") + 2 :] if content.startswith("<?xml") else content
    return patched(form, part, doctype + content.replace("青禾", "&j;", 1))


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def pdf_page(content: bytes, *more: bytes, font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>") -> bytes:
    """A file of one page."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, font, *more)


def _deflate_bomb() -> bytes:
    data = b" " * (1 << 29)
    for _ in range(2):
        data = zlib.compress(data, 9)
    return pdf_page(stream(data, b"/Filter[/FlateDecode/FlateDecode]"))


def _picture_bomb() -> bytes:
    picture = stream(
        b"\0", b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    )
    return pdf_page(stream(b"595 0 0 842 0 0 cm /X Do"), picture)


def _forms_in_forms() -> bytes:
    """Every form draws the next ten times."""

    def form(number: int) -> bytes:
        more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F1 5 0 R>>>>" % (
            number + 1
        )
        return stream(b"/X Do " * 10 if number < 18 else b"BT /F1 9 Tf (a) Tj ET", more)

    return pdf_page(stream(b"/X Do"), *map(form, range(6, 19)))


def _form_in_itself() -> bytes:
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return pdf_page(stream(b"/X Do"), stream(b"/X Do /X Do", more))


def _page_tree_loop() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>")


def _deep_pdf() -> bytes:
    return pdf_page(stream(b"q " * 100_000 + b"[" * 100_000 + b"<<" * 100_000))


def _deep_objects() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 200_000)


def _no_map() -> bytes:
    """Characters that a font without a map to Unicode draws."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
    )
    words = b"".join(b"<%04x> Tj 0 -14 Td " % code for code in range(0x200, 0x230))
    return pdf_page(stream(b"BT /F1 12 Tf 40 800 Td " + words + b"ET"), font=font)


@cache
def nested_zip(depth: int) -> bytes:
    """Zip files in zip files, ten each."""
    inner = b" " * (1 << 20) if depth == 0 else nested_zip(depth - 1)
    return zip_parts({f"{index}.zip": inner for index in range(10)})


def _lying_zip() -> bytes:
    """A directory that says a member is small when it is not."""
    data = bytearray(patched("xlsx", "xl/worksheets/sheet1.xml", b" " * (1 << 28)))
    return bytes(data).replace((1 << 28).to_bytes(4, "little"), (1 << 10).to_bytes(4, "little"))


def _overlapping_zip() -> bytes:
    """Ten thousand names for one member."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"a" * (1 << 20))
        [first] = file.infolist()
        for index in range(9_000):
            other = zipfile.ZipInfo(f"word/{index}.xml")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, field, getattr(first, field))
            file.filelist.append(other)
    return buffer.getvalue()


def _zips() -> Iterator[Case]:
    parts = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml", "ofd": "OFD.xml"}
    for form, part in parts.items():
        yield Case(f"spaces.{form}", partial(blown_up, form, part), "refused")
        yield Case(f"entities.{form}", partial(prefixed, form, part, ENTITIES), "refused")
        yield Case(f"outside.{form}", partial(prefixed, form, part, OUTSIDE), "refused")
        yield Case(f"no-xml.{form}", partial(patched, form, part, b"\x00\xff" * 500), "refused")
        yield Case(f"deep.{form}", partial(patched, form, part, "<a>" * 100_000), "refused")
        yield Case(f"one-attribute.{form}", partial(blown_up, form, part, b'<a b="%s"/>', 11 << 20), "refused")
    yield Case("nested.zip", partial(nested_zip, 4), "refused")
    yield Case("lying.xlsx", _lying_zip)
    yield Case("overlapping.docx", _overlapping_zip, "refused")


def _pdfs() -> Iterator[Case]:
    builders = (
        _deflate_bomb, _picture_bomb, _forms_in_forms, _form_in_itself, _page_tree_loop, _deep_pdf, _deep_objects,
        _no_map,
    )  # fmt: skip
    for build in builders:
        yield Case(f"{build.__name__[1:].replace('_', '-')}.pdf", build, "nothing")


def _pages() -> Iterator[Case]:
    page = as_html()
    yield Case("entities.html", (ENTITIES + page.replace("青禾", "&j;", 1)).encode, "read")
    yield Case("many-entities.html", lambda: page.replace("青禾", "&lt;&nbsp;&#x9752;" * 200_000, 1).encode(), "read")
    yield Case("no-entity.html", lambda: page.replace("青禾", "&" * 500_000 + "&#99999999999;", 1).encode(), "read")
    for tag in ("div", "b", "table><tr><td", "font", "blockquote", "ul><li", "svg><a", "select><option"):
        name = tag.replace("><", "-")
        yield Case(f"deep-{name}.html", lambda t=tag: page.replace("<p>", f"<{t}>" * 50_000, 1).encode(), "any")
    yield Case("open-comment.html", lambda: page.replace("<p>", "<!--", 1).encode())
    yield Case("attributes.html", lambda: page.replace("<p>", f"<p {' a=b' * 200_000}>", 1).encode(), "read")
    yield Case("spans.html", lambda: page.replace("<td>", '<td rowspan="65534" colspan="1000">').encode(), "read")
    yield Case(
        "options.html", lambda: page.replace("<p>", f"<select>{'<option>' * 200_000}</select><p>", 1).encode(), "read"
    )
    yield Case("angles.html", lambda: page.replace("<p>", "<" * 500_000, 1).encode())
    yield Case("angles.txt", (as_text() + "<" * 1_000_000).encode, "read")


def _words() -> Iterator[Case]:
    boxes = 60 * "<w:r><w:pict><w:txbxContent><w:p>" + 60 * "</w:p></w:txbxContent></w:pict></w:r>"
    table = 40 * "<w:tbl><w:tr><w:tc>" + paragraph("任务") + 40 * "</w:tc></w:tr></w:tbl>"
    yield Case("runs.docx", lambda: make_docx(f"<w:p>{'<w:r><w:t>县</w:t></w:r>' * 100_000}</w:p>"), "read")
    yield Case("boxes.docx", lambda: make_docx(paragraph("任务") + f"<w:p>{boxes}</w:p>"), "read")
    yield Case("nested-tables.docx", lambda: make_docx(table), "read")
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>任务</w:t></w:r></w:p></w:tc>'
    yield Case("wide-cells.docx", lambda: make_docx(f"<w:tbl><w:tr>{wide * 50}</w:tr></w:tbl>"), "read")
    outside = f'<!DOCTYPE w [<!ENTITY j SYSTEM "http://127.0.0.1:9/">]><w:document {NAMESPACES}><w:body>&j;</w:body></w:document>'
    yield Case("fetches.docx", partial(patched, "docx", "word/document.xml", outside), "refused")


CASES = [*_zips(), *_pdfs(), *_pages(), *_words()]
