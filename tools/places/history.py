"""Dated lists → divisions with the years in which they held and what took their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tools.places.sources import Codes

_STEM = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{1,4}族|各族|蒙古|哈萨克|柯尔克孜|锡伯|达斡尔)*自治[区州县旗]|地区|市|县|区|盟|州|旗|林区|特区|新区)$"
)


@dataclass(frozen=True)
class Row:
    """A line of the table; years as in `qingdan.models.places.Place`."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: int
    valid_to: int | None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """In that year the codes `gone` (code to name) ended and `came` took their place; either may be empty."""

    year: int
    gone: Codes
    came: Codes


def build_rows(revisions: Sequence[tuple[str, Codes]], changes: Sequence[Change]) -> list[Row]:
    """All divisions, sorted by code and first year. The lists' own misprints are dropped."""
    lists = [(int(date[:4]), dict(codes)) for date, codes in revisions]
    lists += _continued(lists[-1], [change for change in changes if change.year >= lists[-1][0]])
    known = {(c.year, *pair): tuple(sorted(c.came)) for c in changes for pair in c.gone.items()}
    rows = []
    for (code, name), runs in _runs(lists).items():
        for first, last in runs:
            year, ends = lists[first][0], lists[last + 1][0] if last + 1 < len(lists) else None
            level, parent = _place(code, lists[last][1])
            row = Row(code, name, level, parent, year, ends)
            if ends is not None:
                row = replace(row, successors=_successors(row, known, lists[last][1], lists[last + 1][1]))
            rows.append(row)
    return sorted(rows, key=lambda row: (row.code, row.valid_from, row.valid_to or 9999))


def _continued(last: tuple[int, Codes], changes: Sequence[Change]) -> Iterator[tuple[int, Codes]]:
    """One list a year after the last one, as the changes tell."""
    year, codes = last
    done = set(codes.items())
    for year in sorted({change.year for change in changes}):
        for change in (c for c in changes if c.year == year):
            done -= set(change.gone.items())
            done |= set(change.came.items())
        yield year, dict(done)


def _runs(lists: Sequence[tuple[int, Codes]]) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
    """Where each code and name stands without a break.

    A gap is closed when nothing else bore the code or, in the province, the name: the lists forgot it. Another name in
    the gap is then a misprint (荔蒲县 between 荔浦县 and 荔浦县).
    """
    standing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (_, codes) in enumerate(lists):
        for pair in codes.items():
            standing[pair].append(i)
    by_name: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (code, name), indexes in standing.items():
        by_name[code[:2], name].update(indexes)
    runs = {pair: _joined(indexes, by_name[pair[0][:2], pair[1]]) for pair, indexes in standing.items()}
    return {pair: kept for pair, spans in runs.items() if (kept := [s for s in spans if not _misprint(pair, s, runs)])}


def _joined(indexes: Sequence[int], named: set[int]) -> list[tuple[int, int]]:
    spans = [(indexes[0], indexes[0])]
    for i in indexes[1:]:
        first, last = spans[-1]
        if named.isdisjoint(range(last + 1, i)):
            spans[-1] = (first, i)
        else:
            spans.append((i, i))
    return spans


def _misprint(
    pair: tuple[str, str], span: tuple[int, int], runs: Mapping[tuple[str, str], list[tuple[int, int]]]
) -> bool:
    """Another name of the same code stands before and after."""
    first, last = span
    others = (s for (code, name), spans in runs.items() if code == pair[0] and name != pair[1] for s in spans)
    return any(begin < first and last < end for begin, end in others)


def _place(code: str, codes: Codes) -> tuple[str, str]:
    """Level and code of the division above."""
    province, prefecture = code[:2] + "0000", code[:4] + "00"
    if code == province:
        return "province", ""
    if code == prefecture:
        return "prefecture", province
    return "county", prefecture if prefecture in codes else province


def _successors(
    row: Row, known: Mapping[tuple[int, str, str], tuple[str, ...]], old: Codes, new: Codes
) -> tuple[str, ...]:
    """What is known of the year, else the same code, else the same name or stem newly listed in the province."""
    ended = row.valid_to or 0
    for year in (ended, ended - 1, ended + 1):
        if (year, row.code, row.name) in known:
            return known[year, row.code, row.name]
    if row.code in new:
        return (row.code,)
    came = {code: name for code, name in new.items() if old.get(code) != name}
    for key in (str, _stem):
        found = [code for code, name in came.items() if key(name) == key(row.name) and _near(code, row.code)]
        found = [code for code in found if _tier(code) == _tier(row.code)] or found
        found = [code for code in found if code[:4] == row.code[:4]] or found
        if len(found) == 1 and len(key(row.name)) > 1:
            return (found[0],)
    return ()


def _near(code: str, other: str) -> bool:
    """In one province; Chongqing and Hainan were parts of others."""
    provinces = {code[:2], other[:2]}
    return len(provinces) == 1 or provinces in ({"50", "51"}, {"46", "44"})


def _tier(code: str) -> bool:
    """True for what stands above counties."""
    return code.endswith("00")


def _stem(name: str) -> str:
    return _STEM.sub("", name)
