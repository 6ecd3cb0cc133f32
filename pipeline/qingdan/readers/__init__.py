"""bytes → Source, one module per format; sniff.py decides which."""

from __future__ import annotations

from collections.abc import Callable

from qingdan.models.source import Source
from qingdan.readers.docx import read_docx
from qingdan.readers.html import read_html, read_mhtml
from qingdan.readers.limits import limit_source
from qingdan.readers.ofd import read_ofd
from qingdan.readers.office import read_doc, read_odt, read_rtf
from qingdan.readers.pdf import read_pdf
from qingdan.readers.plain_text import read_text
from qingdan.readers.sniff import find_format, to_error
from qingdan.readers.spreadsheet import read_ods, read_xls, read_xlsx

READERS: dict[str, Callable[[bytes, str], Source]] = {
    "html": read_html,
    "mhtml": read_mhtml,
    "docx": read_docx,
    "doc": read_doc,
    "rtf": read_rtf,
    "odt": read_odt,
    "ofd": read_ofd,
    "pdf": read_pdf,
    "txt": read_text,
    "xlsx": read_xlsx,
    "ods": read_ods,
    "xls": read_xls,
    "xlsb": read_xls,
}
"""To add a format: write `read_x(data, name) -> Source` in a module of its own and put it here under its
key in `sniff.FORMS`; a form that sniff.py does not tell apart yet needs a mark there too."""


def read_source(data: bytes, name: str) -> Source:
    """The source that a file's bytes make, whatever its name says. Raises a ReadError when they make none."""
    form = find_format(data)
    reader = READERS.get(form)
    if reader is None:
        raise to_error(form, name)
    return limit_source(reader(data, name))
