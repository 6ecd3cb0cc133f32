"""Speed per form, beside what reads its plain text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qingdan.readers import read_source
from qingdan.readers.office import find_program
from tests.benchmarks.processes import Cost, measure
from tests.benchmarks.rivals import RIVALS
from tests.golden.ofd_pages import to_ofd
from tests.hostile.samples import make_word
from tests.readers.scans import scan
from tests.readers.test_office import make_rtf, paragraph
from tests.readers.test_spreadsheet import make_ods, make_xls, make_xlsx, ods_row, ods_table

FILES = 60
"""Of each form, made of the txt notices."""
SLOW = {"rtf": 6, "doc": 6, "odt": 6, "scan": 3}
"""Files of the forms that take seconds each: those read through LibreOffice, and scans, of which each has two pages."""

Row = tuple[str, str, str, str]
Maker = Callable[[list[str]], bytes]


def _html(lines: list[str]) -> bytes:
    return f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</body></html>".encode()


def _mhtml(lines: list[str]) -> bytes:
    message = MIMEMultipart("related")
    message.attach(MIMEText(_html(lines).decode(), "html", "utf-8"))
    return message.as_bytes()


def _cells(lines: list[str]) -> list[list[str]]:
    return [line.split("|") for line in lines]


def _xls(lines: list[str]) -> bytes:
    return make_xls({(r, c): cell for r, row in enumerate(_cells(lines)) for c, cell in enumerate(row)})


def _pdf(lines: list[str]) -> bytes:
    from tests.readers.pdf_files import make_pdf, put

    def page(words: list[str]) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            for index, line in enumerate(words):
                put(canvas, 40, 50 + 18 * index, line, size=12)

        return draw

    cut = [line[start : start + 40] for line in lines for start in range(0, len(line), 40)]
    return make_pdf(*(page(cut[start : start + 40]) for start in range(0, len(cut), 40)))


def _by_office(form: str) -> Maker:
    """What LibreOffice writes of an RTF file."""

    def make(lines: list[str]) -> bytes:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / "a.rtf"
            given.write_bytes(MAKERS["rtf"](lines))
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            command = [str(find_program()), profile, "--headless", "--convert-to", form, "--outdir", folder, str(given)]
            subprocess.run(command, check=True, capture_output=True)
            return given.with_suffix(f".{form}").read_bytes()

    return make


MAKERS: dict[str, Maker] = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "html": _html,
    "mhtml": _mhtml,
    "docx": make_word,
    "xlsx": lambda lines: make_xlsx({"1": _cells(lines)}),
    "ods": lambda lines: make_ods(ods_table(*(ods_row(*row) for row in _cells(lines)))),
    "xls": _xls,
    "ofd": to_ofd,
    "pdf": _pdf,
    "rtf": lambda lines: make_rtf(*map(paragraph, lines)),
    "doc": _by_office("doc"),
    "odt": _by_office("odt"),
    "scan": lambda lines: scan(_pdf(lines[:80])),
}


def _measurable(form: str) -> bool:
    """Whether what the form needs is installed."""
    needs_office, needs_ocr = form in ("rtf", "doc", "odt"), form == "scan"
    return not (needs_office and find_program() is None) and not (needs_ocr and find_spec("rapidocr") is None)


def bench_forms(notices: Path, scratch: Path, convert: Callable[[list[str], Path], Cost]) -> Iterator[Row]:
    """The same words in every form."""
    texts = [read_source(path.read_bytes(), path.name).text.splitlines() for path in sorted(notices.rglob("*.txt"))]
    for form, make in MAKERS.items() if texts else ():
        if not _measurable(form):
            continue
        folder, count = scratch / f"form-{form}", SLOW.get(form, FILES)
        folder.mkdir()
        files = []
        for number in range(count):
            path = folder / f"{number}.{'pdf' if form == 'scan' else form}"
            path.write_bytes(make([str(number), *texts[number % len(texts)]]))
            files.append(str(path))
        ours = convert(files, folder / "out")
        name = RIVALS[form][0]
        theirs = measure([sys.executable, str(Path(__file__).with_name("rivals.py")), form, *files])
        yield (
            f"convert {count} {form}",
            f"{1000 * ours.seconds / count:.0f} ms each",
            f"{name}, text alone: {1000 * theirs.seconds / count:.0f} ms",
            "",
        )
