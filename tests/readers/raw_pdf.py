"""PDF files written object by object, for what no library would write."""

from __future__ import annotations

from collections.abc import Sequence


def build_pdf(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    parts, offsets, size = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, 1):
        offsets.append(size)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, size)
    return b"".join([*parts, head, table, tail])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def one_page(content: bytes, resources: bytes = b"", *more: bytes, box: bytes = b"[0 0 595 842]") -> bytes:
    """A file of one page; further objects are numbered from 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %b/Contents 4 0 R/Resources<<%b>>>>" % (box, resources)
    catalogue, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return build_pdf([catalogue, pages, page, stream(content), *more])


def font_objects(*, with_map: bool) -> list[bytes]:
    """A font of numbered glyphs, objects 5 to 8; only a map tells which character each is."""
    to_unicode = b"/ToUnicode 8 0 R" if with_map else b""
    cmap = b"1 begincodespacerange <0000><FFFF> endcodespacerange 3 beginbfchar <4E2D><4E2D> <6587><6587> <5B57><5B57> endbfchar"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+F/Encoding/Identity-H/DescendantFonts[6 0 R]%b>>" % to_unicode,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+F%b/DW 1000/FontDescriptor 7 0 R>>" % system,
        b"<</Type/FontDescriptor/FontName/AAAAAA+F/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
        b"/Descent -200/CapHeight 700/StemV 80>>",
        stream(b"begincmap %b endcmap" % cmap),
    ]


def page_with_font(font: Sequence[bytes], codes: str) -> bytes:
    """A page with glyphs of the font, given in hexadecimal."""
    return one_page(b"BT /F 10 Tf 50 700 Td <%b> Tj ET" % codes.encode(), b"/Font<</F 5 0 R>>", *font)
