"""What becomes of the hostile set, beside plain libraries on the same files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

from tests.benchmarks.rivals import RIVALS
from tests.hostile.cases import GROUPS
from tests.hostile.sandbox import Outcome, read, run

_OWN_ERRORS = {"pdfminer", "pdfplumber", "docx", "lxml", "openpyxl", "zipfile"}
"""Packages whose own exceptions count as a clear refusal."""
Row = tuple[str, str, str, str, str, str, str]
HEADER = ("files", "reader", "read", "refused", "traceback", "hang or crash", "slowest")


def read_with_rival(form: str, path: str) -> Outcome:
    """What a plain library makes of a file; what it says is not judged."""
    begun = process_time()
    try:
        RIVALS[form][1](path)
    except Exception as error:
        if type(error).__module__.partition(".")[0] in _OWN_ERRORS:
            return Outcome("refused", str(error), process_time() - begun)
        raise
    return Outcome("read", "", process_time() - begun)


def compare(scratch: Path) -> Iterator[Row]:
    """A row for each form and reader."""
    for form, (rival, _) in RIVALS.items():
        cases = [case for group in GROUPS.values() for case in group if case.name.endswith(f".{form}")]
        if not cases:
            continue
        paths = [scratch / case.name for case in cases]
        for case, path in zip(cases, paths, strict=True):
            path.write_bytes(case.build())
        yield _count(f"{len(paths)} {form}", "qingdan", read, paths)
        yield _count("", rival, partial(read_with_rival, form), paths)


def _count(files: str, reader: str, reading: Callable[[str], Outcome], paths: list[Path]) -> Row:
    outcomes = [run(reading, path) for path in paths]
    kinds = Counter(outcome.kind for outcome in outcomes)
    slowest = max((outcome.seconds, path.name) for outcome, path in zip(outcomes, paths, strict=True))
    lost, dead = kinds["traceback"] + kinds["unsound"], kinds["hang"] + kinds["crash"]
    cells = (kinds["read"], kinds["refused"], lost, dead)
    return files, reader, *map(str, cells), f"{slowest[0]:.1f} s, {slowest[1]}"  # type: ignore[return-value]
