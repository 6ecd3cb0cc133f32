"""Write rules/places/divisions.tsv from downloaded packages, and print where the sources differ.

    python tools/places ARCHIVES

ARCHIVES is a folder with the three archives that rules/places/README.md names. Nothing is fetched.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from history import Change, Row, build_rows
from names import short_names
from sources import Codes, read_china_division, read_revisions, read_vant

_HERE = Path(__file__).parent
_TABLE = _HERE.parents[1] / "rules" / "places" / "divisions.tsv"
_HEADER = ("code", "name", "level", "parent", "valid_from", "valid_to", "successors", "short_names")


def main(archives: Path) -> None:
    """Build, compare, write."""
    changes = [_change(line) for line in _read("changes.tsv")]
    rows = build_rows(_corrected(read_revisions(archives)), changes)
    current = {row.code: row.name for row in rows if row.valid_to is None}
    _compare("@vant/area-data", current, read_vant(archives))
    _compare("china-division", current, read_china_division(archives)[0])
    _unexplained(changes, rows)
    nicknames = {line["name"]: line["short"] for line in _read("nicknames.tsv")}
    with _TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(_HEADER)
        writer.writerows(_line(row, nicknames.get(row.name, "")) for row in rows)
    ended = [row for row in rows if row.valid_to is not None]
    print(f"{len(rows)} rows, {len(current)} in force; {sum(bool(r.successors) for r in ended)} of {len(ended)} ended ones "
          "have a successor", file=sys.stderr)  # fmt: skip


def _line(row: Row, nicknames: str) -> tuple[str, ...]:
    short = nicknames.split(",") if nicknames else []
    short += [name for name in short_names(row.name, row.level) if name not in short]
    return (
        row.code, row.name, row.level, row.parent, str(row.valid_from), str(row.valid_to or ""),
        ",".join(row.successors), ",".join(short),
    )  # fmt: skip


def _read(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _change(line: dict[str, str]) -> Change:
    return Change(int(line["year"]), _codes(line["gone"]), _codes(line["came"]))


def _codes(text: str) -> Codes:
    """`130502 襄都区,130503 信都区`; `-` is nothing."""
    return dict(pair.split(" ", 1) for pair in text.split(",")) if text != "-" else {}  # type: ignore[misc]


def _corrected(revisions: list[tuple[str, Codes]]) -> list[tuple[str, Codes]]:
    wrong = {(line["revision"], line["code"], line["name"]) for line in _read("errata.tsv")}
    return [
        (date, {code: name for code, name in codes.items() if (date, code, name) not in wrong})
        for date, codes in revisions
    ]


def _compare(source: str, current: Codes, other: Codes) -> None:
    for code in sorted(current.keys() | other.keys()):
        if current.get(code) != other.get(code):
            print(f"{source}\t{code}\there {current.get(code)}\tthere {other.get(code)}")


def _unexplained(changes: Iterable[Change], rows: Iterable[Row]) -> None:
    """Lines of changes.tsv that name a code which the lists never held under that name."""
    known = {(row.code, row.name) for row in rows}
    for change in changes:
        for pair in sorted({**change.gone, **change.came}.items() - known):
            print(f"changes.tsv\t{change.year}\tunknown {pair}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
