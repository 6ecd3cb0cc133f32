from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qingdan.extract.deadlines import find_deadlines
from qingdan.models.mentions import Context, Setting
from qingdan.models.values import Deadline
from qingdan.normalise.deadlines import build_deadlines
from qingdan.normalise.evidence import read_spans
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

SIGNED = Context(2023, "title", date(2023, 4, 26))


def read(text: str, context: Context = SIGNED, setting: Setting = "cell") -> tuple[Deadline, ...]:
    passage = Passage.of(text)
    return build_deadlines(passage, find_deadlines(passage, load_rules(), setting), context)


def say(deadline: Deadline) -> str:
    """A deadline in few words: `start..end`, `each …`, `… after event`, `ongoing`, or its status."""
    words = [f"{deadline.start or ''}..{deadline.end or ''}" if deadline.start else str(deadline.end or "")]
    if rhythm := deadline.recurrence:
        words.append(f"each {rhythm.interval} {rhythm.frequency}" + (f" {rhythm.detail}" if rhythm.detail else ""))
    if limit := deadline.relative:
        words.append(f"{limit.count} {limit.unit} {limit.direction} {limit.event}")
    words.append("ongoing" if deadline.ongoing else "")
    words.append(deadline.status if deadline.status != "resolved" else "")
    return " ".join(w for w in words if w)


CELLS = """
5月底至7月初 | 2023-05-31..2023-07-10
每年5月1日至9月30日 | each 1 year 5月1日至9月30日
每年上、下半年各一次 | each 1 year 上、下半年
月内 | 2023-04-01..2023-04-30
全年度 | 2023-01-01..2023-12-31
按项目合同工期 | vague
2023年6月底前 | 2023-06-30
6月30日之前 | 2023-06-30
6 月 30 日 前 | 2023-06-30
２０２３年６月底前 | 2023-06-30
二〇二三年六月三十日 | 2023-06-30
2023年6月30号 | 2023-06-30
二○二四年底前 | 2024-12-31
23年底前 | 2023-12-31
24年3月底前 | 2024-03-31
25年上半年 | 2025-01-01..2025-06-30
2025年前 | 2024-12-31
6月前 | 2023-05-31
9月份前完成 | 2023-08-31
6月初 | 2023-06-10
6月中旬 | 2023-06-11..2023-06-20
6月中 | 2023-06-20
2月下旬 | 2023-02-21..2023-02-28
2024年2月下旬前 | 2024-02-29
年底前完成 | 2023-12-31
年末 | 2023-12-31
岁末 | 2023-12-31
本年度内 | 2023-01-01..2023-12-31
年内 | 2023-01-01..2023-12-31
全年 | 2023-01-01..2023-12-31
贯穿全年 | 2023-01-01..2023-12-31
全年持续推进 | 2023-01-01..2023-12-31 ongoing
年中 | 2023-06-30
明年 | 2024-01-01..2024-12-31
明年年底前 | 2024-12-31
来年春节前 | 2024-02-09
本月底 | 2023-04-30
本月25日前 | 2023-04-25
下个月15日前 | 2023-05-15
月底前 | 2023-04-30
一季度 | 2023-01-01..2023-03-31
第一季度末 | 2023-03-31
Q2 | 2023-04-01..2023-06-30
2024年首季度 | 2024-01-01..2024-03-31
第三季度底前完成 | 2023-09-30
四季度内 | 2023-10-01..2023-12-31
上半年完成 | 2023-01-01..2023-06-30
2024年下半年前 | 2024-12-31
到2025年 | 2025-12-31
至2025年底 | 2025-12-31
力争2025年底前建成 | 2025-12-31
不晚于2023年9月15日 | 2023-09-15
不得超过6月30日 | 2023-06-30
最迟于2023年8月底 | 2023-08-31
最迟不超过9月10日 | 2023-09-10
截止时间：2023年9月30日 | 2023-09-30
截止2023年9月30日 | 2023-09-30
完成时限：2023年11月底 | 2023-11-30
原则上2023年10月底前 | 2023-10-31
2023年9月30日24时前 | 2023-09-30
9月30日（含当日）前 | 2023-09-30
9月28日（星期四）前 | 2023-09-28
5月12日下午5时前 | 2023-05-12
5月12日下班前 | 2023-05-12
2023.6.30 | 2023-06-30
2023/6/30前 | 2023-06-30
2023-06-30 | 2023-06-30
2023.6 | 2023-06-01..2023-06-30
2023.06底前 | 2023-06-30
6.30前 | 2023-06-30
20231231前 | 2023-12-31
2021—2025年 | 2021-01-01..2025-12-31
2021年—2025年 | 2021-01-01..2025-12-31
2023-25年 | 2023-01-01..2025-12-31
2023至2025年底 | 2023-01-01..2025-12-31
2024年4月至2025年2月 | 2024-04-01..2025-02-28
2023年11月—次年3月 | 2023-11-01..2024-03-31
11月至2月 | 2023-11-01..2024-02-29
11月至2024年2月 | 2023-11-01..2024-02-29
3月—5月 | 2023-03-01..2023-05-31
4-6月 | 2023-04-01..2023-06-30
4~6月份 | 2023-04-01..2023-06-30
5月中旬至6月上旬 | 2023-05-11..2023-06-10
5月10日至20日 | 2023-05-10..2023-05-20
5月10日—6月20日 | 2023-05-10..2023-06-20
自2023年5月1日起至2023年10月31日止 | 2023-05-01..2023-10-31
从2023年6月起到年底 | 2023-06-01..2023-12-31
5月开始，12月结束 | 2023-05-01..2023-12-31
2023年—2024年6月 | 2023-01-01..2024-06-30
2023年三季度至2024年一季度 | 2023-07-01..2024-03-31
2023年Q3-Q4 | 2023-07-01..2023-12-31
2023Q4 | 2023-10-01..2023-12-31
2023底前 | 2023-12-31
5.1-5.31 | 2023-05-01..2023-05-31
2023年秋季学期开学前 | unresolved
2023年12底 | unresolved
“七一”前后 | unresolved
每年6月、12月底前 | each 1 year 6月、12月底前
每季度结束后10日内 | each 1 quarter 结束后10日内
会后一周内 | 1 week after 会
即日起至6月30日 | 2023-04-26..2023-06-30
即日起至年底 | 2023-04-26..2023-12-31
自印发之日起至2023年年底 | 2023-04-26..2023-12-31
二至三季度 | 2023-04-01..2023-09-30
第二季度至第四季度 | 2023-04-01..2023-12-31
2023.5-2023.10 | 2023-05-01..2023-10-31
2023年5月1日—5月31日 | 2023-05-01..2023-05-31
7、8月 | 2023-07-01..2023-08-31
“十四五”期间 | 2021-01-01..2025-12-31
“十四五”时期 | 2021-01-01..2025-12-31
十四五末 | 2025-12-31
到“十五五”末 | 2030-12-31
“十四五”规划期末 | 2025-12-31
国庆节前 | 2023-09-30
“七一”前 | 2023-06-30
中秋节前 | 2023-09-28
元旦前 | 2023-12-31
2024年春节前 | 2024-02-09
6月底前完成并持续推进 | 2023-06-30 ongoing
持续推进，12月底前取得阶段性成效 | 2023-12-31 ongoing
立即启动，6月底前完成 | 2023-06-30
2023年6月1日起，长期坚持 | 2023-06-01.. ongoing
2024年1月起 | 2024-01-01..
长期坚持 | ongoing
长期有效 | ongoing
长期 | ongoing
常态化推进 | ongoing
持续实施 | ongoing
持续 | ongoing
日常工作 | ongoing
动态更新 | ongoing
实时 | ongoing
常年坚持 | ongoing
长期坚持、持续推进 | ongoing
每月1日前 | each 1 month 1日前
每月底前 | each 1 month 底前
每月5日、20日前 | each 1 month 5日、20日前
每季度末 | each 1 quarter 末
每季度末月25日前 | each 1 quarter 末月25日前
每季度首月10日前 | each 1 quarter 首月10日前
每年11月底前 | each 1 year 11月底前
每年6月30日前 | each 1 year 6月30日前
每年12月 | each 1 year 12月
每年年底前 | each 1 year 年底前
每年1—3月 | each 1 year 1—3月
每半年 | each 1 half_year
每半年一次 | each 1 half_year
每周五 | each 1 week 五
每周五前报送 | each 1 week 五前
每两年 | each 2 year
每两个月一次 | each 2 month
每2周 | each 2 week
每隔一周 | each 2 week
每旬 | each 1 ten_days
每日 | each 1 day
每天 | each 1 day
每个季度 | each 1 quarter
每半月 | each 2 week
按月推进 | each 1 month
逐月调度 | each 1 month
按年度 | each 1 year
一季度一次 | each 1 quarter
一月一调度 | each 1 month
一周一通报 | each 1 week
两年一次 | each 2 year
季度 | each 1 quarter
6月底前印发方案，每季度调度一次 | 2023-06-30 each 1 quarter
每季度通报，长期坚持 | each 1 quarter ongoing
印发之日起30日内 | 2023-05-26 30 day after 印发之日
自本通知印发之日起一个月内 | 2023-05-26 1 month after 本通知印发之日
文件印发后2周内 | 2023-05-10 2 week after 文件印发
印发之日起30个工作日内 | 30 workday after 印发之日
印发后24小时内 | 24 hour after 印发
收到申请之日起5个工作日内 | 5 workday after 收到申请
会议结束后3日内 | 3 day after 会议结束
实施方案出台后一个月内 | 1 month after 实施方案出台
应当在验收合格后十五日内 | 15 day after 验收合格
开工前10日 | 10 day before 开工
半年内 | 2023-10-26 6 month after implicit
三年内 | 2026-04-26 3 year after implicit
24小时内 | 24 hour after implicit
适时 | vague
立即 | vague
尽快完成 | vague
按序时进度推进 | vague
按照上级要求 | vague
根据工作需要 | vague
不定期 | vague
立行立改，长期坚持 | vague / ongoing
入汛前 | unresolved
两会前 | unresolved
13月底前 | unresolved
2023年2月30日前 | unresolved
6月31日前 | unresolved
见附件 | unresolved
5月底前制定方案，10月底前完成，次年3月底前验收 | 2023-05-31 / 2023-10-31 / 2024-03-31
2023年10月底、2024年4月底前 | 2023-10-31 / 2024-04-30
2023年底前覆盖五成，2024年底前全覆盖 | 2023-12-31 / 2024-12-31
6月10日、25日前 | 2023-06-10 / 2023-06-25
6月和12月底前 | 2023-06-01..2023-06-30 / 2023-12-31
2024年6月底前出台，12月底前落地 | 2024-06-30 / 2024-12-31
对照某政办发〔2022〕15号，9月底前完成 | 2023-09-30
较2020年底提高，2024年底前达标 | 2024-12-31
—
/
无

"""


@pytest.mark.parametrize("line", CELLS.strip().splitlines())
def test_a_cell_reads(line: str) -> None:
    text, _, expected = line.partition(" | ")
    assert " / ".join(say(d) for d in read(text)) == expected


PROSE = """
2023年6月底前，各地完成方案编制。 | 2023-06-30
到2025年，全市建成标准化站点100个。到2025年，覆盖率达到90%。 | 2025-12-31
“十四五”期间，新增床位200张。 | 2021-01-01..2025-12-31
各部门于每月5日前报送进展。 | each 1 month 5日前
自5月起，于每月1日前报送台账。 | 2023-05-01.. each 1 month 1日前
2024年实现乡镇全覆盖，2025年基本建成体系。 | 2024-01-01..2024-12-31 / 2025-01-01..2025-12-31
试点阶段（2023年5月—10月）。选择两个县先行。 | 2023-05-01..2023-10-31
部署阶段（2023年5月）。成立专班。 | 2023-05-01..2023-05-31
年底前完成整改。 | 2023-12-31
年内开展两次评估。 | 2023-01-01..2023-12-31
应当在收到材料之日起5个工作日内答复。 | 5 workday after 收到材料
力争到2025年底，培育企业50家。 | 2025-12-31
收到补正材料后20天内，完成复审。 | 20 day after 收到补正材料
各镇两年内完成改造。 | 2 year after implicit
利用2—3年时间，建成示范带。 | 3 year after implicit
每年举办技能竞赛，宣传先进典型。 | each 1 year
压实责任，每日应做好值守记录。 | each 1 day
每年汛期前组织隐患排查。 | each 1 year 汛期前
到2025年全部完成现有危桥改造。 | 2025-12-31
2026年，产业规模达到300亿元。 | 2026-01-01..2026-12-31
到2099年，全面完成。
到3024年底，完成改造。
2小时内完成初步处置。
至2022年底，已建成站点20座。
截至2022年底，现有企业300家。
对每年参加培训的人员给予补贴。
2023年6月18日，全市推进会召开。
持续推进改革，长期坚持，适时评估。
2021年以来，全市累计建成站点80个。
较2020年下降15%，比2019年末提高2个百分点。
实施三年行动计划（2021—2023年），巩固成果。
落实《“十四五”卫生健康规划》和《2023年底前任务表》。
围绕“十四五”规划目标抓好落实。
每年培育企业20家，每年新增岗位500个。
2021年10月印发的方案继续执行。
到2020年，覆盖率已经达到80%。
“十三五”期间，全市经济稳步增长。
本办法自2023年6月1日起施行，有效期5年。
三年内未发生事故的单位可以申报。
2024年起，逐步扩大范围。
365天不打烊，24小时值守。
"""


@pytest.mark.parametrize("line", PROSE.strip().splitlines())
def test_running_text_reads(line: str) -> None:
    text, _, expected = line.partition(" | ")
    assert " / ".join(say(d) for d in read(text, setting="prose")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市教育局牵头，市财政局配合，2023年底前完成", "2023-12-31"),
        ("市教育局牵头，9月底前完成并长期坚持", "2023-09-30 ongoing"),
        ("市教育局、市财政局", ""),
        ("责任单位：市教育局；完成时限：2024年6月", "2024-06-01..2024-06-30"),
        ("市教育局负责，持续推进", "ongoing"),
    ],
)
def test_a_closing_bracket_reads(text: str, expected: str) -> None:
    assert " / ".join(say(d) for d in read(text, setting="bracket")) == expected


@pytest.mark.parametrize(
    ("text", "context", "end", "source", "flags"),
    [
        ("2024年6月底前", SIGNED, date(2024, 6, 30), "printed", ()),
        ("6月底前", SIGNED, date(2023, 6, 30), "title", ("year_inferred",)),
        ("6月底前", Context(None, None, date(2022, 3, 1)), date(2022, 6, 30), "signed_on", ("year_inferred",)),
        ("6月底前", Context(number_year=2022), date(2022, 6, 30), "document_number", ("year_inferred",)),
        ("6月底前", Context(), None, "none", ("year_unknown",)),
        ("本月底前", Context(2023, "title", None), None, "none", ("month_unknown",)),
        ("2月30日前", SIGNED, None, "title", ("year_inferred", "invalid_date")),
        ("3024年6月底前", SIGNED, None, "none", ("year_implausible",)),
        ("2099年6月底前", SIGNED, None, "none", ("year_implausible",)),
        ("24年6月底前", SIGNED, date(2024, 6, 30), "printed", ("century_inferred",)),
        ("2024年6月底前后", SIGNED, date(2024, 6, 30), "printed", ("approximate",)),
    ],
)
def test_every_inference_is_a_flag(
    text: str, context: Context, end: date | None, source: str, flags: tuple[str, ...]
) -> None:
    (deadline,) = read(text, context)
    assert (deadline.end, deadline.year_source, deadline.flags) == (end, source, flags)


def test_the_second_date_takes_the_year_of_the_first() -> None:
    first, second = read("2024年3月底前完成，9月底前验收")
    assert (first.flags, second.end, second.flags) == ((), date(2024, 9, 30), ("year_inferred",))


def test_steps_are_labelled() -> None:
    assert [d.label for d in read("6月底前形成初稿，年内印发")] == ["形成初稿", "印发"]
    assert [d.label for d in read("县级5月底前、乡级6月底前完成")] == ["县级", "乡级"]
    assert [d.label for d in read("3月底、9月底前各报一次")] == ["各报一次", "各报一次"]
    assert [d.label for d in read("6月底前完成")] == [None]
    assert [d.label for d in read("首批5月底前，次批8月底前")] == ["首批", "次批"]
    assert [d.label for d in read("5月15日（首批）、8月15日（次批）")] == ["首批", "次批"]
    assert [d.label for d in read("5月和9月")] == [None, None]


PRECISION = """
6月30日前 | day
6月底前 | month
6月中旬 | ten_days
三季度 | quarter
上半年 | half_year
到2025年底 | year
2023—2025年 | period
“十四五”期间 | period
“十四五”末 | year
"""


@pytest.mark.parametrize("line", PRECISION.strip().splitlines())
def test_precision_is_the_printed_unit(line: str) -> None:
    text, _, expected = line.partition(" | ")
    assert [d.precision for d in read(text)] == [expected]


WORDS = st.sampled_from(CELLS.replace("|", " ").split())
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=4).map("".join))


@example("年底2024年1月起", "cell")
@given(TEXTS, st.sampled_from(["cell", "bracket", "prose"]))
def test_any_text_reads_without_error_and_with_evidence(text: str, setting: Setting) -> None:
    for deadline in read(text, setting=setting):
        assert read_spans(text, deadline.spans) == deadline.raw
        assert deadline.start is None or deadline.end is None or deadline.start <= deadline.end


@pytest.mark.parametrize("unit", ["2023年6月30日前", "每", "自", "《", "9", "十", "2023年", "（", "起30", "—", "、1月"])
@pytest.mark.parametrize("setting", ["cell", "prose"])
def test_hostile_text_comes_to_an_end(unit: str, setting: Setting) -> None:
    passage = Passage.of(unit * (20_000 // len(unit)))
    found = find_deadlines(passage, load_rules(), setting)
    assert all(0 <= mention.start < mention.end <= len(passage) for mention in found)
