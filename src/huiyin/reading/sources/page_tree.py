"""A page's HTML as a small, tame tree: scripts, styles and hidden parts gone, inline tags melted into their text.

The page is read as a stream of tags, so no nesting is too deep and no attribute list too long; the tree
that is kept has a bounded depth and size. Nothing is fetched, nothing is run, entities cannot be defined.
"""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

MAX_DEPTH = 200  # libxml2 and the extractor recurse; beyond this a block only breaks the line
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTE = 200
LINE_BREAK = "\u2028"  # a line break for which no element is made

# Parts that no reader of the article sees as its text.
_DROPPED_TAGS = """
    script style noscript template iframe object embed applet svg math canvas audio video map select option
    textarea button input img rt rp datalist dialog frameset frame
"""
_DROPPED = frozenset(_DROPPED_TAGS.split())
_FURNITURE = frozenset(("nav", "footer", "aside", "menu"))
_BLOCK_TAGS = """
    html body div p h1 h2 h3 h4 h5 h6 table tbody thead tfoot tr td th caption ul ol li dl dt dd section article main
    header blockquote pre form center fieldset legend figure figcaption address details summary hgroup dir
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_KEPT_ATTRIBUTES = ("id", "class", "role", "itemprop")
# Not `visibility: hidden`: articles of public accounts are saved with it, until a script would have shown them.
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DATA_URI = re.compile(r"data:[\w./+-]{0,80};base64,[A-Za-z0-9+/=%\s]{64,}")


class Page:
    """What was found in one page: the tree of its body, its `meta` values, its `title`, links and times.

    `hidden_characters` counts the text that was left out because the page hides it.
    """

    def __init__(self, body: Any, elements: int) -> None:
        self.body = body
        self.elements = elements
        self.hidden_characters = 0
        self.metas: dict[str, str] = {}
        self.title = ""
        self.canonical = ""
        self.time = ""


def parse_page(markup: str, *, keep_hidden: bool = False, keep_furniture: bool = False) -> Page:
    """Return the tame tree of a page, without what it hides and what its tags call furniture unless these are kept."""
    builder = _Builder(keep_hidden, keep_furniture)
    parser = etree.HTMLParser(
        target=builder, encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    encoded = _DATA_URI.sub("", markup).encode("utf-8", "replace")
    try:
        for start in range(0, len(encoded), 1 << 16):
            parser.feed(encoded[start : start + (1 << 16)])
        parser.close()
    except etree.LxmlError:
        pass  # what was read until then stands; a page with nothing in it is refused by the caller
    return builder.page()


class _Builder:
    """Target of the parser: each open tag of the page is an entry of `open_tags`, an element only where it is kept."""

    def __init__(self, keep_hidden: bool, keep_furniture: bool) -> None:
        self._make = lxml_html.HTMLParser().makeelement
        self._dropped = _DROPPED if keep_furniture else _DROPPED | _FURNITURE
        self._keep_hidden = keep_hidden
        self._hiding = False
        self._root = self._make("html")
        self._body = self._make("body")
        self._root.append(self._body)
        self._found = Page(self._body, 0)
        self._open_tags: list[tuple[str, Any]] = []
        self._elements = [self._body]
        self._last_children: list[Any] = [None]  # of each open element; lxml counts children one by one
        self._dropping = 0
        self._pending: list[str] = []
        self._in_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._dropping:
            self._dropping += 1
            return
        tag = tag.lower()
        if tag in ("meta", "link", "time", "title", "base"):
            self._note(tag, attributes)
        self._hiding = not self._keep_hidden and _is_hidden(attributes)
        if tag in self._dropped or self._hiding:
            self._dropping = 1
            self._hiding = self._hiding and tag not in self._dropped
        elif tag == "br":
            self._append("br", attributes, opens=False)
            self._open_tags.append((tag, None))
        elif tag == "hr":
            self._pending.append(LINE_BREAK)
            self._open_tags.append((tag, None))
        elif tag == "a" or tag in _BLOCKS or "-" in tag:
            name = "div" if "-" in tag or tag in ("html", "body") else tag
            self._open_tags.append((tag, self._append(name, attributes, opens=True)))
        else:
            self._open_tags.append((tag, None))

    def end(self, tag: str) -> None:  # noqa: ARG002  the parser closes tags in order
        if self._dropping:
            self._dropping -= 1
            return
        if not self._open_tags:
            return
        name, element = self._open_tags.pop()
        if name == "title":
            self._in_title = False
        if element is not None:
            self._flush()
            self._elements.pop()
            self._last_children.pop()
        elif name in _BLOCKS:
            self._pending.append(LINE_BREAK)

    def data(self, text: str) -> None:
        if self._in_title:
            self._found.title += text if len(self._found.title) < 1000 else ""
        elif not self._dropping:
            self._pending.append(text)
        elif self._hiding:
            self._found.hidden_characters += len(text.strip())

    def comment(self, text: str) -> None:
        """Comments are no part of the text."""

    def close(self) -> None:
        self._flush()

    def page(self) -> Page:
        """Return what was found so far."""
        self._flush()
        return self._found

    def _append(self, tag: str, attributes: dict[str, str], *, opens: bool) -> Any:
        """Add an element, or only a line break where the tree is deep or large enough; return it if it was opened."""
        if self._found.elements >= MAX_ELEMENTS or (opens and len(self._elements) >= MAX_DEPTH):
            self._pending.append(LINE_BREAK)
            return None
        self._flush()
        kept = {
            key: _NOT_XML.sub("", attributes[key][:MAX_ATTRIBUTE]) for key in _KEPT_ATTRIBUTES if attributes.get(key)
        }
        element = self._make(tag, kept)
        self._elements[-1].append(element)
        self._last_children[-1] = element
        self._found.elements += 1
        if opens:
            self._elements.append(element)
            self._last_children.append(None)
        return element

    def _flush(self) -> None:
        """Put the text gathered so far at the end of the open element."""
        if not self._pending:
            return
        text = _NOT_XML.sub("", "".join(self._pending).replace("\f", " "))
        self._pending.clear()
        if not text:
            return
        parent, last = self._elements[-1], self._last_children[-1]
        if last is None:
            parent.text = (parent.text or "") + text
        else:
            last.tail = (last.tail or "") + text

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep what the head of the page states about it; the first statement of each kind stands."""
        if tag == "meta":
            key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
            if key and len(key) <= 100 and len(self._found.metas) < 1000:
                self._found.metas.setdefault(key.lower(), (attributes.get("content") or "")[:2000])
        elif tag == "link" and (attributes.get("rel") or "").lower() == "canonical":
            self._found.canonical = self._found.canonical or (attributes.get("href") or "")[:2000]
        elif tag == "time":
            self._found.time = self._found.time or (attributes.get("datetime") or "")[:100]
        elif tag == "title" and not self._found.title:
            self._in_title = True


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style", "")[:2000]))
