"""`make bench [NOTICES=folder]`: one table of costs, each beside what it is compared with."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.processes import MEBIBYTE, Cost, measure

HERE = Path(__file__).parent
QINGDAN = str(Path(sys.executable).with_name("qingdan"))
AT_LEAST = {"*.txt": 300, "*.pdf": 12}
"""Files that a run takes at least, so that start-up does not decide it; few files are taken several times."""

Row = tuple[str, str, str, str]


def copies(notices: Path, pattern: str, folder: Path) -> list[str]:
    """Paths of the notices, copied until they are enough; no two of the same bytes. Empty when there are none."""
    found = sorted(path for path in notices.rglob(pattern) if path.is_file())
    rounds = -(-AT_LEAST[pattern] // len(found)) if found else 0
    folder.mkdir()
    written = []
    for turn in range(rounds):
        for path in found:
            copy = folder / f"{path.stem}-{turn}{path.suffix}"
            copy.write_bytes(path.read_bytes() + b"\n\n" * turn)
            written.append(str(copy))
    return written


def convert(files: list[str], out: Path) -> Cost:
    """The cost of converting the files to JSON by one worker."""
    return measure([QINGDAN, "convert", *files, "-o", str(out), "--jobs", "1", "--to", "json"])


def bench_start() -> Iterator[Row]:
    """`--help` against an interpreter that does nothing."""
    bare = measure([sys.executable, "-c", "pass"], repeat=5)
    help_ = measure([QINGDAN, "--help"], repeat=5)
    yield "qingdan --help", f"{help_.seconds:.2f} s", f"bare Python {bare.seconds:.2f} s", "0.15 s"


def bench_text(notices: Path, scratch: Path) -> Iterator[Row]:
    """txt notices a second, and against reading, folding and one scan of the same files."""
    files = copies(notices, "*.txt", scratch / "txt")
    if not files:
        return
    ours = convert(files, scratch / "txt-out")
    scan = measure([sys.executable, str(HERE / "baseline_scan.py"), *files])
    size = sum(Path(name).stat().st_size for name in files) / len(files) / 1024
    yield (
        f"convert {len(files)} txt, {size:.0f} KiB each",
        f"{len(files) / ours.seconds:.0f} notices/s",
        f"read, fold, scan {len(files) / scan.seconds:.0f} notices/s: {ours.seconds / scan.seconds:.1f}×",
        "100, then 300",
    )
    yield "peak memory, txt", f"{ours.peak / MEBIBYTE:.0f} MiB", "", "120 MiB"


def bench_pdf(notices: Path, scratch: Path) -> Iterator[Row]:
    """PDF notices against pdfplumber's text and tables of the same files."""
    files = copies(notices, "*.pdf", scratch / "pdf")
    if not files:
        return
    ours = convert(files, scratch / "pdf-out")
    theirs = measure([sys.executable, str(HERE / "baseline_pdfplumber.py"), *files])
    ratio = theirs.seconds / ours.seconds
    yield (
        f"convert {len(files)} PDF",
        f"{ours.seconds:.2f} s",
        f"pdfplumber {theirs.seconds:.2f} s: {ratio:.1f}× less",
        "6× less",
    )
    yield (
        "peak memory, PDF",
        f"{ours.peak / MEBIBYTE:.0f} MiB",
        f"pdfplumber {theirs.peak / MEBIBYTE:.0f} MiB",
        "120 MiB",
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notices", type=Path, help="folder with txt and PDF notices")
    parser.add_argument("--hostile", action="store_true", help="also read the hostile files, which takes minutes")
    given = parser.parse_args()
    notices = given.notices
    table = Table("what", "cost", "beside it", "aim", title="CPU time of whole processes")
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        for rows in (bench_start(), bench_text(notices, room), bench_pdf(notices, room)):
            for row in rows:
                table.add_row(*row)
        # A process begins with the peak of the one that starts it: nothing large may be loaded before.
        from tests.benchmarks import forms, hostile

        for row in forms.bench_forms(notices, room, convert):
            table.add_row(*row)
        Console().print(table)
        if given.hostile:
            outcomes = Table(*hostile.HEADER, title="What becomes of hostile files")
            for outcome in hostile.compare(room):
                outcomes.add_row(*outcome)
            Console().print(outcomes)


if __name__ == "__main__":
    main()
