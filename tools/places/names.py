"""Full names → the shorter names in use."""

from __future__ import annotations

import re

_PEOPLES = (
    "各族|藏族|回族|壮族|苗族|彝族|侗族|瑶族|白族|傣族|畲族|黎族|佤族|水族|羌族|满族|土族|怒族|蒙古族|朝鲜族|土家族|布依族|"
    "哈尼族|傈僳族|拉祜族|纳西族|景颇族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|独龙族|裕固族|保安族|东乡族|"
    "达斡尔族|鄂温克族|哈萨克族|维吾尔|柯尔克孜|塔吉克|哈萨克|蒙古|锡伯"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.+?)(?:{_PEOPLES})*自治(?P<kind>[区州县旗])$")
_PLAIN = re.compile(r"(?P<stem>.{2,}?)(?:特别行政区|地区|新区|林区|特区|矿区|[省市县区盟州旗])$")
_NO_NAME = {
    "市中",
    "城关",
    "桥东",
    "桥西",
    "河东",
    "河西",
    "河北",
    "河南",
    "江南",
    "江北",
    "海南",
    "吉林",
    "新城",
    "开发",
}
"""Below a province, what is left of these is a word or the name of a province or region."""


def short_names(name: str, level: str) -> tuple[str, ...]:
    """`恩施土家族苗族自治州` → `恩施州`, `恩施`; a stem of one character is no name (魏县)."""
    match = _AUTONOMOUS.match(name)
    if match and level == "province":
        return (match["stem"],) if len(match["stem"]) > 1 else ()
    if match:
        stem, kind = match["stem"], match["kind"]
        kinds = () if kind == "区" else (stem + kind, f"{stem}自治{kind}")
        return (*kinds, *((stem,) if len(stem) > 1 and stem not in _NO_NAME else ()))
    plain = _PLAIN.match(name)
    if not plain or (level != "province" and plain["stem"] in _NO_NAME):
        return ()
    return (plain["stem"],)
