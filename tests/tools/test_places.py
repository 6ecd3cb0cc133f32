"""Dated lists become divisions with years and successors."""

import pytest
from tools.places.history import Change, build_rows
from tools.places.names import short_names

PROVINCE = {"130000": "河北省", "130400": "邯郸市"}


def _build(*lists: dict[str, str], gone: dict[str, str] | None = None, came: dict[str, str] | None = None) -> list[str]:
    revisions = [(f"{2000 + i}12", {**PROVINCE, **codes}) for i, codes in enumerate(lists)]
    changes = [Change(2000 + len(lists), gone or {}, came or {})] if gone or came else []
    rows = [row for row in build_rows(revisions, changes) if row.level == "county"]
    return [f"{r.code}{r.name} {r.valid_from}-{r.valid_to or ''} {','.join(r.successors)}".strip() for r in rows]


A, B = {"130421": "甲丙县"}, {"130402": "甲丙区"}
BUILT = {
    "in force": (([A, A], None, None), ["130421甲丙县 2000-"]),
    "upgraded": (([A, B], None, None), ["130402甲丙区 2001-", "130421甲丙县 2000-2001 130402"]),
    "renamed": (
        ([A, {"130421": "乙丙县"}], None, None),
        ["130421甲丙县 2000-2001 130421", "130421乙丙县 2001-"],
    ),
    "forgotten by one list": (([A, {}, A], None, None), ["130421甲丙县 2000-"]),
    "misprinted by one list": (([A, {"130421": "申丙县"}, A], None, None), ["130421甲丙县 2000-"]),
    "ended without a trace": (([A, {}], None, None), ["130421甲丙县 2000-2001"]),
    "changed since the last list": (([A], A, B), ["130402甲丙区 2001-", "130421甲丙县 2000-2001 130402"]),
    "new since the last list": (([A], None, B), ["130402甲丙区 2001-", "130421甲丙县 2000-"]),
}


@pytest.mark.parametrize(("given", "expected"), BUILT.values(), ids=BUILT.keys())
def test_rows(
    given: tuple[list[dict[str, str]], dict[str, str] | None, dict[str, str] | None], expected: list[str]
) -> None:
    lists, gone, came = given
    assert _build(*lists, gone=gone, came=came) == expected


SHORT = [
    ("浙江省", "province", ("浙江",)),
    ("广西壮族自治区", "province", ("广西",)),
    ("金华市", "prefecture", ("金华",)),
    ("恩施土家族苗族自治州", "prefecture", ("恩施州", "恩施自治州", "恩施")),
    ("喀什地区", "prefecture", ("喀什",)),
    ("双江拉祜族佤族布朗族傣族自治县", "county", ("双江县", "双江自治县", "双江")),
    ("孟村回族自治县", "county", ("孟村县", "孟村自治县", "孟村")),
    ("浦东新区", "county", ("浦东",)),
    ("神农架林区", "county", ("神农架",)),
    ("魏县", "county", ()),
    ("城区", "county", ()),
    ("海南区", "county", ()),
]


@pytest.mark.parametrize(("name", "level", "expected"), SHORT)
def test_short_names(name: str, level: str, expected: tuple[str, ...]) -> None:
    assert short_names(name, level) == expected
