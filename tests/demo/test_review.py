"""The demo's review of its records: what a careful person finds wrong in a first reading, sentence by sentence."""

from huiyin.demo.city.files import rows
from huiyin.demo.city.records import FOLDER, TEXTS
from huiyin.demo.city.review import REJECT, verdicts
from huiyin.reading import Kind


def test_each_verdict_is_about_a_sentence_of_a_record() -> None:
    """Words that no record has would decide nothing, and nobody would see it."""
    said = "".join((FOLDER / text.name).read_text(encoding="utf-8") for text in TEXTS)
    assert [words for words in verdicts() if words not in said] == []
    assert set(verdicts().values()) <= {REJECT, *Kind}
    assert len(verdicts()) == len(list(rows("review.tsv")))


def test_all_seven_delegations_have_a_record() -> None:
    assert len({text.delegation for text in TEXTS}) == len(TEXTS) == 7
    assert sorted(path.name for path in FOLDER.glob("*.txt")) == sorted(text.name for text in TEXTS)


def test_a_complaint_is_no_commitment() -> None:
    for words in ("另外港区夜间照明不够", "靠泊作业不安全", "全厂数控岗位常年缺一百多人"):
        assert verdicts()[words] == "background"
