"""Spreadsheets (.xlsx, .ods, .xls): what their sheets show, as titles and tables."""

from __future__ import annotations

from qingdan.models.source import Source


def read_xlsx(data: bytes, name: str) -> Source:
    """The source of an Excel workbook, with numbers and per cents as their formats show them.

    Of a date, the parts that its format shows are written the Chinese way (2024年6月). Hidden sheets, rows and
    columns are left out, with a diagnostic. Rows with one filled cell at the head of a table are lines above it, and
    so is the name of the sheet where it says more than `Sheet1`. Raises EncryptedFileError, or BrokenFileError for a
    file that is damaged, unpacks to too much or shows no words.
    """
    # Loading lxml takes time that notices in other formats should not pay.
    from qingdan.readers.spreadsheet.compose import build_source
    from qingdan.readers.spreadsheet.xlsx import read_workbook

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return build_source(read_workbook(data, name), name, media_type)


def read_ods(data: bytes, name: str) -> Source:
    """The source of an OpenDocument spreadsheet, as `read_xlsx`; cells as the file says that they are displayed."""
    from qingdan.readers.spreadsheet.compose import build_source
    from qingdan.readers.spreadsheet.ods import read_workbook

    return build_source(read_workbook(data, name), name, "application/vnd.oasis.opendocument.spreadsheet")


def read_xls(data: bytes, name: str) -> Source:
    """The source of an Excel workbook of the old binary form, as `read_xlsx`, but formats are not known.

    Numbers are printed as stored and dates with all their parts; hidden rows and columns cannot be told apart.
    """
    from qingdan.readers.spreadsheet.compose import build_source
    from qingdan.readers.spreadsheet.xls import read_workbook

    return build_source(read_workbook(data, name), name, "application/vnd.ms-excel")
