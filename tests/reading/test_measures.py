"""Figures: what is one, its value, unit, relation, role and subject. The sentences are invented."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.reading import measure_refusals
from huiyin.reading.lexicon import Lexicons
from huiyin.reading.measures import find_measures, find_rejected


def brief(text: str) -> list[tuple[str, Decimal, str, str]]:
    """Return text, value, unit and relation of each figure."""
    return [(m.text, m.value, m.unit, m.relation) for m in find_measures(text)]


ONE = [
    ("盘活停车泊位数81620的目标", "81620", "81620", "", "="),
    ("粉丝量4.4万+。", "4.4万", "44000", "", ">"),
    ("规模跃居中心城区第一;预期", "第一", "1", "", "="),
    ("解决1500多人口出行", "1500多", "1500", "", ">"),
    ("分成十个代表团", "十个", "10", "个", "="),
    ("损坏率几乎达到百分之九十", "百分之九十", "90", "%", "~"),
    ("推动总投资81亿元的项目落地", "81亿元", "8100000000", "元", "="),
    ("云汀市产粮200万吨", "200万吨", "2000000", "吨", "="),
    ("发电3.5亿千瓦时", "3.5亿千瓦时", "350000000", "千瓦时", "="),
    ("装机310万千瓦", "310万千瓦", "3100000", "千瓦", "="),
    ("输送500千伏电力", "500千伏", "500", "千伏", "="),
    ("接待游客3.2万人次", "3.2万人次", "32000", "人次", "="),
    ("完成造林1.5万亩", "1.5万亩", "15000", "亩", "="),
    ("抓好两项工作", "两项", "2", "项", "="),
    ("民生支出占八成", "八成", "80", "%", "="),
    ("占全市的三分之一。", "三分之一", "0.3333", "", "="),
    ("增速为百分之五", "百分之五", "5", "%", "="),
    ("下降１２．５％", "１２．５％", "12.5", "%", "="),
    ("增速为-1.2%，", "-1.2%", "-1.2", "%", "="),
    ("发放1,234户", "1,234户", "1234", "户", "="),
    ("提高1.2个百分点", "1.2个百分点", "1.2", "百分点", "="),
    ("提高三点五个百分点", "三点五个百分点", "3.5", "百分点", "="),
    ("占比提高一倍", "一倍", "1", "倍", "="),
    ("标准提高三成", "三成", "30", "%", "="),
    ("浓度为28微克/立方米", "28微克/立方米", "28", "微克/立方米", "="),
    ("均价6200元/平方米", "6200元/平方米", "6200", "元/平方米", "="),
    ("城乡居民收入比缩小到2.1：1。", "2.1：1", "2.1", "", "="),
    ("连续8年获奖", "8年", "8", "年", "="),
    ("增长1.5倍", "1.5倍", "1.5", "倍", "="),
    ("总量翻一番，", "一番", "1", "番", "="),
    ("开启24小时照明", "24小时", "24", "小时", "="),
    ("等了3个半小时", "3个半小时", "3.5", "小时", "="),
    ("自受理之日起十五日内答复", "十五日", "15", "日", "<="),
    ("补贴3万8，先到先得", "3万8", "38000", "", "="),
    ("花了1万2块钱", "1万2块", "12000", "块", "="),
    ("补贴三万八。", "三万八", "38000", "", "="),
    ("户均增加到1万6千多户", "1万6千多户", "16000", "户", ">"),
    ("突破200万吨", "200万吨", "2000000", "吨", ">"),
    ("超过5%，", "5%", "5", "%", ">"),
    ("建成50多个", "50多个", "50", "个", ">"),
    ("培训300余人", "300余人", "300", "人", ">"),
    ("不低于5%", "5%", "5", "%", ">="),
    ("增长5%以上", "5%", "5", "%", ">="),
    ("至少20个", "20个", "20", "个", ">="),
    ("不足6个月", "6个月", "6", "个月", "<"),
    ("低于10人", "10人", "10", "人", "<"),
    ("控制在5.5%以内", "5.5%", "5.5", "%", "<="),
    ("不超过3天", "3天", "3", "天", "<="),
    ("每县至少打造2个示范点", "2个", "2", "个", ">="),
    ("未交满15年，", "15年", "15", "年", "<"),
    ("缴满一年以后", "一年", "1", "年", "="),
    ("再建一条生产线", "一条", "1", "条", "="),
    ("新引进亿元以上项目", "亿元", "100000000", "元", ">="),
    ("社区里6栋老楼", "6栋", "6", "栋", "="),
    ("增长 5 % 左右", "5 %", "5", "%", "~"),
    ("给予最高5000万元支持", "5000万元", "50000000", "元", "<="),
    ("15个工作日内答复", "15个工作日", "15", "个工作日", "<="),
    ("增长5%左右", "5%", "5", "%", "~"),
    ("近百场演出", "百场", "100", "场", "~"),
    ("举办超千场活动", "千场", "1000", "场", ">"),
    ("大约3公里", "3公里", "3", "公里", "~"),
    ("卡内余额6200，", "6200", "6200", "", "="),
    ("站牌价格约为45，", "45", "45", "", "~"),
    ("只花了三十七，", "三十七", "37", "", "="),
    ("培训3000余党员干部", "3000余", "3000", "", ">"),
    ("带动就业5.2万，", "5.2万", "52000", "", "="),
    ("排名全省第4位", "第4位", "4", "位", "="),
    ("进入全国前十。", "前十", "10", "", "="),
    ("经济总量居全省第二。", "第二", "2", "", "="),
    ("获评国家级工厂1家,", "1家", "1", "家", "="),
    ("跻身全国前百。", "前百", "100", "", "="),
    ("提高三个档次", "三个", "3", "个", "="),
    ("占全市产量的八成多", "八成", "80", "%", ">"),
    ("平均受教育年限达到10.5年", "10.5年", "10.5", "年", "="),  # with a point it is no year, however long
    ("报名满3家（含），", "3家", "3", "家", "="),
]


@pytest.mark.parametrize(("text", "span", "value", "unit", "relation"), ONE, ids=[row[0] for row in ONE])
def test_one_figure(text: str, span: str, value: str, unit: str, relation: str) -> None:
    """Span, value, unit and relation of the only figure in a clause."""
    assert brief(text) == [(span, Decimal(value), unit, relation)]


SPOKEN = [
    ("等了半年多，", "半年多", "0.5", "年", ">"),
    ("停水近半个月，", "半个月", "0.5", "个月", "~"),
    ("半小时内到场，", "半小时", "0.5", "小时", "<="),
    ("损失费壹万元，", "壹万元", "10000", "元", "="),
    ("借款贰拾伍万元整", "贰拾伍万元", "250000", "元", "="),
    ("将近20年了，", "20年", "20", "年", "~"),
    ("都一年了，", "一年", "1", "年", "="),
    ("房龄满了十年，", "十年", "10", "年", "="),
    ("家有二位老人", "二位", "2", "位", "="),
    ("办好十本房产证", "十本", "10", "本", "="),
    ("每户缴两万，", "两万", "20000", "", "="),
    ("最高减30元", "30元", "30", "元", "<="),
    ("路宽4.5m，", "4.5m", "4.5", "m", "="),
    ("容积率2.5，", "2.5", "2.5", "", "="),
    ("交了50000押金，", "50000", "50000", "", "="),
    ("河上有座五孔石桥", "五孔", "5", "孔", "="),
    ("楼高三层，", "三层", "3", "层", "="),
    ("要求一个星期办好手续", "一个星期", "1", "个星期", "="),
    ("一个月过去了，", "一个月", "1", "个月", "="),
    ("还要三年后才通车", "三年", "3", "年", "="),
    ("十多年来无人修过", "十多年", "10", "年", ">"),
    ("等了大半年，", "半年", "0.5", "年", ">"),
    ("拨款三个多亿修路", "三个多亿", "300000000", "", ">"),
    ("支付双倍工资", "双倍", "2", "倍", "="),
    ("小区里两千多住户", "两千多", "2000", "", ">"),
    ("上百村民签名", "百", "100", "", ">="),
    ("停车费一个月150左右，", "150", "150", "", "~"),
    ("又扣了我们五百，", "五百", "500", "", "="),
    ("只要400块钱左右，", "400块", "400", "块", "~"),
    ("我今年78了，", "78", "78", "", "="),
    ("快两年了，", "两年", "2", "年", "~"),
    ("过去一年时间，", "一年", "1", "年", "="),
    ("走三里路才有车", "三里路", "3", "里", "="),
    ("共有二栋楼", "二栋", "2", "栋", "="),
    ("有四万之多", "四万", "40000", "", "="),
    ("年满35周岁以下（含）", "35周岁", "35", "周岁", "<="),
    ("缴费8年后可以退休", "8年", "8", "年", "="),
    ("住院2000，", "2000", "2000", "", "="),
    ("过了五年维修期，", "五年", "5", "年", "="),
    ("不到两年的公路", "两年", "2", "年", "<"),
    ("需要一千多万资金", "一千多万", "10000000", "", ">"),
    ("村里只有一户人家", "一户", "1", "户", "="),
    ("可以多享受一个人", "一个", "1", "个", "="),
    ("补缴两年社保", "两年", "2", "年", "="),
    ("约有600多台车", "600多台", "600", "台", ">"),
    ("双向四车道", "四车道", "4", "车道", "="),
    ("里面有电镀.300度高温", "300度", "300", "度", "="),
]


@pytest.mark.parametrize(("text", "span", "value", "unit", "relation"), SPOKEN, ids=[row[0] for row in SPOKEN])
def test_figures_as_people_write_them(text: str, span: str, value: str, unit: str, relation: str) -> None:
    """Half a year, sums as on receipts, 二 for 两, a length of time with 了."""
    assert brief(text) == [(span, Decimal(value), unit, relation)]


def test_a_bound_may_stand_in_brackets() -> None:
    """达到20%（含20%）以上 is at least 20 %."""
    assert brief("损失达到20%（含20%）以上的")[0] == ("20%", Decimal(20), "%", ">=")


RANGES = [
    ("增长5%—6%，", [("5%", "5", "%"), ("6%", "6", "%")]),
    ("增长5-6%，", [("5", "5", "%"), ("6%", "6", "%")]),
    ("建设3至5个园区", [("3", "3", "个"), ("5个", "5", "个")]),
    ("约需三到五年时间", [("三", "3", "年"), ("五年", "5", "年")]),
    ("补助1万—2万元", [("1万", "10000", "元"), ("2万元", "20000", "元")]),
    ("投资3—5万元", [("3", "30000", "元"), ("5万元", "50000", "元")]),
    ("来了五六家企业", [("五", "5", "家"), ("六家", "6", "家")]),
    ("聚集七八十人", [("七", "70", "人"), ("八十人", "80", "人")]),
    ("花了6、7万元", [("6", "60000", "元"), ("7万元", "70000", "元")]),
    ("等了5、6年了，", [("5", "5", "年"), ("6年", "6", "年")]),
    ("投入三四百万元", [("三", "3000000", "元"), ("四百万元", "4000000", "元")]),
    ("投入三四百多万元", [("三", "3000000", "元"), ("四百多万元", "4000000", "元")]),
]


@pytest.mark.parametrize(("text", "ends"), RANGES, ids=[row[0] for row in RANGES])
def test_ranges(text: str, ends: list[tuple[str, str, str]]) -> None:
    """Both ends of a range are figures; the unit and the multiplier of the second hold for the first."""
    (low, low_value, low_unit), (high, high_value, high_unit) = ends
    assert brief(text) == [
        (low, Decimal(low_value), low_unit, ">="),
        (high, Decimal(high_value), high_unit, "<="),
    ]


def test_the_weights_of_three_sectors_are_shares() -> None:
    """「三次产业结构调整为9.7:47.3:43」 gives three; a time of day or a score none."""
    assert [(m.text, m.role, m.unit) for m in find_measures("三次产业结构调整为9.7:47.3:43。")] == [
        ("9.7", "share", ""),
        ("47.3", "share", ""),
        ("43", "share", ""),
    ]
    assert find_measures("回复时间 17:49:45 回复。") == []


def test_ranks_in_a_list_share_the_verb_before_the_first() -> None:
    """「位居百强县潜力第3、质量第4」 ranks twice; a list of points does not rank."""
    assert [(str(m.value), m.role) for m in find_measures("位居百强县潜力第3、城镇化质量第4、科技创新第6。")] == [
        ("3", "rank"),
        ("4", "rank"),
        ("6", "rank"),
    ]
    assert find_measures("一要抓项目第一、抓民生第二。") == []


def test_a_change_from_one_level_to_another_is_no_range() -> None:
    """由…到 gives two levels."""
    assert brief("数量由3家到5家") == [("3家", Decimal(3), "家", "="), ("5家", Decimal(5), "家", "=")]


NONE = [
    "国内唯一一个指数",
    "奠定基础的重要一年，",
    "推进“三大支撑八项重点”，",
    "践行三个代表重要思想",
    "选定了6栋一套房",
    "云河村4组，15组村民",
    "青石冲（15组）",
    "包括：一类是服务，二类是物流。三类是加工。",
    "门前为一块空地",
    "垃圾站建在12栋楼下",
    "在悦湖苑5-7栋之间",
    "每一个月都是一天多数时候堵车",
    "这需要一个过程",
    "我只是一个老百姓",
    "车库在负一层，二至七层为住宅",
    "送到居民家里。第三，注意安全",
    "从学校到河边一片，",
    "2026年1月8日上午10时30分",
    "二〇二六年一月",
    "市十七届人大五次会议",
    "第三条规定、第二批名单、二期工程",
    "围绕“1+10”赛道发力",
    "拨打12345热线",
    "创建5A级景区、5G工厂",
    "落实“八大行动”，推进治本攻坚三年行动",
    "两县四区联动",
    "3类医疗器械和1类新药",
    "吸引一批企业、打造一系列场景",
    "入选全国百强县",
    "多次协调数十家单位解决几个问题",
    "过去五年、未来三年、前11个月、三年前、五年来",
    "住在临江苑小区3栋2单元",
    "云政办发〔2026〕2号",
    "万元生产总值能耗持续下降",
    "保持两位数增长",
    "20国集团峰会",
    "党的二十大和二十届三中全会精神",
    "“十五五”开局",
    "严格落实中央八项规定精神",
    "坚决做到“两个维护”",
    "建设15分钟便民生活圈",
    "一座城市、一张蓝图、守护万家灯火",
    "《关于促进消费20条措施》",
    "电话0000-1234567",
    "（二）1.一、",
    "乘坐132路公交车到A5区",
    "原料药SPH3127获批",
    "成立70周年庆祝活动",
    "5月20日",
    "1，2，3栋没有电梯",
    "高三部分学生返校",
    "购买了云汀花园3期一套住房",
    "本人至14年注册公司",
    "与四周建筑不协调",
    "住在云汀广场2期",
    "别有一番滋味",
    "7层及以下住户已入住",
    "漏水的是8层以上的住户",
    "触及10千伏云河线",
    "四栋五单元没有电梯",
    "上半年停水",
    "近半年来停水",
    "大陆万里",
    "把居民放在第一位",
    "三本院校",
    "3、4号楼没有电梯",
]


@pytest.mark.parametrize("text", NONE)
def test_no_figure(text: str) -> None:
    """Dates, ordinals, names, labels and figures of speech are no figures."""
    assert brief(text) == []


ROLES = [
    ("地区生产总值增长5%", "change"),
    ("居民消费价格涨幅2%左右", "change"),
    ("增加684元", "change"),
    ("提高到95%", "share"),
    ("城镇调查失业率5.2%", "share"),
    ("占地区生产总值的30%", "share"),
    ("新增3家企业", "level"),
    ("总投资81亿元", "level"),
    ("位居第38名", "rank"),
    ("高于全省1.3个百分点", "change"),
    ("增长到500家", "level"),
]


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[row[0] for row in ROLES])
def test_roles(text: str, role: str) -> None:
    """A verb of change beside the number makes a change, a percentage without one is a share."""
    assert [m.role for m in find_measures(text)] == [role]


SUBJECTS = [
    ("2027年6月底前新增停车泊位1800个。", ["停车泊位"]),
    ("2027年9月30日前建成充电桩600个。", ["充电桩"]),
    ("云汀市地区生产总值增长4.5%左右", ["云汀市地区生产总值"]),
    ("推动总投资81亿元的55个重点建设项目全面开工", ["总投资", "重点建设项目"]),
    ("社会消费品零售总额68.5亿元，增长12.4%；", ["社会消费品零售总额", "社会消费品零售总额"]),
    ("改造老旧小区46个", ["老旧小区"]),
    ("一、二、三产业增加值分别增长4.2%、5%、5.4%。", ["一产业增加值", "二产业增加值", "三产业增加值"]),
    ("城镇、农村居民人均可支配收入分别增长3.4%、5.2%", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
    ("游客人次和旅游收入分别增长17%、16%", ["游客人次", "旅游收入"]),
    ("服务业增加值增长6%", ["服务业增加值"]),
    # a rank is that of what stands before the verb, or of the figure before it
    ("云河大桥通车里程稳居全省前三", ["云河大桥通车里程"]),
    ("进出口总额从全国第9位升至第6位", ["进出口总额", "进出口总额"]),
    ("技改投资增长12%、居全省第2位", ["技改投资", "技改投资"]),
    ("外贸总额突破3亿元、增速居全省第4位", ["外贸总额", "外贸总额增速"]),
    ("棉花总产6万吨、占全国9%", ["棉花总产", "棉花总产"]),
    ("学校综合评价均进入云汀市前5名", ["学校综合评价"]),
    # what it is held against is not what is measured
    ("财政收入增长7%、高于全省1.2个百分点", ["财政收入", "财政收入"]),
    ("入园率从2020年的81%提高到2025年的93%", ["入园率", "入园率"]),
    ("游客人数较2020年增长30%", ["游客人数"]),
    ("火灾起数、受伤人数分别比“十三五”时期下降14%、9%", ["火灾起数", "受伤人数"]),
    ("财政赤字率一直控制在3%以内", ["财政赤字率"]),
    ("“两州一县”减少贫困人口12万人", ["贫困人口"]),
    ("实施“三化”改造项目30个", ["“三化”改造项目"]),
    # marks, brackets and a point inside a name
    ("农贸市场“禁塑”达标率达90%", ["农贸市场“禁塑”达标率"]),
    ("PM2.5浓度下降18%", ["PM2.5浓度"]),
    ("青石（云湖）产业园营收超6亿元", ["青石（云湖）产业园营收"]),
    ("推行“一喷三防”30万亩", ["“一喷三防”"]),
    # the noun stands behind the number, behind its comparator, behind the marks
    ("60%公办学校纳入集团化管理", ["公办学校"]),
    ("选派200名以上科技特派员到村", ["科技特派员"]),
    ("实施亿元以上技改项目30个", ["技改项目", "技改项目"]),
    ("近7万低保人员和特困群众得到救助", ["低保人员和特困群众"]),
    ("新增25个“一次办成”重点事项", ["“一次办成”重点事项"]),
    ("本来我交了三百元年审费", ["年审费"]),
    ("培育3个省级、5个市级产业集群", ["省级产业集群", "市级产业集群"]),
    # words that only look like a verb or a conjunction
    ("签署8个自由贸易协定", ["自由贸易协定"]),
    ("建成30个省级和美乡村", ["省级和美乡村"]),
    ("5家二级及以上公立医院实现互认", ["二级及以上公立医院"]),
    ("30家企业参与共建", ["企业"]),
    ("建设筹集保障性住房3万套", ["保障性住房"]),
    ("带动商品销售20亿元", ["商品销售"]),
    # one head for all, or each its own
    ("原煤、原油、天然气产量分别增长7%、3%、14%", ["原煤产量", "原油产量", "天然气产量"]),
    ("刑事、治安案件分别下降12%、3%", ["刑事案件", "治安案件"]),
    ("农村自来水、卫生户厕普及率分别提升至97%、98%", ["农村自来水普及率", "卫生户厕普及率"]),
    ("进口货值、入境游客、免税销售额分别增长8%、6%、4%", ["进口货值", "入境游客", "免税销售额"]),
    ("文化工程、健身工程分别惠及3万、2万人次", ["文化工程", "健身工程"]),
    ("完成新一轮五万亩造林工程", ["造林工程"]),
    ("打造5条多式联运线路", ["多式联运线路"]),
    ("改造59个小区，359栋楼", ["小区", "楼"]),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_subjects(text: str, subjects: list[str]) -> None:
    """The subject is the noun before the figure, or the one it counts; 分别 deals subjects out in order."""
    assert [m.subject for m in find_measures(text)] == subjects


def test_a_closing_comparator_holds_for_the_whole_list() -> None:
    """分别增长5%、6.5%左右 is about five and about six and a half."""
    assert [m.relation for m in find_measures("城乡居民收入分别增长5%、6.5%左右")] == ["~", "~"]


def test_decimals_in_a_list_share_the_unit_at_its_end() -> None:
    """分别高出3.1和1.6个百分点 is two figures in percentage points."""
    assert brief("增速分别高于全省、全市3.1和1.6个百分点") == [
        ("3.1", Decimal("3.1"), "百分点", "="),
        ("1.6个百分点", Decimal("1.6"), "百分点", "="),
    ]


def test_rejected_numbers_name_their_rule() -> None:
    """A number that is no figure is listed with the rule that refused it."""
    text = "2026年拨打12345，过去五年建成20个"
    assert find_rejected(text) == [(0, 4, "number.year"), (7, 12, "number.no_unit"), (15, 17, "number.date")]


REFUSED = [
    ("2026年", "2026", "number.year"),
    ("从08年起", "08年", "number.year"),
    ("5月20日", "5", "number.date"),
    ("五年增长一倍", "五年", "number.date"),
    ("过去五年", "五年", "number.date"),
    ("实施3年提质计划", "3年", "number.plan_name"),
    ("上午10时30分", "30分", "number.clock_time"),
    ("拨打12345热线", "12345", "number.no_unit"),
    ("大概5左右，", "5", "number.no_unit"),
    ("编号6200-2", "6200", "number.code"),
    ("原料药SPH3127获批", "3127", "number.code"),
    ("第一、二批名单", "二批", "number.ordinal"),
    ("第三条规定", "三条", "number.ordinal"),
    ("二届三次职代会", "三次", "number.ordinal"),
    ("分为：一类是服务，二类是物流", "二类", "number.ordinal"),
    ("3类新药，保持3类", "3类", "number.grade"),
    ("建设15分钟便民生活圈", "15分钟", "number.area_name"),
    ("养老12条、助餐8条等政策", "12条", "number.policy_name"),
    ("《关于促进消费20条措施》", "20条", "number.in_title"),
    ("《促进消费20条措施》印发以来，云汀市各区狠抓落实，商圈人气逐月走高，夜间经济活跃", "20条", "number.in_title"),
    ("推进“3个示范点”建设", "3个", "number.quoted_name"),
    ("推广“10分钟服务”", "10分钟", "number.quoted_name"),
    ("落实“科创20条”", "20条", "number.quoted_name"),
    ("住6层及阁楼的居民", "6层", "number.label"),
    ("2栋没有电梯", "2栋", "number.label"),
    ("认购的12栋", "12栋", "number.label"),
    ("租下12栋", "12栋", "number.label"),
    ("触及10千伏云河线", "10千伏", "number.name"),
    ("国内唯一一个指数", "一一个", "number.name"),
    ("数百家企业", "百家", "number.vague"),
    ("万元产值能耗", "万元", "number.multiplier_only"),
    ("一座城市", "一座", "number.one_as_article"),
    ("这一批", "一批", "number.one_as_article"),
    ("别有一番滋味", "一番", "number.one_as_article"),
]


@pytest.mark.parametrize(("text", "number", "rule"), REFUSED, ids=[f"{row[2]}-{row[0][:12]}" for row in REFUSED])
def test_a_number_is_refused_by_this_rule(text: str, number: str, rule: str) -> None:
    """The number is among those refused, with the rule that `--explain` tells."""
    assert (number, rule) in [(text[start:end], why) for start, end, why in find_rejected(text)]


def test_every_refusal_in_the_code_has_a_row() -> None:
    """A refusal that no row reaches would be an untested rule."""
    source = Path(measure_refusals.__file__ or "").read_text(encoding="utf-8")
    assert set(re.findall(r'"(number\.\w+)"', source)) == {rule for _, _, rule in REFUSED}


def test_rules_name_family_and_role() -> None:
    """The rule of a figure says how it was read."""
    assert [m.rule for m in find_measures("增长5%，建成20个，投资3亿元")] == [
        "measure.percent.change",
        "measure.count.level",
        "measure.amount.level",
    ]


PIECES = [
    *(
        "增长",
        "5",
        "%",
        "1,234",
        "三",
        "十",
        "万",
        "亿元",
        "个",
        "—",
        "至",
        "约",
        "以上",
        "“",
        "”",
        "《",
        "，",
        "年",
        "第",
    ),
    *(
        "分之",
        "：",
        "𠀀",
        "５",
        "余",
        "、",
        "分别",
        "成",
        "多",
        "点",
        "两",
        ".",
        "数",
        "倍",
        "来",
        "半",
        "月",
        "天",
        "内",
    ),
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_ordered_disjoint_slices(text: str) -> None:
    """For any text the figures are in order, apart from each other, and cite what stands at their place."""
    end = 0
    for measure in find_measures(text):
        assert end <= measure.start < measure.end
        assert text[measure.start : measure.end] == measure.text
        assert measure.relation in ("=", ">", ">=", "<", "<=", "~")
        assert measure.role in ("level", "change", "rank", "share")
        end = measure.end
    assert find_measures(text) == find_measures(text)
    find_rejected(text)


def test_a_place_adds_units_and_comparators(tmp_path: Path) -> None:
    """A folder with files of the same names adds to the shipped words and loses none of them."""
    (tmp_path / "units.toml").write_text('classifiers = ["畦"]\n[not_before]\n"畦" = ["田"]\n', encoding="utf-8")
    (tmp_path / "comparators.toml").write_text('[before]\n">" = ["飙过"]\n', encoding="utf-8")
    own = Lexicons(tmp_path)
    assert [(m.text, m.relation) for m in find_measures("种下飙过30畦，超过20个", own)] == [
        ("30畦", ">"),
        ("20个", ">"),
    ]
    assert find_measures("种下30畦") == []


HUGE = {
    "grouped": "共1" + ",000" * 20 + "元。",
    "arabic": "约1" + "亿" * 4000 + "元。",
    "chinese": "一" + "亿" * 4000 + "元。",
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_absurdly_long_numbers_are_read_without_harm(text: str) -> None:
    """A number that goes on and on breaks nothing and is read in parts of bounded length."""
    assert all(figure.value.is_finite() and figure.end - figure.start < 60 for figure in find_measures(text))
