"""Sentences of the genre and the goals that they set: (indicator, comparator, value, maximum, unit, direction)."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.targets import find_targets
from qingdan.models.values import Target
from qingdan.normalise.evidence import read_spans
from qingdan.normalise.targets import build_targets
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

Goal = tuple[str | None, str | None, float | None, float | None, str | None, str | None]

GOALS: list[tuple[str, list[Goal]]] = [
    (
        "到2025年，全市高新技术企业达到500家，年均增长15%以上",
        [("全市高新技术企业", ">=", 500, None, "家", None), ("全市高新技术企业", ">=", 15, None, "%", "increase")],
    ),
    ("组建不少于20人的半专业扑火队", [("半专业扑火队", ">=", 20, None, "人", None)]),
    ("建立不低于1000万元的风险补偿资金池", [("风险补偿资金池", ">=", 1000, None, "万元", None)]),
    ("配备不少于2名的专职人员", [("专职人员", ">=", 2, None, "名", None)]),
    ("接入视频监控1.2万路以上", [("视频监控", ">=", 1.2, None, "万路", None)]),
    ("新增1.2万路视频监控", [("视频监控", "=", 1.2, None, "万路", "increase")]),
    ("人均藏书0.8册", [("人均藏书", "=", 0.8, None, "册", None)]),
    ("降雪停止后24小时内清通", [("降雪停止后", "<=", 24, None, "小时", None)]),
    ("追溯基地45个", [("追溯基地", "=", 45, None, "个", None)]),
    ("新增普惠性学位不低于3000个", [("普惠性学位", ">=", 3000, None, "个", "increase")]),
    ("规上工业增加值增长8%左右", [("规上工业增加值", "~", 8, None, "%", "increase")]),
    ("城镇登记失业率控制在4.5%以内", [("城镇登记失业率", "<=", 4.5, None, "%", None)]),
    ("PM2.5平均浓度控制在35微克/立方米以下", [("PM2.5平均浓度", "<=", 35, None, "微克/立方米", None)]),
    ("单位GDP能耗降低3.2%", [("单位GDP能耗", "=", 3.2, None, "%", "decrease")]),
    (
        "粮食播种面积稳定在320万亩，产量不低于150万吨",
        [("粮食播种面积", "=", 320, None, "万亩", None), ("产量", ">=", 150, None, "万吨", None)],
    ),
    (
        "森林覆盖率达到45.2%，比上年提高0.3个百分点",
        [("森林覆盖率", ">=", 45.2, None, "%", None), ("森林覆盖率", "=", 0.3, None, "百分点", "increase")],
    ),
    ("新建改建农村公路120公里", [("农村公路", "=", 120, None, "公里", None)]),
    (
        "改造老旧小区86个，惠及居民1.2万户",
        [("老旧小区", "=", 86, None, "个", None), ("居民", "=", 1.2, None, "万户", None)],
    ),
    (
        "新增城镇就业3万人以上，城镇调查失业率5.5%左右",
        [("城镇就业", ">=", 3, None, "万人", "increase"), ("城镇调查失业率", "~", 5.5, None, "%", None)],
    ),
    (
        "全年引进亿元以上项目30个，其中10亿元以上项目5个",
        [("亿元以上项目", "=", 30, None, "个", None), ("10亿元以上项目", "=", 5, None, "个", None)],
    ),
    (
        "培育省级专精特新企业20家、国家级“小巨人”企业3家",
        [("省级专精特新企业", "=", 20, None, "家", None), ("国家级“小巨人”企业", "=", 3, None, "家", None)],
    ),
    ("每千人口执业（助理）医师数达到3.2人", [("每千人口执业（助理）医师数", ">=", 3.2, None, "人", None)]),
    ("人均预期寿命提高到79岁", [("人均预期寿命", ">=", 79, None, "岁", None)]),
    (
        "孕产妇死亡率、婴儿死亡率分别控制在10/10万、4‰以下",
        [("孕产妇死亡率", "<=", 10, None, "/10万", None), ("婴儿死亡率", "<=", 4, None, "‰", None)],
    ),
    ("养老机构护理型床位占比不低于55%", [("养老机构护理型床位占比", ">=", 55, None, "%", None)]),
    ("对首次认定的高新技术企业，给予一次性奖励20万元", [("一次性奖励", "=", 20, None, "万元", None)]),
    ("对年营业收入首次突破10亿元的企业，给予最高不超过100万元奖励", [("奖励", "<=", 100, None, "万元", None)]),
    ("对新引进的博士，每人每年补贴3万元，连续补贴3年", [("补贴", "=", 3, None, "万元", None)]),
    (
        "按实际投资额的10%给予补助，最高500万元",
        [("实际投资额给予补助", "=", 10, None, "%", None), ("实际投资额给予补助", "<=", 500, None, "万元", None)],
    ),
    (
        "贷款贴息比例不超过50%，单个企业年度贴息额最高200万元",
        [("贷款贴息比例", "<=", 50, None, "%", None), ("单个企业年度贴息额", "<=", 200, None, "万元", None)],
    ),
    ("每年安排专项资金5000万元", [("安排专项资金", "=", 5000, None, "万元", None)]),
    ("设立10亿元产业发展基金", [("产业发展基金", "=", 10, None, "亿元", None)]),
    ("村卫生室标准化率100%", [("村卫生室标准化率", "=", 100, None, "%", None)]),
    ("行政村光纤通达率达100%", [("行政村光纤通达率", ">=", 100, None, "%", None)]),
    ("实现建制村通硬化路全覆盖", [("建制村通硬化路", "=", 100, None, "%", None)]),
    ("审批时限压缩60%以上", [("审批时限", ">=", 60, None, "%", "decrease")]),
    ("平均办理时间由15个工作日压缩到5个工作日", [("平均办理时间", "<=", 5, None, "个工作日", None)]),
    ("企业开办时间压缩至1个工作日以内", [("企业开办时间", "<=", 1, None, "个工作日", None)]),
    ("不动产登记3个工作日内办结", [("不动产登记", "<=", 3, None, "个工作日", None)]),
    (
        "12345热线按时办结率达98%以上、满意率达95%以上",
        [("12345热线按时办结率", ">=", 98, None, "%", None), ("满意率", ">=", 95, None, "%", None)],
    ),
    ("每季度召开一次联席会议", [("联席会议", "=", 1, None, "次", None)]),
    ("每年至少组织2次应急演练", [("应急演练", ">=", 2, None, "次", None)]),
    ("每月开展不少于1次督查", [("督查", ">=", 1, None, "次", None)]),
    ("每两周调度一次", [("每两周调度", "=", 1, None, "次", None)]),
    (
        "全年开展培训不少于12期，培训人数不少于600人次",
        [("培训", ">=", 12, None, "期", None), ("培训人数", ">=", 600, None, "人次", None)],
    ),
    ("组织义诊活动20场次以上", [("活动", ">=", 20, None, "场次", None)]),
    (
        "中医药服务能力达标的乡镇卫生院占比达到三分之二",
        [("中医药服务能力达标的乡镇卫生院占比", ">=", 66.67, None, "%", None)],
    ),
    ("超过半数的社区建成老年食堂", [("社区建成老年食堂", ">", 50, None, "%", None)]),
    ("床位使用率提高10%", [("床位使用率", "=", 10, None, "%", "increase")]),
    ("药占比下降2—3个百分点", [("药占比", "=", 2, 3, "百分点", "decrease")]),
    (
        "高血压患者规范管理率、糖尿病患者规范管理率均达到65%以上",
        [("高血压患者规范管理率、糖尿病患者规范管理率", ">=", 65, None, "%", None)],
    ),
    (
        "县域内住院率、基层首诊率、双向转诊率分别达到90%、70%、20%",
        [
            ("县域内住院率", ">=", 90, None, "%", None),
            ("基层首诊率", ">=", 70, None, "%", None),
            ("双向转诊率", ">=", 20, None, "%", None),
        ],
    ),
    ("门诊次均费用增幅不超过5%", [("门诊次均费用增幅", "<=", 5, None, "%", None)]),
    ("医疗收入中药品收入占比低于30%", [("医疗收入中药品收入占比", "<", 30, None, "%", None)]),
    ("三级医院平均住院日不超过8天", [("三级医院平均住院日", "<=", 8, None, "天", None)]),
    ("外贸进出口总额突破1000亿元", [("外贸进出口总额", ">", 1000, None, "亿元", None)]),
    (
        "接待游客2000万人次，实现旅游综合收入150亿元",
        [("游客", "=", 2000, None, "万人次", None), ("旅游综合收入", "=", 150, None, "亿元", None)],
    ),
    ("建成高标准农田15万亩", [("高标准农田", "=", 15, None, "万亩", None)]),
    ("受污染耕地安全利用率≥93%", [("受污染耕地安全利用率", ">=", 93, None, "%", None)]),
    ("建设公共充电桩2000个以上", [("公共充电桩", ">=", 2000, None, "个", None)]),
    ("发展农民合作社示范社50家左右", [("农民合作社示范社", "~", 50, None, "家", None)]),
    ("创建国家级示范社区1—2个", [("国家级示范社区", "between", 1, 2, "个", None)]),
    ("建设2个省级以上创新平台", [("省级以上创新平台", "=", 2, None, "个", None)]),
    ("打造3至5个特色产业集群", [("特色产业集群", "between", 3, 5, "个", None)]),
    ("力争到2025年产值较2020年翻一番", [("产值", "=", 100, None, "%", "increase")]),
    ("争取实现营业收入翻番", [("营业收入", "=", 100, None, "%", "increase")]),
    (
        "技术合同成交额达到80亿元，同比增长20%",
        [("技术合同成交额", ">=", 80, None, "亿元", None), ("技术合同成交额", "=", 20, None, "%", "increase")],
    ),
    ("实际使用外资3亿美元", [("实际使用外资", "=", 3, None, "亿美元", None)]),
    ("化肥、农药使用量实现零增长", [("化肥、农药使用量", "=", 0, None, "%", "increase")]),
    ("中小学近视率每年下降0.5个百分点以上", [("中小学近视率", ">=", 0.5, None, "百分点", "decrease")]),
    ("学生每天校内体育活动时间不少于1小时", [("学生每天校内体育活动时间", ">=", 1, None, "小时", None)]),
    ("城乡低保标准提高到每人每月800元", [("城乡低保标准", ">=", 800, None, "元", None)]),
    ("特困人员基本生活标准不低于低保标准的1.3倍", [("特困人员基本生活标准", ">=", 1.3, None, "倍", None)]),
    ("住院政策范围内报销比例70%左右", [("住院政策范围内报销比例", "~", 70, None, "%", None)]),
    ("每个网格至少配备1名专职网格员", [("专职网格员", ">=", 1, None, "名", None)]),
    ("每所学校配备2名以上专职心理教师", [("专职心理教师", ">=", 2, None, "名", None)]),
    ("基层门急诊人次占比较上年提升", [("基层门急诊人次占比", None, None, None, None, "increase")]),
    (
        "病床使用率同比提高，平均住院日同比下降",
        [("病床使用率", None, None, None, None, "increase"), ("平均住院日", None, None, None, None, "decrease")],
    ),
    (
        "转诊率低于10%，较2022年下降3个百分点",
        [("转诊率", "<", 10, None, "%", None), ("转诊率", "=", 3, None, "百分点", "decrease")],
    ),
    ("从2022年的65%提高到2025年的75%", [(None, ">=", 75, None, "%", None)]),
    (
        "将签约率由30%提升至35%，重点人群签约率由60%提升至70%以上",
        [("签约率", ">=", 35, None, "%", None), ("重点人群签约率", ">=", 70, None, "%", None)],
    ),
    (
        "公立医院医疗服务收入占比达35%或较上年提高2个百分点",
        [
            ("公立医院医疗服务收入占比", ">=", 35, None, "%", None),
            ("公立医院医疗服务收入占比", "=", 2, None, "百分点", "increase"),
        ],
    ),
    (
        "门诊和住院费用分别下降5%和3%",
        [("门诊费用", "=", 5, None, "%", "decrease"), ("住院费用", "=", 3, None, "%", "decrease")],
    ),
    (
        "到2024年、2025年签约率分别达到70%、75%",
        [("签约率", ">=", 70, None, "%", None), ("签约率", ">=", 75, None, "%", None)],
    ),
    ("成本降低10%—15%", [("成本", "=", 10, 15, "%", "decrease")]),
    (
        "争取实现产值500亿元，税收20亿元",
        [("产值", "=", 500, None, "亿元", None), ("税收", "=", 20, None, "亿元", None)],
    ),
    ("亩均税收达到20万元", [("亩均税收", ">=", 20, None, "万元", None)]),
    ("覆盖90%以上的行政村", [("行政村", ">=", 90, None, "%", None)]),
    ("全县80%以上的村卫生室达到标准化建设要求", [("村卫生室达到标准化建设要求", ">=", 80, None, "%", None)]),
    ("至少有一名全科医生", [("全科医生", ">=", 1, None, "名", None)]),
    (
        "床护比达到1:0.4，医护比达到1:1.25",
        [("床护比", ">=", 0.4, None, "ratio", None), ("医护比", ">=", 1.25, None, "ratio", None)],
    ),
    ("给予每个村10万元奖补资金", [("奖补资金", "=", 10, None, "万元", None)]),
    (
        "给予最高不超过项目总投资30%、累计不超过200万元的补助",
        [(None, "<=", 30, None, "%", None), ("补助", "<=", 200, None, "万元", None)],
    ),
    ("补助标准为每床2000元", [("补助标准为每床", "=", 2000, None, "元", None)]),
    ("按每人500元的标准给予补贴", [("标准给予补贴", "=", 500, None, "元", None)]),
    ("按照500元/人·年标准给予补助", [("标准给予补助", "=", 500, None, "元", None)]),
    ("奖励资金不超过50万元/家", [("奖励资金", "<=", 50, None, "万元", None)]),
    ("投资强度不低于300万元/亩", [("投资强度", ">=", 300, None, "万元", None)]),
    ("减少办理环节2个以上", [("办理环节", ">=", 2, None, "个", "decrease")]),
    ("精简审批事项30%", [("精简审批事项", "=", 30, None, "%", "decrease")]),
    ("压减申请材料5件", [("材料", "=", 5, None, "件", "decrease")]),
    ("服务半径不超过3公里", [("服务半径", "<=", 3, None, "公里", None)]),
    ("2小时内到达现场", [("到达现场", "<=", 2, None, "小时", None)]),
    ("惠及群众10余万人", [("群众", "~", 10, None, "万人", None)]),
    ("吸引3000多名大学生返乡创业", [("大学生返乡创业", "~", 3000, None, "名", None)]),
    ("建立80—100人的专家库", [("专家库", "between", 80, 100, "人", None)]),
    (
        "获得国家级奖项3项，省级奖项10项以上",
        [("国家级奖项", "=", 3, None, "项", None), ("省级奖项", ">=", 10, None, "项", None)],
    ),
    (
        "新建、改扩建公办幼儿园20所，新增学位6000个",
        [("公办幼儿园", "=", 20, None, "所", None), ("学位", "=", 6000, None, "个", "increase")],
    ),
    (
        "常住人口城镇化率年均提高1个百分点左右，2025年达到65%",
        [("常住人口城镇化率", "~", 1, None, "百分点", "increase"), ("常住人口城镇化率", ">=", 65, None, "%", None)],
    ),
    ("缩短项目审批时间至10个工作日", [("缩短项目审批时间", "<=", 10, None, "个工作日", None)]),
    ("核心区停车泊位超过8000个", [("核心区停车泊位", ">", 8000, None, "个", None)]),
    (
        "培育链主企业8家，突破关键技术40项",
        [("链主企业", "=", 8, None, "家", None), ("关键技术", "=", 40, None, "项", None)],
    ),
    ("突破关键核心技术不少于15项", [("关键核心技术", ">=", 15, None, "项", None)]),
    ("突破20项关键核心技术", [("关键核心技术", "=", 20, None, "项", None)]),
    ("产业规模突破千亿元", [("产业规模", ">", 1000, None, "亿元", None)]),
    ("产业集群营业收入超百亿元", [("产业集群营业收入", ">", 100, None, "亿元", None)]),
    ("学位供给增加１．２万个", [("学位供给", "=", 1.2, None, "万个", "increase")]),
    ("课后服务覆盖率达到百分之九十五", [("课后服务覆盖率", ">=", 95, None, "%", None)]),
    ("压减会议三成", [("压减会议", "=", 30, None, "%", "decrease")]),
    ("企业投入1，200万元", [("企业投入", "=", 1200, None, "万元", None)]),
    (
        "新增20个示范村、30个示范户",
        [("示范村", "=", 20, None, "个", "increase"), ("示范户", "=", 30, None, "个", "increase")],
    ),
    ("群众满意度保持在90%以上", [("群众满意度", ">=", 90, None, "%", None)]),
    ("医院感染发生率控制在千分之五以内", [("医院感染发生率", "<=", 0.5, None, "%", None)]),
    ("八成以上患者在基层就诊", [("患者在基层就诊", ">=", 80, None, "%", None)]),
    ("死亡率不足5%", [("死亡率", "<", 5, None, "%", None)]),
    ("培训约200名骨干", [("骨干", "~", 200, None, "名", None)]),
    ("培养百余名骨干医师", [("骨干医师", "~", 100, None, "名", None)]),
    ("组建两个县域医共体", [("县域医共体", "=", 2, None, "个", None)]),
    ("远程心电诊断30分钟内出具报告", [("远程心电诊断", "<=", 30, None, "分钟", None)]),
    ("每千常住人口床位数7.5张", [("每千常住人口床位数", "=", 7.5, None, "张", None)]),
    ("兑现奖励资金300余万元", [("兑现奖励资金", "~", 300, None, "万元", None)]),
    ("次均住院费用增长率控制在5%以下", [("次均住院费用增长率", "<=", 5, None, "%", None)]),
    ("医疗纠纷发生率下降一半", [("医疗纠纷发生率", "=", 50, None, "%", "decrease")]),
    ("服务人口增加1倍", [("服务人口", "=", 1, None, "倍", "increase")]),
    ("药占比由32%下降到28%以下", [("药占比", "<=", 28, None, "%", None)]),
    ("专家每周至少坐诊1次", [("坐诊", ">=", 1, None, "次", None)]),
    ("新增床位500张以上", [("床位", ">=", 500, None, "张", "increase")]),
    ("设立总规模不少于20亿元的绿色发展基金", [("绿色发展基金", ">=", 20, None, "亿元", None)]),
]

NO_GOALS = [
    "投资不低于1000万元的企业",
    "自受理之日起7个工作日内答复",
    "居民人均可支配收入增速高于经济增速",
    "对65岁以上老年人开展健康体检",
    "为3家重点帮扶单位提供技术支持",
    "16个县（市、区）同步推进",
    "截至2023年底，全市已建成养老机构120家",
    "目前，全县共有卫生院15家",
    "注册资本1000万元以上的企业可以申报",
    "从事相关工作满10年的人员优先",
    "年满60周岁的人员",
    "落实“四个最严”要求",
    "深入实施“八八战略”",
    "学习贯彻党的二十大精神和二十届三中全会精神",
    "依据《中华人民共和国安全生产法》第二十一条",
    "咨询电话：0571-87654321",
    "联系电话：13800138000",
    "会议于3月15日下午2:30在301会议室召开",
    "满分100分，每缺一项扣2分",
    "一季度完成方案制定",
    "6月30日前完成任务",
    "力争三年内建成投用",
    "对近三年来的项目开展评估",
    "一是加强领导，二是强化责任，三是严格考核",
    "建立一个平台、完善两项机制",
    "健全县乡村三级网络",
    "落实三级医院对口帮扶",
    "推进一二三产业融合发展",
    "打造15分钟健康服务圈",
    "创建5A级景区",
    "建设5G基站",
    "2万人以上的乡镇卫生院应设置中医科",
    "新建200张床位以上的医院",
    "500人以上企业全部建立工会",
    "实行24小时值班制度",
    "对处置不力的，处5000元以上2万元以下罚款",
    "坚持“一县一策”",
    "本办法有效期5年",
    "每年3月底前报送上一年度总结",
    "不低于上年水平",
    "提高基层医疗卫生机构执业医师占比",
    "压缩审批时间，优化营商环境",
    "自受理之日起7个工作日内答复",
    "全覆盖、无死角排查隐患",
    "着力构建“1+3+N”服务体系",
    "实施二期工程建设",
    "开展三项行动",
    "制定〔2023〕12号文件配套措施",
    "纳入“十四五”规划",
    "附件2所列事项",
    "图3-1所示流程",
    "2型糖尿病患者管理服务",
    "力争进入全省前三名",
    "通过3—5年努力形成规模",
    "力争全省领先、全国一流",
    "扎实做好2024年度考核",
    "三个月以上婴儿",
    "0—36个月婴幼儿健康管理",
    "7×24小时服务",
    "同比增幅较大",
    "开通120急救指挥中心热线",
    "年营业收入不低于2000万元的企业可以申报",
]

SURROUNDINGS: list[tuple[str, dict[str, Any]]] = [
    ("签约率由35%提高到40%以上", {"baseline_value": 35.0, "value": 40.0}),
    ("县外住院人次较2020年下降15%", {"baseline": "2020", "direction": "decrease"}),
    ("服务量较“十三五”末增长两成", {"baseline": "“十三五”末", "value": 20.0}),
    ("规范管理率比上年提升3个百分点", {"baseline": "previous_year", "unit": "百分点"}),
    ("每千人口拥有执业医师数达到3.2人", {"per": "千人"}),
    ("亩均税收达到20万元", {"per": "亩", "normalized_value": 200000.0, "normalized_unit": "元"}),
    ("每人每月补助1500元", {"per": "人", "frequency": "month"}),
    ("按照500元/人·年标准给予补助", {"per": "人", "frequency": "year", "unit": "元"}),
    ("给予企业500万/年支持", {"frequency": "year", "unit": "万", "normalized_value": 5000000.0}),
    ("每季度召开一次联席会议", {"frequency": "quarter"}),
    ("二氧化碳排放下降18%（约束性）", {"binding": "binding"}),
    ("服务业增加值占比达到52%（预期性）", {"binding": "expected"}),
    ("全市高新技术企业达到500家，年均增长15%以上", {"flags": ("indicator_inherited",), "frequency": "year"}),
]


def targets_of(text: str) -> tuple[Target, ...]:
    passage = Passage.of(text)
    return build_targets(passage, find_targets(passage, load_rules()))


@pytest.mark.parametrize(("text", "expected"), GOALS, ids=[text for text, _ in GOALS])
def test_goals(text: str, expected: list[Goal]) -> None:
    found = [(t.indicator, t.comparator, t.value, t.value_max, t.unit, t.direction) for t in targets_of(text)]
    assert found == expected


@pytest.mark.parametrize("text", NO_GOALS)
def test_names_conditions_and_facts_are_none(text: str) -> None:
    assert targets_of(text) == ()


@pytest.mark.parametrize(("text", "expected"), SURROUNDINGS)
def test_surroundings(text: str, expected: dict[str, Any]) -> None:
    assert any(expected.items() <= target.model_dump().items() for target in targets_of(text))


def test_alternatives_share_a_group() -> None:
    first, second, third = targets_of("甲项占比达35%或较上年提高2个百分点，乙项占比达40%")
    assert first.alternative_group == second.alternative_group is not None
    assert third.alternative_group is None


def test_alternatives_of_two_indicators_are_two_groups() -> None:
    found = targets_of("门诊处方比例和饮片使用率分别同比提升5个百分点或达到60%以上")
    assert [(t.indicator, t.value) for t in found] == [
        ("门诊处方比例", 5), ("饮片使用率", 5), ("门诊处方比例", 60), ("饮片使用率", 60),
    ]  # fmt: skip
    assert [t.alternative_group for t in found[:2]] == [t.alternative_group for t in found[2:]]
    assert found[0].alternative_group != found[1].alternative_group


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("签约率达 7 0％以上", ["达 7 0％以上"]),
        ("血压、血糖控制率分别达45%、40%以上", ["达45%以上", "达40%以上"]),
        ("占比分别提高2个和3个百分点", ["提高2个百分点", "提高3个百分点"]),
        ("双向转诊人次同比提升", ["提升"]),
        ("实现行政村全覆盖", ["全覆盖"]),
    ],
)
def test_raw_is_comparator_figure_and_unit(text: str, raws: list[str]) -> None:
    assert [t.raw for t in targets_of(text)] == raws


RULES = [rule for rule in load_rules() if rule.kind == "target"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_read_their_examples(rule: Any) -> None:
    for example in rule.examples:
        found = [t.model_dump() for t in targets_of(example.text) if t.rule == rule.id]
        assert any(example.expect.items() <= target.items() for target in found), example.text
    for example in rule.non_examples:
        assert not [t for t in targets_of(example.text) if t.rule == rule.id], example.text


WORDS = st.sampled_from(
    [*"0123456789.%‰，、；。（）：《》“”一二三百千万亿约近余年月日", "达到", "不低于", "提高", "下降", "同比",
     "较2020年", "以上", "以内", "或", "和", "分别", "均", "签约率", "血压", "个百分点", "万元", "家", "建设", "新增",
     "每年", "由", "从", "全覆盖", "翻一番", "过半", "三分之二", "给予", "最高", "截至", "的", " ", "\n", "１", "〇"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_words_give_grounded_targets(text: str) -> None:
    for target in targets_of(text):
        assert target.raw
        assert read_spans(text, target.spans) == target.raw
        assert target.value is not None or target.direction is not None
        assert target.comparator is not None or target.value is None


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    targets_of(text)


@pytest.mark.parametrize("piece", ["1", "达到1", "1、", "10个和", "提高到1%或", "比", "（", "“", "的一", "每年"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    targets_of(piece * (30_000 // len(piece)))
    assert time.process_time() - started < 10
