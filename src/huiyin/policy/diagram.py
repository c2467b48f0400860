"""A policy as a picture (流程图): stages as boxes, actions as arrows; SVG without style and script, for a strict CSP.

Open stages stand in a column in the file's order, closed ones to the right. An arrow to the next stage runs straight
down, one to any other open stage through a lane on the left, one that closes through a lane on the right; the same
actions from several stages to one share a lane. Actions that leave a case where it is are listed below, as are those
that open a closed one again. Colours are `currentColor` and classes, so that a sheet may set them.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from huiyin.policy.model import Names, Policy, Record, Stage
from huiyin.policy.names import name_of

Language = Literal["zh", "en"]

BOX, TALL, ROW = 176, 48, 104  # width and height of a box, distance of rows
LANE, EDGE = 34, 20  # distance of lanes, free space at the rim
WIDE, NARROW = 13.0, 6.9  # estimated widths of a character of 13 px
LINE = 22  # distance of lines of text
GAP = 12  # between places at which arrows touch a box


class Arrow(Record, frozen=True):
    """All actions that lead from some stages to one: their names, and the stages by their places."""

    names: tuple[str, ...]
    starts: tuple[str, ...]
    end: str


class Label(Record, frozen=True):
    """A text at its place; `anchor` is start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str


def diagram(policy: Policy, language: Language = "zh", *, prefix: str = "policy", current: str = "") -> str:
    """Return a policy's diagram as an SVG element.

    Args:
        policy: what to draw.
        language: of the names.
        prefix: what its ids begin with; two diagrams on a page need two.
        current: the stage in which a case stands, drawn as such.
    """
    return _Drawing(policy, language, prefix, current).svg()


class _Drawing:
    """One drawing in the making."""

    def __init__(self, policy: Policy, language: Language, prefix: str, current: str) -> None:
        self.policy, self.language, self.prefix, self.current = policy, language, prefix, current
        self.open = [stage for stage in policy.stages if not stage.closed]
        self.closed = [stage for stage in policy.stages if stage.closed]
        self.row = {stage.code: place for place, stage in enumerate(self.open)}
        self.touched: dict[tuple[str, str], int] = defaultdict(int)
        self.parts: list[str] = []
        self.labels: list[Label] = []
        self.straight, self.looped, self.closing = self._arrows()
        self.opening = self._opening_again()
        self.targets = self._targets()
        self.loops = [
            ([self._touch(code, "left") for code in each.starts], self._touch(each.end, "left")) for each in self.looped
        ]
        self.loop_lanes = lanes([(min(*starts, end), max(*starts, end)) for starts, end in self.loops])
        nearest = sorted(range(len(self.closing)), key=lambda place: -self._last_row(self.closing[place]))
        ends = {place: self._touch(self.closing[place].end, "in") for place in nearest}  # the nearest runs straight
        self.ends = [ends[place] for place in range(len(self.closing))]
        self.outs = [[self._touch(code, "right") for code in each.starts] for each in self.closing]
        self.out_lanes = lanes(
            [(min(*outs, end), max(*outs, end)) for outs, end in zip(self.outs, self.ends, strict=True)]
        )
        self.left = EDGE + self._widest(self.looped) + 10 + LANE * (max(self.loop_lanes, default=-1) + 1)
        self.right = self.left + BOX + LANE * (max(self.out_lanes, default=-1) + 1) + self._widest(self.closing) + 30

    def svg(self) -> str:
        """Return the whole element."""
        for arrow in self.straight:
            self._draw_straight(arrow)
        for place in range(len(self.looped)):
            self._draw_loop(place)
        for place in range(len(self.closing)):
            self._draw_closing(place)
        boxes = [self._box(stage, self.left, self._top_of(stage.code)) for stage in self.open]
        boxes += [self._box(stage, self.right, self.targets[stage.code]) for stage in self.closed]
        width = self.right + BOX + EDGE
        staying, height = self._staying(width)
        texts = [self._text(label) for label in self.labels]
        return "\n".join([*self._head(width, height), *self.parts, *boxes, *texts, *staying, "</svg>"])

    def _head(self, width: float, height: float) -> list[str]:
        """Return the opening tag, the names for those who do not see it, and the head of an arrow."""
        title, description = quoteattr(f"{self.prefix}-title"), quoteattr(f"{self.prefix}-description")
        lang = "zh-Hans" if self.language == "zh" else "en"
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="policy-diagram" role="img" lang="{lang}" '
            f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" font-size="13" '
            f'fill="currentColor" aria-labelledby={title} aria-describedby={description}>'
        )
        marker = (
            f'<defs><marker id={quoteattr(self.prefix + "-arrow")} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path class="arrow-head" d="M0 0 8 4 0 8z"/></marker></defs>'
        )
        return [
            opening,
            f"<title id={title}>{escape(self._say(self.policy.names))}</title>",
            f"<desc id={description}>{escape(self._description())}</desc>",
            marker,
        ]

    def _arrows(self) -> tuple[list[Arrow], list[Arrow], list[Arrow]]:
        """Return the arrows straight down, those through lanes on the left, and those that close."""
        between: dict[tuple[str, str], list[str]] = defaultdict(list)
        closing: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        for each in self.policy.transitions:
            starts = [code for code in each.from_stages or tuple(self.row) if code in self.row]
            name = self._say(each.names)
            if not each.to_stage or not starts:
                continue
            if each.to_stage not in self.row:
                closing[each.to_stage, tuple(starts)].append(name)
                continue
            for start in starts:
                if start != each.to_stage:
                    between[start, each.to_stage].append(name)
        arrows = [Arrow(tuple(names), (start,), end) for (start, end), names in between.items()]
        straight = [each for each in arrows if self.row[each.end] == self.row[each.starts[0]] + 1]
        looped = sorted(self._shared(each for each in arrows if each not in straight), key=self._span)
        last = [Arrow(tuple(names), starts, end) for (end, starts), names in closing.items()]
        return straight, looped, sorted(last, key=lambda each: (self._last_row(each), len(each.starts), each.end))

    def _opening_again(self) -> list[Arrow]:
        """Return the actions that lead out of a closed stage."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        closed = {stage.code for stage in self.closed}
        for each in self.policy.transitions:
            for start in closed.intersection(each.from_stages):
                if each.to_stage and each.to_stage != start:
                    found[start, each.to_stage].append(self._say(each.names))
        return [Arrow(tuple(names), (start,), end) for (start, end), names in sorted(found.items())]

    def _shared(self, arrows: Iterable[Arrow]) -> list[Arrow]:
        """Return the arrows of the same actions in one direction to one stage as one."""
        starts: dict[tuple[tuple[str, ...], str, bool], list[str]] = defaultdict(list)
        for each in arrows:
            starts[each.names, each.end, self._goes_back(each)].extend(each.starts)
        return [Arrow(names, tuple(found), end) for (names, end, _back), found in starts.items()]

    def _goes_back(self, arrow: Arrow) -> bool:
        return self.row[arrow.end] < self.row[arrow.starts[0]]

    def _targets(self) -> dict[str, float]:
        """Return how far down each closed stage stands: beside the last stage that leads to it, none over another."""
        places: dict[str, float] = {}
        free = float(EDGE)
        order = {code: place for place, code in enumerate(arrow.end for arrow in self.closing)}
        for stage in sorted(self.closed, key=lambda each: order.get(each.code, len(order))):
            rows = [self.row[code] for arrow in self.closing if arrow.end == stage.code for code in arrow.starts]
            wanted = EDGE + ROW * max(rows, default=0)
            places[stage.code] = max(free, wanted)
            free = places[stage.code] + ROW * 0.75
        return places

    def _touch(self, code: str, side: str) -> float:
        """Return the height at which the next arrow touches a side of a box: no two at one place."""
        count = self.touched[code, side]
        self.touched[code, side] += 1
        apart = (0, -GAP, GAP, -1.7 * GAP, 1.7 * GAP, -0.5 * GAP, 0.5 * GAP, -1.35 * GAP, 1.35 * GAP)
        places = (0, 16, -20) if side == "in" else apart
        return self._top_of(code) + TALL / 2 + places[count % len(places)]

    def _top_of(self, code: str) -> float:
        return self.targets.get(code, float(EDGE + ROW * self.row.get(code, 0)))

    def _last_row(self, arrow: Arrow) -> int:
        return max(self.row[code] for code in arrow.starts)

    def _span(self, arrow: Arrow) -> int:
        return max(abs(self.row[code] - self.row[arrow.end]) for code in arrow.starts)

    def _draw_straight(self, arrow: Arrow) -> None:
        """Draw an arrow to the stage below, its name to the right of it."""
        x, y = self.left + BOX / 2, self._top_of(arrow.starts[0]) + TALL
        self._path("edge", f"M{x:g} {y:g}V{self._top_of(arrow.end) - 2:g}")
        self.labels.append(Label(self._listed(arrow.names), x + 8, y + (ROW - TALL) / 2 + 4, "start"))

    def _draw_loop(self, place: int) -> None:
        """Draw an arrow to another open stage through a lane on the left, its names beside the lane."""
        arrow, (starts, end) = self.looped[place], self.loops[place]
        x = self.left - LANE * (self.loop_lanes[place] + 0.8)
        classes = "edge edge-back" if self._goes_back(arrow) else "edge"
        for start in starts[1:]:
            self._path(classes, f"M{self.left:g} {start:g}H{x:g}V{end:g}", headed=False)
        self._path(classes, f"M{self.left:g} {starts[0]:g}H{x:g}V{end:g}H{self.left - 2:g}")
        nearest = min(starts, key=lambda start: abs(start - end))
        first = (nearest + end) / 2 + 4 - 8 * (len(arrow.names) - 1)
        for line, name in enumerate(arrow.names):
            self.labels.append(self._free(Label(name, x - 6, first + 16 * line, "end")))

    def _draw_closing(self, place: int) -> None:
        """Draw the arrows of one action that closes: from each stage into a lane, from the lane into the box."""
        arrow, end = self.closing[place], self.ends[place]
        x = self.left + BOX + LANE * (self.out_lanes[place] + 0.8)
        for y in self.outs[place]:
            self._path("edge edge-closing", f"M{self.left + BOX:g} {y:g}H{x:g}V{end:g}", headed=False)
        self._path("edge edge-closing", f"M{x:g} {end:g}H{self.right - 2:g}")
        below = end > self._top_of(arrow.end) + TALL / 2
        self.labels.append(Label(self._listed(arrow.names), self.right - 12, end + (16 if below else -6), "end"))

    def _path(self, classes: str, data: str, *, headed: bool = True) -> None:
        """Draw a line; one that only goes into a lane has no head."""
        head = " marker-end=" + quoteattr(f"url(#{self.prefix}-arrow)") if headed else ""
        dashes = ' stroke-dasharray="5 3"' if "back" in classes else ""
        self.parts.append(f'<path class="{classes}" d="{data}" fill="none" stroke="currentColor"{dashes}{head}/>')

    def _free(self, label: Label) -> Label:
        """Return a label moved up or down until it lies over no other."""
        for step in (0, 18, -18, 36, -36, 54, -54):
            moved = Label(label.text, label.x, label.y + step, label.anchor)
            if not any(_overlap(moved, other) for other in self.labels):
                return moved
        return label

    def _box(self, stage: Stage, x: float, y: float) -> str:
        """Return one stage: its name, and below it whose turn it is."""
        classes = ["stage"]
        classes += ["stage-closed"] if stage.closed else []
        classes += ["stage-returned"] if stage.returned else []
        classes += ["stage-start"] if stage.code == self.policy.start else []
        classes += ["stage-current"] if stage.code == self.current else []
        strong = ' stroke-width="2.5"' if stage.code == self.policy.start else ""
        fill = 'fill="currentColor" fill-opacity="0.12"' if stage.code == self.current else 'fill="none"'
        turn = self._say(name_of("hand", stage.turn)) if stage.turn else ""
        round_ = TALL // 2 if stage.closed else 6
        rect = (
            f'<rect class="{" ".join(classes)}" x="{x:g}" y="{y:g}" width="{BOX}" height="{TALL}" rx="{round_}" '
            f'{fill} stroke="currentColor"{strong}/>'
        )
        at = f'x="{x + BOX / 2:g}" text-anchor="middle"'
        name_y = y + (20 if turn else TALL / 2 + 5)
        name = f'<text class="stage-name" {at} y="{name_y:g}" font-weight="600">{escape(self._say(stage.names))}</text>'
        below = f'<text class="stage-turn" {at} y="{y + 39:g}" font-size="12">{escape(turn)}</text>'
        return "\n".join([rect, name, below] if turn else [rect, name])

    def _text(self, label: Label) -> str:
        """Return the name of an arrow; its halo keeps it readable over lines."""
        return (
            f'<text class="edge-label" x="{label.x:g}" y="{label.y:g}" text-anchor="{label.anchor}" stroke="Canvas" '
            f'stroke-width="5" paint-order="stroke" stroke-linejoin="round">{escape(label.text)}</text>'
        )

    def _staying(self, width: float) -> tuple[list[str], float]:
        """Return the list of the actions that have no arrow, and how high the drawing is with it."""
        y = max([self._top_of(self.open[-1].code), *self.targets.values()]) + TALL + EDGE
        lines = []
        for stage in self.open:
            names = [
                self._say(each.names)
                for each in self.policy.transitions
                if each.to_stage in ("", stage.code) and stage.code in (each.from_stages or (stage.code,))
            ]
            if not names:
                continue
            head = f"{self._say(stage.names)} ↻ "
            for line in _wrapped(head, names, self._comma(), width - 2 * EDGE):
                y += LINE
                lines.append(f'<text class="staying" x="{EDGE}" y="{y:g}">{escape(line)}</text>')
        for arrow in self.opening:
            head = f"{self._stages(arrow.starts)} → {self._stages((arrow.end,))} "
            for line in _wrapped(head, list(arrow.names), self._comma(), width - 2 * EDGE):
                y += LINE
                lines.append(f'<text class="staying" x="{EDGE}" y="{y:g}">{escape(line)}</text>')
        return lines, y + EDGE

    def _description(self) -> str:
        """Return the arrows in words, for those who do not see them."""
        arrows = sorted([*self.straight, *self.looped], key=lambda each: (self.row[each.starts[0]], self.row[each.end]))
        arrows += [*self.closing, *self.opening]
        told = [f"{self._stages(each.starts)} → {self._stages((each.end,))}" for each in arrows]
        named = [self._listed(each.names) for each in arrows]
        colon, end = ("：", "；") if self.language == "zh" else (": ", "; ")
        return end.join(f"{way}{colon}{names}" for way, names in zip(told, named, strict=True))

    def _stages(self, found: Iterable[str]) -> str:
        stages = [self.policy.stage(code) for code in found]
        return self._listed(self._say(stage.names) for stage in stages if stage)

    def _listed(self, names: Iterable[str]) -> str:
        return self._comma().join(names)

    def _comma(self) -> str:
        return "、" if self.language == "zh" else ", "

    def _widest(self, arrows: list[Arrow]) -> float:
        return max((_width(self._listed(each.names)) for each in arrows), default=0.0)

    def _say(self, names: Names) -> str:
        return names.zh if self.language == "zh" else names.en


def lanes(spans: list[tuple[float, float]]) -> list[int]:
    """Return for each stretch the first lane in which it touches none before it."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for span in spans:
        low, high = min(span), max(span)
        free = (lane for lane, held in enumerate(taken) if all(high + 4 < a or low - 4 > b for a, b in held))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found.append(lane)
    return found


def _width(text: str) -> float:
    """Return how wide a text will be, near enough."""
    return sum(WIDE if east_asian_width(character) in "WF" else NARROW for character in text)


def _extent(label: Label) -> tuple[float, float]:
    width = _width(label.text)
    left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    return left, left + width


def _overlap(one: Label, other: Label) -> bool:
    """Say whether two labels lie over one another."""
    (left, right), (other_left, other_right) = _extent(one), _extent(other)
    return abs(one.y - other.y) < 16 and left < other_right and other_left < right


def _wrapped(head: str, names: list[str], comma: str, width: float) -> list[str]:
    """Return a list of names in lines that are no wider than there is room."""
    lines, line = [], head
    for place, name in enumerate(names):
        piece = name + (comma if place < len(names) - 1 else "")
        if line.strip() and _width(line + piece) > width:
            lines.append(line.rstrip())
            line = " "
        line += piece
    return [*lines, line.rstrip()]
