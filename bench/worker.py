"""A process that does one job at a time and says how long it took; run by Huiyin's Python and by that of the peers.

Standard library only, apart from the package that a job names: it must run in both environments. Takes one JSON
object a line (`job`, `texts`, `repeat`, for placing `quotes`) and answers with one (`cpu`, `wall`, `found`, `places`;
or `error`). Seconds are of the job alone: loading, and one warm-up on a sentence, come before the clock starts. What
our reader remembers of texts (values of numerals, topics of words) is forgotten before each time, so that no text is
read with what an earlier reading of the same text left behind; the peers keep what they have.
"""

import functools
import gc
import importlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

Job = Callable[[str], int]
"""Does the work on one text and returns how many things it found there."""

WARM_UP = "2025年，全市地区生产总值增长5.2%，投入资金3亿元，新建学校12所，道路长35公里。"


def module(name: str) -> Any:
    """Return an imported module, untyped: what it is differs between the two environments."""
    return importlib.import_module(name)


def huiyin_read() -> Job:
    """`huiyin.reading.read`, the whole reader; found: statements, figures and names."""
    read = module("huiyin.reading").read
    return lambda text: sum(1 + len(s.measures) + len(s.mentions) for s in read(text).statements)


def huiyin_figures() -> Job:
    """The part of the reader that finds and parses figures, alone."""
    find, words = module("huiyin.reading.measures").find_measures, module("huiyin.reading").DEFAULT
    return lambda text: len(find(text, words))


def huiyin_check() -> Job:
    """`huiyin.checking.check` of a text against itself, its index built anew; found: sentences."""
    check, index_of = module("huiyin.checking").check, module("huiyin.checking.index").index_of

    def job(text: str) -> int:
        index_of.cache_clear()
        return len(check(text, [("text", text)]).sentences)

    return job


def huiyin_targets() -> Job:
    """`huiyin.targets.read_targets`, the planned year given; found: targets and results."""
    read = module("huiyin.targets").read_targets

    def job(text: str) -> int:
        report = read(text, year=2026)
        return len(report.targets) + len(report.results)

    return job


def jieba_cut() -> Job:
    """`jieba.cut` with its own dictionary: segmentation alone."""
    cut = module("jieba").cut
    return lambda text: len(list(cut(text)))


def jionlp_money() -> Job:
    """`jio.ner.extract_money(text)` as its documentation calls it, parsing included."""
    extract = module("jionlp").ner.extract_money
    return lambda text: len(extract(text, with_parsing=True))


def jionlp_money_checked() -> Job:
    """The same, its borders held against jionlp's segmentation (`use_jiojio=True`)."""
    extract = module("jionlp").ner.extract_money
    return lambda text: len(extract(text, with_parsing=True, use_jiojio=True))


def jionlp_money_time() -> Job:
    """Everything that jionlp parses with number and unit: amounts of money and of time."""
    ner = module("jionlp").ner
    return lambda text: len(ner.extract_money(text)) + len(ner.extract_time(text, time_base=1_767_225_600))


def jionlp_time() -> Job:
    """`jio.ner.extract_time(text)`: points and lengths of time, parsing included."""
    extract = module("jionlp").ner.extract_time
    return lambda text: len(extract(text, time_base=1_767_225_600))


def jionlp_parse_money() -> Job:
    """`jio.parse_money(amount)`: the value and currency of one amount that stands alone; 0 where it is none."""
    parse = module("jionlp").parse_money

    def job(amount: str) -> int:
        try:
            return int(bool(parse(amount)))
        except ValueError:
            return 0

    return job


def recognizers_number() -> Job:
    """ms-recognizers-text: numbers, without units."""
    culture = module("ms_recognizers_text").Culture.Chinese
    model = module("ms_recognizers_number").NumberRecognizer(culture).get_number_model()
    return lambda text: len(model.parse(text))


def recognizers_unit() -> Job:
    """ms-recognizers-text: numbers with units (its models of dimension, currency, age, temperature)."""
    culture = module("ms_recognizers_text").Culture.Chinese
    recognizer = module("ms_recognizers_number_with_unit").NumberWithUnitRecognizer(culture)
    models = [getattr(recognizer, f"get_{name}_model")() for name in ("dimension", "currency", "age", "temperature")]
    return lambda text: sum(len(model.parse(text)) for model in models)


def recognizers_both() -> Job:
    """ms-recognizers-text: numbers, and numbers with units."""
    numbers, units = recognizers_number(), recognizers_unit()
    return lambda text: numbers(text) + units(text)


JOBS: dict[str, Callable[[], Job]] = {
    job.__name__: job
    for job in (
        huiyin_read,
        huiyin_figures,
        huiyin_check,
        huiyin_targets,
        jieba_cut,
        jionlp_money,
        jionlp_money_checked,
        jionlp_money_time,
        jionlp_time,
        jionlp_parse_money,
        recognizers_number,
        recognizers_unit,
        recognizers_both,
    )
}


@functools.cache
def ready(name: str) -> Job:
    """Return a job, loaded and warm."""
    job = JOBS[name]()
    job(WARM_UP)
    return job


@functools.cache
def aligner(tokenizer: str) -> tuple[Any, Any, Any]:
    """Return LangExtract's aligner, its class of quotes, and a tokenizer (None: its default)."""
    tokens = module("langextract.core.tokenizer").UnicodeTokenizer() if tokenizer == "unicode" else None
    return module("langextract.resolver").WordAligner, module("langextract.data").Extraction, tokens


def placed(tokenizer: str, text: str, groups: Sequence[Sequence[str]]) -> list[list[list[int] | None]]:
    """Return where LangExtract's aligner puts each quote; each group is aligned by itself, in order of the text."""
    make, quote, tokens = aligner(tokenizer)
    places: list[list[list[int] | None]] = []
    for group in groups:
        asked = [[quote(extraction_class="quote", extraction_text=each) for each in group]]
        (answered,) = make().align_extractions(asked, text, tokenizer_impl=tokens)
        spans = [each.char_interval for each in answered]
        places.append([[span.start_pos, span.end_pos] if span else None for span in spans])
    return places


def where(texts: Sequence[str], repeat: int) -> dict[str, float]:
    """Return CPU seconds of reading by module, sampled each millisecond: the innermost module of ours at work."""
    import signal

    read = module("huiyin.reading").read
    read(WARM_UP)
    samples: Counter[str] = Counter()

    def note(_signal: int, frame: Any) -> None:
        while frame is not None and not frame.f_globals.get("__name__", "").startswith("huiyin."):
            frame = frame.f_back
        samples[frame.f_globals["__name__"] if frame else "outside"] += 1

    before = signal.signal(signal.SIGPROF, note)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    for _ in range(repeat):
        for text in texts:
            read(text)
    signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - began
    signal.signal(signal.SIGPROF, before)
    return {name: seconds * count / samples.total() / repeat for name, count in samples.most_common()}


def forget() -> None:
    """Empty the caches that grow with the texts; those that hold loaded word lists have room for a few entries only."""
    for cached in gc.get_objects():
        if isinstance(cached, functools._lru_cache_wrapper) and (cached.cache_parameters()["maxsize"] or 0) > 100:
            cached.cache_clear()


def timed(work: Callable[[], Any], repeat: int, *, fresh: bool) -> tuple[float, float, Any]:
    """Return the mean seconds of processor and clock that the work takes, and what it returned."""
    cpu = wall = 0.0
    came: Any = None
    for _ in range(repeat):
        if fresh:
            forget()
        gc.collect()
        wall_began, cpu_began = time.perf_counter(), time.process_time()
        came = work()
        cpu += time.process_time() - cpu_began
        wall += time.perf_counter() - wall_began
    return cpu / repeat, wall / repeat, came


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked, between two looks at the clocks."""
    name, texts, repeat = asked["job"], asked["texts"], asked.get("repeat", 1)
    if name == "where":
        return {"where": where(texts, repeat)}
    if name.startswith("langextract_"):
        tokenizer = name.removeprefix("langextract_")
        aligner(tokenizer)
        cpu, wall, places = timed(lambda: placed(tokenizer, texts[0], asked["quotes"]), repeat, fresh=False)
        return {"cpu": cpu, "wall": wall, "found": 0, "places": places}
    job = ready(name)
    cpu, wall, found = timed(lambda: sum(map(job, texts)), repeat, fresh=name.startswith("huiyin_"))
    return {"cpu": cpu, "wall": wall, "found": found, "places": None}


def main() -> None:
    """Answer until standard input ends; what packages print at import goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except Exception as error:  # whatever a peer raises is told in its row
            said = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), file=answers, flush=True)


if __name__ == "__main__":
    main()
