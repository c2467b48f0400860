"""Marks in the text of a document that become links (超链接) once it is filled; they keep the look of their run."""

import re
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"  # private use: no text of ours holds them
_MARK = re.compile(f"{BEGIN}(\\d+){MIDDLE}([^{END}]*){END}")
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\ue000-\ue002\ud800-\udfff\ufffe\uffff]")  # XML has no way to hold most of them
_BLUE = "0563C1"


def clean(words: str) -> str:
    """Return words without what a document cannot hold, and without our own marks."""
    return _NEVER.sub("\N{REPLACEMENT CHARACTER}", words)


def marked(words: str, number: int) -> str:
    """Return words that will lead to the address of this number."""
    return f"{BEGIN}{number}{MIDDLE}{words}{END}"


def link(document: Any, addresses: list[str]) -> None:
    """Make links of what is marked in the body of a document; equal addresses share one relation."""
    if not addresses:
        return
    relations: dict[str, str] = {}
    for text in list(document.element.body.iter(qn("w:t"))):
        if not text.text or BEGIN not in text.text:
            continue
        run = text.getparent()
        pieces = _MARK.split(text.text)  # words, number, words, words, number, …
        before = run
        for at in range(0, len(pieces), 3):
            if at:
                address = addresses[int(pieces[at - 2])]
                if address not in relations:  # `relate_to` would look through all others for each of thousands
                    relations[address] = f"rIdLink{len(relations) + 1}"
                    document.part.rels.add_relationship(
                        RELATIONSHIP_TYPE.HYPERLINK, address, relations[address], is_external=True
                    )
                before = _after(before, _linked(_run(run, pieces[at - 1]), relations[address]))
            if pieces[at]:
                before = _after(before, _run(run, pieces[at]))
        run.getparent().remove(run)


def _after(before: Any, element: Any) -> Any:
    before.addnext(element)
    return element


def _run(like: Any, words: str) -> Any:
    run = OxmlElement("w:r")
    properties = like.find(qn("w:rPr"))
    if properties is not None:
        run.append(deepcopy(properties))
    text = OxmlElement("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def _linked(run: Any, relation: str) -> Any:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = OxmlElement("w:rPr")
        run.insert(0, properties)
    colour = properties.find(qn("w:color"))
    if colour is None:
        colour = OxmlElement("w:color")
        properties.append(colour)
    colour.set(qn("w:val"), _BLUE)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.set(qn("w:history"), "1")
    link.append(run)
    return link
