"""Names are found by their form, typed by what stands around them, and generic phrases are none."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.reading import mentions
from huiyin.reading.mentions import find_mentions


def names(text: str) -> list[tuple[str, str]]:
    """The text and type of each name."""
    return [(m.text, m.type) for m in find_mentions(text)]


D, G, H, J, O, P = "document", "programme", "honour", "project", "organisation", "place"  # noqa: E741

DOCUMENTS = {
    "title_marks": ("《政府工作报告》总结成绩客观全面。", [("政府工作报告", D)]),
    "title_in_title": ("《关于修改〈云汀条例〉的决定》", [("关于修改〈云汀条例〉的决定", D)]),
    "bare_report": ("审议政府工作报告和区人大常委会工作报告", [("政府工作报告", D), ("区人大常委会工作报告", D)]),
    "suggestion_title": ("您提出的“关于缓解“出行慢”的建议”收悉", [("关于缓解“出行慢”的建议", D)]),
    "law": ("开展养老服务促进法实施办法检查", [("养老服务促进法实施办法", D)]),
    "number": ("依据云政发〔2024〕8号执行", [("云政发〔2024〕8号", D)]),
    "number_of_a_titled_one": ("《云汀条例》（云政发〔2024〕8号）", [("云汀条例", D)]),
    "suggestion_without_marks": ("沈清代表提交了关于增开公交线路的建议;", [("关于增开公交线路的建议", D)]),
    "report_of_a_place": ("审议云汀县人民政府工作报告、区政府报告", [("云汀县人民政府工作报告", D), ("区政府报告", D)]),
    "report_of_a_committee": ("审议市人大法制委员会工作报告", [("市人大法制委员会工作报告", D)]),
    "issued_paper": (
        "根据国务院办公厅关于推进老旧小区改造的指导意见（国办发〔2020〕23号）",
        [("国务院办公厅关于推进老旧小区改造的指导意见", D)],
    ),
    "period_is_no_plan": ("对“十四五”时期也进行了充分的规划", [("十四五", G)]),
    "quoted_plan": ("印发云汀市“十四五”物流发展规划,", [("云汀市“十四五”物流发展规划", D)]),
}
BODIES = {
    "session": ("出席市三届人大二次会议的代表", [("市三届人大二次会议", O)]),
    "plenary": ("贯彻党的二十届三中全会精神", [("党的二十届三中全会", O)]),
    "work_conference": ("按照市委经济工作会议部署", [("市委经济工作会议", O)]),
    "two_adjoining": ("在市委市政府的领导下", [("市委", O), ("市政府", O)]),
    "after_preposition": ("经市政府同意,报区政府办公室", [("市政府", O), ("区政府办公室", O)]),
    "unknown_region": ("由云汀县政府负责", [("云汀县政府", O)]),
    "ordinary_region": ("青石区政府印发", [("青石区政府", O)]),
    "committee_of_congress": ("市人大常委会教科文卫办公室参加", [("市人大常委会教科文卫办公室", O)]),
    "responsible_offices": (
        "（市发展改革委牵头，市统计局、临江区政府负责）",
        [("市发展改革委", O), ("市统计局", O), ("临江区政府", O)],
    ),
    "unlisted_office": ("市招商促进局牵头,", [("市招商促进局", O)]),
    "section": ("向县公安局户籍科咨询", [("县公安局户籍科", O)]),
    "all_regions": ("各区人民政府和有关部门要落实", []),
    "company": ("引进云汀凌岳科技有限公司", [("云汀凌岳科技有限公司", O)]),
    "firm_after_kind": ("孵化企业云岳药业获批", [("云岳药业", O)]),
    "deputies_of_congress": ("全国人大代表、市政协委员说", []),
    "delegation_of_a_bound_place": ("会议的云汀代表团代表", [("云汀代表团", O)]),
    "delegation_behind_a_verb": ("到镇里检查石溪代表团的建议", [("石溪代表团", O)]),
    "civil_affairs": ("已转交市民政局办理", [("市民政局", O)]),
    "troupe": ("“岳连岳”艺术团下乡演出", [("“岳连岳”艺术团", O)]),
    "members_of_two_academies": ("新增“两院”院士5人", []),
    "courts": ("对“两院”工作和区“两院”报告满意", [("两院", O), ("区“两院”", O)]),
    "standing_committee_in_full": (
        "受云汀市第十七届人民代表大会常务委员会委托",
        [("云汀市第十七届人民代表大会常务委员会", O)],
    ),
    "department_behind_other_words": ("由高新区教育文化体育局核实", [("高新区教育文化体育局", O)]),
    "sort_of_kindergartens": ("云汀城区公办幼儿园有16所", []),
    "people_listed": ("沈清、周砚秋、方知远等领导参加高新区代表团讨论", [("高新区代表团", O)]),
    "people_among_others": ("周砚秋、杨书山、沈清分别到会", []),
    "members_invited": ("并请省政协委员提出意见", [("省政协", O)]),
    "hospital_of_region": ("县人民医院通过复审", [("县人民医院", O)]),
}
PLACES = {
    "unknown_county": ("云汀县将持续发力。", [("云汀县", P)]),
    "gazetteer": ("支持沈阳与大连合作", [("沈阳", P), ("大连", P)]),
    "district_short": ("平山区加快发展,打造美丽平山", [("平山区", P), ("平山", P)]),
    "district_short_alone": ("贡献了平山力量", []),
    "river": ("小云河两岸", [("小云河", P)]),
    "ordinary_phrase_of_nature": ("耕地下山、林地上山,治理河湖", []),
    "river_by_direction": ("汇入西枝江后", [("西枝江", P)]),
    "zone_with_brackets": ("推进中国(浙江)自由贸易试验区建设", [("中国(浙江)自由贸易试验区", P)]),
    "numbered_road": ("235国道车流量大", [("235国道", P)]),
    "town_short": ("岳北街道将发力，岳北要争先，打造宜居岳北", [("岳北街道", P), ("岳北", P), ("岳北", P)]),
    "behind_a_verb": ("我家住和平区青石街", [("和平区青石街", P)]),
    "where_not_what": ("在岳澜小区启动供暖", [("岳澜小区", P)]),
    "anonymised": ("A市A3区的业主反映问题", [("A市A3区", P)]),
    "estate": ("我住在岳澜苑", [("岳澜苑", P)]),
    "town_and_village": ("来到云汀镇岳北村", [("云汀镇岳北村", P)]),
    "street": ("华岳路上的路灯不亮", [("华岳路", P)]),
    "street_after_street": ("华岳路上A市大学南门", [("华岳路", P), ("A市大学", O)]),
    "road_number_is_no_place": ("乘坐203路、807路", []),
    "graded_zone": ("走进国家级现代农业示范区", [("国家级现代农业示范区", P)]),
    "given_name": ("副主任李海东说", []),
    "village_with_ordinary_name": ("来到红旗村", [("红旗村", P)]),
    "kind_of_village": ("建成示范村、特色镇和中心村", []),
    "counted": ("全市两县四区和三个镇", [("两县四区", P)]),
}
HONOURS = {
    "after_verb": ("获评全省县域经济先进县，", [("全省县域经济先进县", H)]),
    "series": ("入选全国示范县、全省百强县1家", [("全国示范县", H), ("全省百强县", H)]),
    "sought": ("推进青石山国家5A级景区创建工作", [("青石山国家5A级景区", H)]),
    "sought_with_verb": ("推动云岳山创建世界级旅游景区", [("云岳山", P), ("世界级旅游景区", H)]),
    "without_title_word": ("荣获省级园林城市称号", [("省级园林城市", H)]),
    "quoted_series": ("荣获“国家卫生县城”“全国双拥模范县”", [("国家卫生县城", H), ("全国双拥模范县", H)]),
    "product_is_no_name": ("“云汀山茶”入选全国名特产品名录", [("全国名特产品名录", H)]),
    "built_is_not_won": ("建成国家级创新平台3个", []),
}
PROGRAMMES = {
    "plan_period": ("今年是“十五五”开局之年。", [("十五五", G)]),
    "number_with_tail": ("坚持以“2+6”赛道为总路径", [("“2+6”赛道", G)]),
    "quoted_slogan": ("支持企业“智改数转”", [("智改数转", G)]),
    "head_before_quote": ("落实安全攻坚“六大行动”", [("安全攻坚“六大行动”", G)]),
    "campaign": ("深入实施消费环境提升行动，", [("消费环境提升行动", G)]),
    "campaigns_joined": ("实施县域高中振兴工程和薄弱学校提升工程", [("县域高中振兴工程", G), ("薄弱学校提升工程", G)]),
    "dull_campaign": ("开展专项行动,实施重点工程", []),
    "event": ("办好第三届云汀马拉松", [("第三届云汀马拉松", G)]),
    "motto_of_place": ("建设平安沈阳", [("平安沈阳", G)]),
    "maxim": ("坚持“项目为王”", []),
    "image": ("牢固树立“一盘棋”思想,发展“夜经济”", []),
    "user_number": ("网友“UU00812345”您好", []),
}
PROJECTS = {
    "listed_works": ("加快推进青石抽水蓄能、汀庄高速等重大项目建设", [("青石抽水蓄能", J), ("汀庄高速", J)]),
    "listed_without_suffix": ("推动云岳沟、汀澜沟铁矿等重点项目落地", [("云岳沟", J), ("汀澜沟铁矿", J)]),
    "list_of_firms": ("推进云岳博泰、汀澜医药等企业进驻", [("云岳博泰", O), ("汀澜医药", O)]),
    "railway_between": ("建设云汀至沈阳城际铁路", [("云汀至沈阳城际铁路", J)]),
    "railway_in_use": ("云岳铁路噪音大", [("云岳铁路", P)]),
    "road_being_built": ("华岳大道建成通车", [("华岳大道", J)]),
    "reservoir_being_built": ("开工建设鹿汀水库。", [("鹿汀水库", J)]),
    "school_being_built": ("县第三中学开工建设", [("县第三中学", J)]),
    "phase": ("加快建设云岳生物二期", [("云岳生物二期", J)]),
    "stretch": ("推进云岳铁路沈阳段建设", [("云岳铁路沈阳段", J)]),
    "works_with_place": ("实施沈阳铁路枢纽提升工程", [("沈阳铁路枢纽提升工程", J)]),
    "generic_phrases": ("推进重点项目、老旧小区改造和主导产业发展。", []),
    "generic_works": ("供热管网、雨污分流等基础设施项目完工", []),
}
# what is done to works, their other end, a numeral or marks inside them; a count makes them one of a kind
WORKS = {
    "rebuilding_goes_with_it": ("推进岳汀灌区续建配套与现代化改造。", [("岳汀灌区续建配套与现代化改造", J)]),
    "unit_of_a_plant": ("推动岳汀核电3号机组开工", [("岳汀核电3号机组", J)]),
    "phase_after_rebuilding": ("加快岳汀核电扩建一期建设", [("岳汀核电扩建一期", J)]),
    "phase_of_an_airport": ("岳汀机场三期完工", [("岳汀机场三期", J)]),
    "two_ends": ("——岳汀到山东特高压直流工程投运", [("岳汀到山东特高压直流工程", J)]),
    "volts_inside": ("云汀电网500千伏主网架工程投产", [("云汀电网500千伏主网架工程", J)]),
    "numeral_of_a_river": ("开工建设万岳河流域治理工程", [("万岳河流域治理工程", J)]),
    "head_in_marks": ("打造“岳海通”岳汀服务平台", [("“岳海通”岳汀服务平台", J)]),
    "counted_before": ("推进6个百万羽蛋鸡养殖重点项目建设", []),
    "counted_behind": ("升级改造农网项目21个。", []),
    "town_of_science": ("推动岳汀大学城高质量发展", [("岳汀大学城", P)]),
    "town_of_science_built": ("加快建设岳汀大学城", [("岳汀大学城", J)]),
    "zone_whose_work_is_meant": ("对岳汀自由贸易港建设的高度重视", [("岳汀自由贸易港", P)]),
}
# ordinary words that end like a place
NO_PLACES = {
    "whole_school": ("加强全学段教育", []),
    "rank_of_town": ("支持大城市发展", []),
    "forbidden_zone": ("本镇不属于禁炮区", []),
    "off_island": ("离岛免税销售增长", []),
    "kind_of_community": ("加强基层社区治理", []),
    "torrent": ("榆中山洪来袭", [("榆中", P)]),
    "shared_by_states": ("落实中国—东盟自贸区议定书", [("东盟", P)]),
    "model_of_a_whole": ("加快美丽甘肃示范区建设", [("甘肃", P)]),
    "office_of_such_a_town": ("岳家桥镇政府回复", [("岳家桥镇政府", O)]),
    "ordinary_town_with_a_bridge": ("在富家桥镇办理", [("富家桥镇", P)]),
    "town_called_by_its_bridge": ("岳家桥镇的道路", [("岳家桥镇", P)]),
    "counted_parks": ("新增口袋公园30个", []),
    "catchword": ("绿水青山就是金山银山", []),
    "office_of_a_district": ("已转交C市高新区执法局办理", [("C市高新区执法局", O)]),
    "office_of_a_town": ("岳汀乡党政办，联系电话", [("岳汀乡党政办", O)]),
    "how_is_no_office": ("岳汀镇怎么办，谁来管", [("岳汀镇", P)]),
    "works_on_a_street": ("岳汀路拓宽工程开工", [("岳汀路拓宽工程", J)]),
    "works_in_a_village": ("岳汀村新建大桥项目已列入计划", [("岳汀村新建大桥项目", J)]),
    "proverb": ("立下愚公移山志", []),
    "verb_between": ("支持大连建设工业设计集聚区", [("大连", P)]),
    "material_of_a_bridge": ("桥体为石拱桥，不能通车", []),
    "sort_of_road": ("在交叉路通道口安装", []),
    "estates_in_need": ("编制了2025年老旧小区改造计划", []),
    "former_village": ("原岳明村征地", [("岳明村", P)]),
    "office_at_the_border": ("建设海口国际通信业务出入口局", [("海口", P)]),
    "hub_of_words": ("打造东北亚地区合作中心枢纽", [("东北亚", P)]),
    "grade_of_bodies": ("推动国家级商协会来访", []),
}
HEADS_BEHIND_MARKS = {
    "games_of_a_city": ("筹办北京冬奥会", [("北京冬奥会", G)]),
    "games_by_number": ("争取第二十届亚运会佳绩", [("第二十届亚运会", G)]),
    "person_before_a_line": ("人大代表 王云海\n政府工作报告好", [("政府工作报告", D)]),
    "prize": ("话剧获“五个一工程”奖", [("“五个一工程”奖", H)]),
    "cities": ("带动“岳汀江”城市群发展", [("“岳汀江”城市群", P)]),
    "contest": ("举办“岳汀杯”足球邀请赛", [("“岳汀杯”足球邀请赛", G)]),
    "question": ("解决“投什么、怎么投”四个问题", []),
    "cities_in_a_list": ("支持济南、青岛等市推进火箭项目", [("济南", P), ("青岛", P)]),
    "regions_in_a_list": ("融入长三角、长江经济带等战略", [("长三角", P), ("长江经济带", P)]),
}
BY_MARKS_AND_LISTS = {
    "edition_of_a_festival": ("举办第五云汀文化节", [("云汀文化节", G)]),
    "honours_side_by_side": ("荣获“全国文明城市”、“国家园林城市”称号。", [("全国文明城市", H), ("国家园林城市", H)]),
    "quoted_and_graded": ("建成“云汀书房”省级示范点。", [("“云汀书房”省级示范点", H)]),
    "mainly": ("以青禾、云溪等为主的企业。", []),
    "he_that_is_no_and": (
        "引进青禾制药、和平电子、云溪食品等企业。",
        [("青禾制药", O), ("和平电子", O), ("云溪食品", O)],
    ),
    "report_of_both_courts": ("云汀市“两院”工作报告。", [("云汀市", P), ("“两院”工作报告", D)]),
    "quoted_ten_of_a_city": ("推进青石区“八大”行动。", [("青石区“八大”行动", G)]),
    "what_somebody_said": ("他说“我们一定要把学校建设好让孩子满意”这句话。", []),
    "an_ordinary_verb": ("作出“停止”决定。", []),
    "of_schools": ("开展学校安全“八大行动”。", [("八大行动", G)]),
    "province_that_is_unknown": ("东云省推进", [("东云省", P)]),
    "road_and_its_overpass": ("新建云汀大道和临江大道高架桥。", [("云汀大道", J), ("临江大道高架桥", J)]),
    "standing_committee_in_full": (
        "青石区第九届人民代表大会常务委员会作出决定。",
        [("青石区第九届人民代表大会常务委员会", O)],
    ),
    "office_of_a_named_street": ("临江青禾街道办事处走访。", [("青禾街道办事处", O)]),
}
CASES = {
    **DOCUMENTS, **BODIES, **PLACES, **HONOURS, **PROGRAMMES, **PROJECTS, **WORKS, **NO_PLACES, **HEADS_BEHIND_MARKS,
    **BY_MARKS_AND_LISTS,
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    """Each form of name is found whole and typed; ordinary words are not."""
    assert names(text) == expected


# What each rule finds, so that `--explain` tells the right one.
RULED = [
    ("mention.anonymous", "A市推进建设", "A市"),
    ("mention.body", "青石区政府印发", "青石区政府"),
    ("mention.body", "市民政局发放补贴", "市民政局"),
    ("mention.body_form", "县人民医院通过复审", "县人民医院"),
    ("mention.body_named", "临江青禾街道办事处走访", "青禾街道办事处"),
    ("mention.body_of_term", "十七届人大选举产生", "十七届人大"),
    ("mention.body_of_term", "青石区第九届人民代表大会常务委员会作出决定", "青石区第九届人民代表大会常务委员会"),
    ("mention.body_report", "审议市人大法制委员会工作报告", "市人大法制委员会工作报告"),
    ("mention.campaign", "深入实施消费环境提升行动，", "消费环境提升行动"),
    ("mention.central", "国务院作出部署", "国务院"),
    ("mention.courts", "对“两院”工作和区“两院”报告满意", "两院"),
    ("mention.department", "教育局牵头", "教育局"),
    ("mention.direction", "豫北地区小麦丰收", "豫北"),
    ("mention.division", "榆中山洪来袭", "榆中"),
    ("mention.division_short", "平山区加快发展,打造美丽平山", "平山"),
    ("mention.estate", "云溪新城项目二期业主反映漏水", "云溪新城项目二期"),
    ("mention.event_form", "办好第三届云汀马拉松", "第三届云汀马拉松"),
    ("mention.free_trade_zone", "推进中国(浙江)自由贸易试验区建设", "中国(浙江)自由贸易试验区"),
    ("mention.honour", "荣获省级园林城市称号", "省级园林城市"),
    ("mention.honour_sought", "推进青石山国家5A级景区创建工作", "青石山国家5A级景区"),
    ("mention.house_built", "县第三中学开工建设", "县第三中学"),
    ("mention.known", "筹办北京冬奥会", "北京冬奥会"),
    ("mention.list", "推进青石高速、月汀高速3条高速建设", "青石高速"),
    ("mention.motto", "建设平安沈阳", "平安沈阳"),
    ("mention.office", "县招商发展中心牵头，财政局配合", "县招商发展中心"),
    ("mention.office_of_place", "岳汀乡党政办，联系电话", "岳汀乡党政办"),
    ("mention.paper_form", "开展养老服务促进法实施办法检查", "养老服务促进法实施办法"),
    (
        "mention.paper_issued",
        "根据省政府办公厅关于推进垃圾分类的指导意见（云政办发〔2020〕23号）",
        "省政府办公厅关于推进垃圾分类的指导意见",
    ),
    ("mention.paper_number", "依据云政发〔2024〕8号执行", "云政发〔2024〕8号"),
    ("mention.place_form", "小云河两岸", "小云河"),
    ("mention.place_short", "岳北街道将发力，岳北要争先，打造宜居岳北", "岳北"),
    ("mention.quote", "打造“书香之城”。", "书香之城"),
    ("mention.quote_content", "“云溪集团公司”中标", "云溪集团公司"),
    ("mention.quote_head", "落实安全攻坚“六大行动”", "安全攻坚“六大行动”"),
    ("mention.quote_headed", "举办“岳汀杯”足球邀请赛", "“岳汀杯”足球邀请赛"),
    ("mention.quote_tail", "实施云汀市“十大”工程", "云汀市“十大”工程"),
    ("mention.quoted_body", "“岳连岳”艺术团下乡演出", "“岳连岳”艺术团"),
    ("mention.quoted_paper", "云汀市“两院”工作报告", "“两院”工作报告"),
    ("mention.quoted_works", "“岳汀”第二通道开工", "“岳汀”第二通道"),
    ("mention.road_number", "235国道车流量大", "235国道"),
    ("mention.session", "召开市十七届五次会议", "市十七届五次会议"),
    ("mention.suggestion_title", "沈清代表提交了关于增开公交线路的建议;", "关于增开公交线路的建议"),
    ("mention.title_marks", "《关于修改〈云汀条例〉的决定》", "关于修改〈云汀条例〉的决定"),
    ("mention.way", "云岳铁路噪音大", "云岳铁路"),
    ("mention.works_context", "华岳大道建成通车", "华岳大道"),
    ("mention.works_form", "岳汀机场三期完工", "岳汀机场三期"),
    ("mention.works_form", "推进青石大道改造提升工程建设", "青石大道改造提升工程"),
    ("mention.works_graded", "新建国家级综合交通运输枢纽", "国家级综合交通运输枢纽"),
    ("mention.zone", "高新区代表团审议报告，高新区要加快建设", "高新区"),
]
NEVER_TOLD = {"mention.product"}  # what won a prize under a quoted name is no name; the rule keeps others off it


@pytest.mark.parametrize(("rule", "text", "name"), RULED, ids=[f"{row[0]}-{row[2][:10]}" for row in RULED])
def test_a_name_is_found_by_this_rule(rule: str, text: str, name: str) -> None:
    """The name stands in the text, found by the rule."""
    assert (name, rule) in [(m.text, m.rule) for m in find_mentions(text)]


def test_every_rule_of_names_in_the_code_has_a_row() -> None:
    """A rule that no row reaches would be untested."""
    modules = Path(mentions.__file__ or "").parent.glob("mention*.py")
    told = set(re.findall(r'"(mention\.\w+)"', "".join(path.read_text(encoding="utf-8") for path in modules)))
    assert told - NEVER_TOLD == {rule for rule, _, _ in RULED}


PIECES = (
    "云汀市",
    "市",
    "政府",
    "“",
    "”",
    "《",
    "》",
    "、",
    "和",
    "等",
    "项目",
    "获评",
    "全国",
    "示范县",
    "路",
    "A3区",
    "12",
    "，",
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_spans_hold(text: str) -> None:
    """Names are in text order, do not overlap, cite what they span, name their rule, and come out the same twice."""
    found = find_mentions(text)
    assert all(m.text == text[m.start : m.end] and m.text and m.rule.startswith("mention.") for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == find_mentions(text)
