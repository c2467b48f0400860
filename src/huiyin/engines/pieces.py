"""Cutting a text into groups of paragraphs (段落组) that fit into one request."""

_ENDS = ("\n", "。！？；!?;", "，,")  # where a cut does least harm, best first


def pieces(text: str, budget: int) -> list[tuple[int, int]]:
    """Return the places of consecutive passages of at most `budget` characters; blank ones are left out.

    A passage ends with a paragraph where one fits, else with a sentence, else at a comma, else anywhere.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _cut(text, start, min(start + budget, len(text)))
        if text[start:end].strip():
            found.append((start, end))
        start = end
    return found


def halves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a passage in two, cut as well as its middle third allows."""
    third = (end - start) // 3
    cut = _cut(text[: end - third], start + third, end - third, final=False)
    return [(start, cut), (cut, end)]


def _cut(text: str, start: int, end: int, *, final: bool = True) -> int:
    """Return the best place to cut after `start` and not after `end`; the text's own end is one if `final`."""
    if final and end == len(text):
        return end
    for signs in _ENDS:
        cut = max(text.rfind(sign, start, end) for sign in signs) + 1
        if cut > start:
            return cut
    return end
