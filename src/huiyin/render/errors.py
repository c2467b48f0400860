"""Sentences for error codes: the one place that says in words what is wrong, where, and what to do."""

from huiyin.errors import HuiyinError
from huiyin.render.words import Language, gettext, noted

SENTENCES = {
    "lexicon.folder_missing": noted(
        "Lexicon folder {path} is not there; give a folder that holds .toml or .tsv files."
    ),
    "lexicon.invalid": noted("Lexicon file {path} cannot be used: {reason}. Mend that file and try again."),
    "text.surrogate": noted(
        "The text holds half a character (a lone surrogate) at {offset}; save the source again as UTF-8."
    ),
    "text.kind": noted("{given} is no kind of text; use one of {known}."),
    "input.none": noted("No file to read under {path}; known endings are {endings}."),
    "output.unwritable": noted("{path} cannot be written: {reason}. Give another place with --out."),
    "work.lost": noted(
        "A worker process died while reading, most likely for want of memory; try again with fewer --jobs."
    ),
    "work.memory": noted("Not enough memory to read {path}; split the file, or read it alone."),
}


class _Known(dict[str, object]):
    """Values of an error; one that is missing shows as an ellipsis instead of raising."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(error: HuiyinError, language: Language | None = None) -> str:
    """Return what an error says to people; a code without a sentence is shown as it is."""
    template = SENTENCES.get(error.code)
    if template is None:
        return str(error)
    return gettext(template, language).format_map(_Known({key: _shown(value) for key, value in error.values.items()}))


def fault(error: BaseException, language: Language | None = None) -> str:
    """Return the sentence for a fault of the program itself."""
    message = noted(
        "a fault in Huiyin itself ({kind}: {reason}); please report it. HUIYIN_DEBUG=1 shows where it happened."
    )
    return gettext(message, language).format(kind=type(error).__name__, reason=str(error)[:200])


def _shown(value: object) -> str:
    """Return a value in words: lists with commas, large numbers with separators."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(each) for each in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
