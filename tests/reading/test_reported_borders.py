"""Borders of articles and suggestions: what waits for what follows. All sentences are invented."""

import pytest

from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.lexicon import DEFAULT

RULES = lead_ins(DEFAULT)


@pytest.mark.parametrize(
    ("piece", "following", "rule"),
    [
        ("审议中", "代表们踊跃发言", "clause.lead_in"),
        ("出席会议的代表在参加分团讨论时", "对报告作了审议", "clause.lead_in_tail"),
        ("区委书记沈清", "区长温如岚参加审议", "clause.subject"),
        ("上世纪90年代以前建成的小区", "基本没有规划停车位", "clause.subject"),
        ("县长所作的政府工作报告", "通篇贯穿为民情怀", "clause.subject"),
        ("出席会议的云汀代表团", "今天举行全体会议", "clause.subject"),
        ("无违建创建等工作", "使环境越来越好", "clause.subject"),
        ("从项目建设到乡村振兴", "从营商环境到城市品质", "clause.list"),
        ("是一个既符合实际", "又回应关切的报告", "clause.list"),
        ("要加强对代表", "尤其是基层代表的培训", "clause.insert"),
        ("把公交线路列入计划", "明确责任部门", "clause.lead_in"),
        ("除批评教育外", "还要进行处罚", "clause.lead_in"),
        ("会议听取了县政府关于就业的报告", "县政府关于养老的报告", "clause.list"),
        ("会议听取了县政府关于就业的报告", "审议了县政府关于养老的报告", ""),
        ("县人大常委会副主任次仁旺堆、沈清", "秘书长周砚秋出席会议", "clause.subject"),
        ("县法院院长沈清及有关部门负责人", "部分人大代表列席会议", "clause.subject"),
        ("选举沈清为代表团团长", "周砚秋、方知远为副团长", "clause.list"),
        ("选举沈清为代表团团长", "周砚秋介绍了情况", ""),
        ("县长沈清作报告", "以及县法院院长作报告", "clause.rest"),
        ("在矿区道路改造和公交延伸的座谈现场", "代表们算了一笔账", "clause.lead_in"),
        ("听了政府工作报告", "倍感振奋", "clause.lead_in"),
        ("这些成绩的取得", "离不开全县人民的努力", "clause.subject"),
        ("矿区改造取得的成绩", "更是令人欣喜", "clause.subject"),
        ("作风实不实", "群众说了算", "clause.topic"),
        ("沈清代表云汀县代表团", "向大会表示感谢", "clause.subject"),
        ("希望新的一年里", "公交线路再延伸", "clause.lead_in"),
        ("这次会议上", "沈清提交了建议", "clause.lead_in"),
        ("云汀作为老矿区", "转型任务很重", "clause.subject"),
        ("云汀之所以发展快", "靠的是实干", "clause.condition"),
        ("无论是回顾工作", "还是部署任务", "clause.list"),
        ("代表们从各自岗位出发", "谈了打算", "clause.lead_in_tail"),
        ("听到的一个个数字", "都让人振奋", "clause.subject"),
        ("沈清一出现", "就和代表们交流起来", "clause.condition"),
        ("代表们聚在一起", "就如何办好交通交流", ""),
        ("就常委会工作报告（征求意见稿）", "调研组征求意见", "clause.lead_in"),
        ("这说明", "制度是管用的", "clause.saying"),
        ("会议经表决", "依次通过了各项决议", "clause.lead_in"),
        ("刚刚结束的县党代会", "为云汀的发展指明了方向", "clause.subject"),
        ("开展专题询问", "对于县人大来说还是首次", "clause.subject"),
        ("部署到哪里", "监督就跟进到哪里", "clause.condition"),
        ("“很精彩”“很振奋”", "是代表们的共同感受", "clause.subject"),
        ("让居民在日常出行中", "真正得到方便", "clause.lead_in_tail"),
        ("希望市相关部门", "在资金安排上给予支持", "clause.subject"),
        ("希望市相关部门加大投入", "延长公交线路", ""),
        ("报告用翔实数据、典型事例", "向群众报告了工作", "clause.lead_in"),
        ("要提高公交质量", "应从线路做起", "clause.condition"),
        ("云汀作为生态功能区和水源涵养区", "水质要求很高", "clause.subject"),
        ("现场聆听了政府工作报告", "我们倍受鼓舞", "clause.lead_in"),
        ("沈清说：“报告是一个求真务实", "催人奋进的好报告", "clause.list"),
        ("报告是一个求真务实的好报告", "催人奋进的好报告", ""),
        ("紧跟步伐", "始终保持一致", ""),
        ("要把稳就业作为大事来抓", "开发公益性岗位", ""),
        ("努力做勤学善思的表率", "做团结共事的表率", ""),
        ("把握重大机遇", "发挥自身优势", ""),
        ("近年来做了不少工作", "使交通有了改观", ""),
        ("表达自己的观点", "提出了不少建议", ""),
        ("报告令人振奋", "思路清晰", ""),
        ("泊位被私自加装地锁的现象屡禁不止", "令人气愤", ""),
        ("圩堤失修", "由于水土流失", ""),
        ("还是小学好", "都要办好", "clause.list"),
        ("大会表示感谢", "向全体代表致以崇高的敬意", ""),
    ],
)
def test_what_waits(piece: str, following: str, rule: str) -> None:
    """A piece before a comma stands for itself unless a rule says otherwise."""
    assert RULES.before_comma(piece, following, False, "", True) == rule
