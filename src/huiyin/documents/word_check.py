"""Faults of a template (模板检查): each with its tag and where it stands, before anybody relies on the template."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from huiyin.documents.word import render
from huiyin.documents.word_fields import Field, by_name, filled, sample
from huiyin.documents.word_language import FILTERS, LOOP, Forbidden, environment, refuse_other
from huiyin.documents.word_package import parts_of
from huiyin.documents.word_places import Paragraph, Where, paragraphs
from huiyin.errors import CongressError

MOST_TAGS = 500
LONGEST_TAG = 500  # characters
LONGEST = 100_000  # characters of a paragraph that holds tags
_TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<act>.*?)%\}|\{#.*?#\}")
_OPENS = re.compile(r"\{[{%#]")
_MERGES = re.compile(r"\{%\s*(?:vm|hm|colspan|cellbg)\b")  # marks of docxtpl's own, by patterns that take long
_XML = re.compile(r"<[^>]*>")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WIDE = re.compile(r"[｛{]\s*[｛％]|｛\s*[{%]|[％｝]\s*[｝}]|[}%]\s*｝")
_ACT = re.compile(r"(?:(?P<over>tr|tc|p|r)\s+)?(?P<word>\w+)\s*(?P<rest>.*)", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
LOOP_FIELD = Field("loop", "loop", "", fields=tuple(Field(name, name, "") for name in LOOP))


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its code, the tag, where it stands (None where that is not known), and what it is about.

    `near` is the name that was perhaps meant.
    """

    code: str
    tag: str
    where: Where | None
    name: str = ""
    near: str = ""


@dataclass(slots=True)
class _Block:
    word: str
    over: str
    tag: str
    where: Where
    scope: dict[str, Field] = field(default_factory=dict)
    rows: frozenset[str] = frozenset()


def faults(template: bytes, fields: Iterable[Field]) -> list[Fault]:
    """Return the faults of a package that was let in; none of them, and it can be filled: that was tried."""
    known = by_name(fields)
    found, tagged = [], False
    for name, content in parts_of(template):
        found += list(_too_much(content)) or list(_Reading(known).of(name, content))
        tagged = tagged or bool(found) or _TAG.search(_XML.sub("", content.decode(errors="replace"))) is not None
    found = found or _tried(template, tuple(fields))
    if not found and not tagged:
        return [Fault("no_tags", "", None)]  # it would always give the same paper, with nothing in it
    return found


def _too_much(content: bytes) -> Iterator[Fault]:
    """Yield a fault for what would take long to look for, wherever in a part it stands: beside the text, too."""
    whole = content.decode(errors="replace")
    for words in (whole, _XML.sub("", whole)):
        if sum(1 for _ in _OPENS.finditer(words)) > MOST_TAGS:
            yield Fault("too_many", "", None)
            return
        if merge := _MERGES.search(words):
            yield Fault("forbidden", f"{merge[0]} %}}", None, name=merge[0].removeprefix("{%").strip())
            return


def _tried(template: bytes, fields: tuple[Field, ...]) -> list[Fault]:
    """Fill the template with samples, with empty lists, and with nothing; return what stops it."""
    for values in (sample(fields), sample(fields, rows=0), {}):
        told = filled(fields, values)
        try:
            render(template, told.context, addresses=told.addresses)
        except CongressError as error:
            tag = str(error.values.get("tag", ""))
            return [Fault(error.code.removeprefix("word."), tag, None)]
        except Exception as error:  # whatever else a library says of a file from outside: it is not taken
            return [Fault("other", "", None, name=type(error).__name__)]
    return []


class _Reading:
    """Reads the tags of one part in order; loops and conditions are a stack."""

    def __init__(self, known: Mapping[str, Field]) -> None:
        self.stack: list[_Block] = []
        self.root = dict(known)
        self.environment = environment()

    def of(self, name: str, content: bytes) -> Iterator[Fault]:
        """Yield the faults of a part."""
        try:
            found = paragraphs(name, content)
        except etree.XMLSyntaxError:
            yield Fault("structure", "", None)
            return
        for each in found:
            yield from self._paragraph(each)
        for block in self.stack:
            yield Fault("no_end", block.tag, block.where, name=f"end{block.word}")

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Fault]:
        text = paragraph.text
        if len(text) > LONGEST and _OPENS.search(text):
            yield Fault("too_many", "", paragraph.where)
            return
        for tag in _TAG.finditer(text):
            if len(tag[0]) > LONGEST_TAG:
                yield Fault("syntax", _cut(tag[0]), paragraph.where)
            elif tag["value"] is not None:
                yield from self._value(tag["value"].translate(_QUOTES).strip(), tag[0], paragraph.where)
            elif tag["act"] is not None:
                yield from self._act(tag["act"].translate(_QUOTES).rstrip(), tag[0], paragraph)
        rest = _TAG.sub("", text)
        if _LOOSE.search(rest):
            yield Fault("not_closed", _cut(rest[_LOOSE.search(rest).start() :]), paragraph.where)  # type: ignore[union-attr]
        elif wide := _WIDE.search(rest):
            yield Fault("full_width", _cut(rest[wide.start() :]), paragraph.where)

    @property
    def scope(self) -> dict[str, Field]:
        return self.stack[-1].scope if self.stack else self.root

    @property
    def rows(self) -> frozenset[str]:
        return self.stack[-1].rows if self.stack else frozenset()

    def _value(self, words: str, tag: str, where: Where) -> Iterator[Fault]:
        tree = self._parsed("{{ " + words + " }}")
        if tree is None or not words:
            yield Fault("syntax", tag, where)
            return
        yield from self._names(tree, tag, where)
        output = tree.body[0] if len(tree.body) == 1 else None
        if isinstance(output, nodes.Output) and len(output.nodes) == 1:
            given = self._field(output.nodes[0])
            if isinstance(given, Field) and given.fields:
                yield Fault("not_a_text", tag, where, name=given.zh, near=given.fields[0].zh)
        else:
            yield Fault("syntax", tag, where)

    def _act(self, words: str, tag: str, paragraph: Paragraph) -> Iterator[Fault]:
        act, where = _ACT.fullmatch(words.lstrip()), paragraph.where
        if act is None or (act["over"] and words != words.lstrip()):  # `{% tr` is not `{%tr`
            yield Fault("syntax", tag, where)
            return
        over, word = act["over"] or "", act["word"]
        if over in ("tr", "tc") and not where.table:
            yield Fault("outside_table", tag, where)
        elif over in ("tr", "p") and paragraph.text.strip() != tag:
            yield Fault("not_alone", tag, where)
        if word in ("for", "if"):
            yield from self._begin(_Block(word, over, tag, where, dict(self.scope), self.rows), act["rest"])
        elif word in ("endfor", "endif"):
            if not self.stack or self.stack[-1].word != word[3:]:
                yield Fault("no_begin", tag, where, name=word[3:])
            else:
                yield from self._end(self.stack.pop(), over, tag, where)
        elif word in ("else", "elif"):
            if not self.stack:
                yield Fault("no_begin", tag, where, name="if")
            elif word == "elif":
                yield from self._condition(act["rest"], tag, where)
        else:
            yield Fault("forbidden", tag, where, name=word)

    def _end(self, block: _Block, over: str, tag: str, where: Where) -> Iterator[Fault]:
        if block.over != over:
            yield Fault("other_sort", tag, where, name=block.tag)
        elif over == "tr" and block.where == where:
            yield Fault("same_row", tag, where, name=block.tag)

    def _begin(self, block: _Block, rest: str) -> Iterator[Fault]:
        if block.word == "if":
            yield from self._condition(rest, block.tag, block.where)
            self.stack.append(block)
            return
        tree = self._parsed("{% for " + rest + " %}{% endfor %}")
        loop = tree.body[0] if tree is not None and len(tree.body) == 1 else None
        if not isinstance(loop, nodes.For) or not isinstance(loop.target, nodes.Name):
            yield Fault("syntax", block.tag, block.where)
            self.stack.append(block)
            return
        yield from self._names(loop.iter, block.tag, block.where)
        given = self._field(loop.iter)
        name = loop.target.name
        if isinstance(given, Field):
            if not given.many:
                yield Fault("not_a_list", block.tag, block.where, name=given.zh)
            block.scope[name] = Field(name, name, "", fields=given.fields)
        else:
            block.scope[name] = Field(name, name, "")
        if block.rows and not _rooted(loop.iter, block.rows):
            yield Fault("nested", block.tag, block.where)
        block.scope["loop"] = LOOP_FIELD
        block.rows |= {name}
        self.stack.append(block)
        if loop.test is not None:
            yield from self._names(loop.test, block.tag, block.where)

    def _condition(self, words: str, tag: str, where: Where) -> Iterator[Fault]:
        tree = self._parsed("{% if " + words + " %}{% endif %}")
        if tree is None or not words.strip() or not isinstance(tree.body[0], nodes.If):
            yield Fault("syntax", tag, where)
            return
        yield from self._names(tree.body[0].test, tag, where)

    def _parsed(self, words: str) -> nodes.Template | None:
        try:
            return self.environment.parse(words)
        except (TemplateSyntaxError, RecursionError):
            return None

    def _names(self, tree: nodes.Node, tag: str, where: Where) -> Iterator[Fault]:
        """Yield what a tree says that the language lacks, and the names that no field has."""
        try:
            refuse_other(tree)
        except Forbidden as error:
            known = " ".join(FILTERS) if error.what == "filter" else ""
            yield Fault("forbidden", tag, where, name=error.what, near=known)
            return
        chains = [tree] if isinstance(tree, nodes.Name | nodes.Getattr) else []
        for each in [*chains, *tree.find_all((nodes.Name, nodes.Getattr))]:
            fault = self._unknown(each, tag, where)
            if fault is not None:
                yield fault
                return

    def _unknown(self, node: nodes.Node, tag: str, where: Where) -> Fault | None:
        if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in self.scope:
            return Fault("unknown_name", tag, where, name=node.name, near=_near(node.name, self.scope))
        if not isinstance(node, nodes.Getattr):
            return None
        owner = self._field(node.node)
        if not isinstance(owner, Field):
            return None  # said of the owner already
        within = by_name(owner.fields)
        if owner.many:
            return Fault("list_field", tag, where, name=owner.zh)
        if node.attr not in within:
            return Fault("unknown_field", tag, where, name=node.attr, near=_near(node.attr, within))
        return None

    def _field(self, node: nodes.Node) -> Field | None:
        if isinstance(node, nodes.Name):
            return self.scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            owner = self._field(node.node)
            return by_name(owner.fields).get(node.attr) if owner and not owner.many else None
        return None


def _rooted(node: nodes.Node, rows: frozenset[str]) -> bool:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name) and node.name in rows


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)), "")


def _cut(words: str) -> str:
    return words if len(words) <= 40 else words[:40] + "…"
