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
    "score.no_gold": noted("There is no gold reading (NAME.json) in {path}."),
    "score.file_invalid": noted("{path} is no reading in JSON: {reason}."),
    "score.file_unreadable": noted("{path} cannot be read: {reason}."),
    "score.span_outside": noted("{document} ({side}): the place {start} to {end} does not lie in the text."),
    "score.text_differs": noted("{document} ({side}): at {start} to {end} the text says something else."),
    "score.value_invalid": noted("{document} ({side}): the value of the figure at {start} to {end} is no number."),
    "engine.unknown": noted("{name} is no reader; use one of {known}."),
    "engine.not_configured": noted("No other engine is set up: {variable} is missing."),
    "engine.setting_invalid": noted("{variable} has a value that cannot be used; correct it."),
    "engine.extra_missing": noted("Other engines need a part that is missing: pip install 'huiyin[{extra}]'."),
    "engine.unreachable": noted("The engine at {host} cannot be reached ({tries} tries)."),
    "engine.timeout": noted(
        "The engine at {host} did not answer in time ({tries} tries); HUIYIN_ENGINE_TIMEOUT sets the seconds."
    ),
    "engine.busy": noted("The engine at {host} is overloaded or at fault (status {status}, {tries} tries); try later."),
    "engine.unauthorised": noted("The engine at {host} refuses the key (status {status}); check HUIYIN_ENGINE_KEY."),
    "engine.rejected": noted("The engine at {host} refuses the request (status {status}); check address and model."),
    "engine.redirect": noted(
        "The engine at {host} sends us elsewhere (status {status}); give the right address in HUIYIN_ENGINE_URL."
    ),
    "engine.too_large": noted("The answer of the engine at {host} is larger than {limit} bytes; it was not taken."),
    "engine.malformed": noted(
        "What the engine answered about characters {start} to {end} is not what was asked for; try another model."
    ),
    "engine.truncated": noted(
        "The engine's answer about characters {start} to {end} breaks off; let it give longer answers."
    ),
    "engine.invalid": noted("A reading by the engine did not hold to its text ({fault}); please report it."),
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
