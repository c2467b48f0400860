"""The language of templates (模板语言): fields, `for` over a list, `if`; nothing else is let through.

Templates are written outside and filled here, so that what they may say is little: no calls, no sums, no loops within
loops over the same lists, no names but those of fields. Jinja's sandbox stands behind that, not in front of it.
"""

from collections.abc import Iterator

from jinja2 import StrictUndefined, nodes
from jinja2.filters import FILTERS as ALL
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("default", "length")
LOOP = ("index", "first", "last", "length")
LET_THROUGH = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.For, nodes.If,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter,
)  # fmt: skip


def environment() -> ImmutableSandboxedEnvironment:
    """Return the environment in which templates are read and filled: escaping, strict, without functions."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.tests.clear()
    made.filters = {name: ALL[name] for name in FILTERS}
    return made


class Forbidden(Exception):  # noqa: N818  names the fact
    """A template says something that the language lacks; `what` is the sort of it, `line` where it was read."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def refuse_other(tree: nodes.Node) -> None:
    """Refuse a tree that holds anything but the language.

    Raises:
        Forbidden: the first thing that is not let through.
    """
    _walk(tree, frozenset())


def _walk(node: nodes.Node, rows: frozenset[str]) -> None:
    """Walk a tree; `rows` are the names of the loops around."""
    if not isinstance(node, LET_THROUGH):
        raise Forbidden(type(node).__name__.lower(), node.lineno)
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise Forbidden("filter", node.lineno)
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise Forbidden("getattr", node.lineno)
    if isinstance(node, nodes.For):
        if not isinstance(node.target, nodes.Name) or node.recursive:
            raise Forbidden("for", node.lineno)
        if rows and root_of(node.iter) not in rows:
            raise Forbidden("nested", node.lineno)
        _walk(node.iter, rows)
        for each in _inside(node):
            _walk(each, rows | {node.target.name})
        return
    for each in node.iter_child_nodes():
        _walk(each, rows)


def _inside(node: nodes.For) -> Iterator[nodes.Node]:
    yield from node.body
    yield from node.else_
    if node.test is not None:
        yield node.test


def root_of(node: nodes.Node) -> str:
    """Return the name at which a field begins, or ""."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""
