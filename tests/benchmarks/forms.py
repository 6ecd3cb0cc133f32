"""Speed per form, beside the library that reads its plain text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from qingdan.readers import read_source
from tests.benchmarks.processes import Cost, measure
from tests.benchmarks.rivals import RIVALS
from tests.hostile.samples import make_word
from tests.readers.test_spreadsheet import make_xlsx

FILES = 60
"""Of each form, made of the txt notices."""

Row = tuple[str, str, str, str]
MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "html": lambda lines: f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</body></html>".encode(),
    "docx": make_word,
    "xlsx": lambda lines: make_xlsx({"1": [line.split("|") for line in lines]}),
    "txt": lambda lines: "\n".join(lines).encode(),
}


def bench_forms(notices: Path, scratch: Path, convert: Callable[[list[str], Path], Cost]) -> Iterator[Row]:
    """The same words in every form."""
    texts = [read_source(path.read_bytes(), path.name).text.splitlines() for path in sorted(notices.rglob("*.txt"))]
    for form, make in MAKERS.items() if texts else ():
        folder = scratch / f"form-{form}"
        folder.mkdir()
        files = []
        for number in range(FILES):
            path = folder / f"{number}.{form}"
            path.write_bytes(make([*texts[number % len(texts)], str(number)]))
            files.append(str(path))
        ours = convert(files, folder / "out")
        name = RIVALS[form][0]
        theirs = measure([sys.executable, str(Path(__file__).with_name("rivals.py")), form, *files])
        yield (
            f"convert {FILES} {form}",
            f"{1000 * ours.seconds / FILES:.0f} ms each",
            f"{name}, text alone: {1000 * theirs.seconds / FILES:.0f} ms",
            "",
        )
