"""What a name is by what stands around it: a road that is being built is a project, not a place."""

import re

from huiyin.reading.mention_forms import Candidate
from huiyin.reading.model import MentionType as T

# kinds of place that become projects as the object of works; zones and towns stay places
FACILITY = (
    "路",
    "街",
    "大道",
    "大街",
    "巷",
    "桥",
    "高架",
    "公园",
    "广场",
    "植物园",
    "动物园",
    "站",
    "机场",
    "港",
    "水库",
    "街区",
    "市场",
    "段",
    "家园",
    "佳苑",
    "新村",
    "小区",
    "遗址",
    "古城",
)
AFTER = re.compile(
    r"(?:等)?(?:\d+[条个座处])?(?:主体)?(?:全线|全面|顺利|正式|基本|提前|即将|同步|如期|加快|有序|稳步|加速)?"
    r"(?:实现)?(?:建设完成|建设|开工|竣工|建成|通车|投产|投用|投运|投入使用|完工|贯通|启动|推进|改造|升级|提质|扩建|改扩建|新建|续建|前期|主体|封顶|试运行|开通|开放|等?项目|工程|及周边|配套)"
)
BEFORE = re.compile(
    r"(?:建设|新建|改建|扩建|续建|开工|开工建设|推进|建成|改造|实施|完成|启动|谋划|升级|加快|推动|改扩建|打通|修建|拓宽|提升|加快建设|抓好)(?:了|好)?\Z"
)
BRIDGES = frozenset(("、", "和", "及", "与", "以及"))


def typed(text: str, names: list[Candidate]) -> list[Candidate]:
    """Return the names with facilities that are being built turned into projects, list by list."""
    done: list[Candidate] = []
    k = 0
    while k < len(names):
        last = k
        while last + 1 < len(names) and text[names[last].end : names[last + 1].start] in BRIDGES:
            last += 1
        run = names[k : last + 1]
        if any(
            n.type == T.PLACE and n.rule == "mention.place_form" and n.rule and text[n.start : n.end].endswith(FACILITY)
            for n in run
        ):
            built = AFTER.match(text, run[-1].end) or BEFORE.search(text, max(0, run[0].start - 8), run[0].start)
            works = any(n.type == T.PROJECT for n in run)
            if built or works:
                run = [
                    n._replace(type=T.PROJECT, rule="mention.works_context")
                    if n.type == T.PLACE and text[n.start : n.end].endswith(FACILITY)
                    else n
                    for n in run
                ]
        done.extend(run)
        k = last + 1
    return done
