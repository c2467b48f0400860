"""The site reads by a place's own words (`HUIYIN_LEXICON`), and knows which words were in force."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.cast import Cast
from tests.ledger.works import AT, seen_by

from huiyin.errors import HuiyinError
from huiyin.ledger import rereading
from huiyin.ledger.jobs import read_source
from huiyin.ledger.lexicon import lexicons, reader_name
from huiyin.ledger.models import Source
from huiyin.ledger.sources import Description, add_source, open_pasted
from huiyin.reading import DEFAULT
from huiyin.site.environment import read_environment

TEXT = "2026年市政府工作报告\n2026年，全市将推广云汀稻渔。\n"
OWN = '[topic.agriculture]\nsure = ["云汀稻渔"]\n'


@pytest.fixture
def own_words(tmp_path: Path, settings: Any) -> Path:
    """A folder with a topic's word of the place's own, named by the environment."""
    (tmp_path / "topics.toml").write_text(OWN, encoding="utf-8")
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, lexicon=tmp_path)
    return tmp_path


def taken_in(people: Cast) -> Source:
    source = add_source(
        opened=open_pasted(TEXT),
        described=Description(title="政府工作报告", text_kind="report", year=2026, place=people.city),
        by=seen_by(people.supervisor),
        at=AT,
    )
    read_source(source.key)
    return Source.objects.get(pk=source.pk)


def topics(source: Source) -> set[str]:
    return {topic for row in source.statements.all() for topic in row.topics}


@pytest.mark.django_db
def test_a_source_is_read_by_the_words_of_the_place(people: Cast, own_words: Path) -> None:
    source = taken_in(people)
    assert "agriculture" in topics(source)
    assert source.readings.get().reader == reader_name()
    assert reader_name().startswith("huiyin ")
    assert " +" in reader_name()


@pytest.mark.django_db
def test_what_was_read_without_them_can_be_read_anew(people: Cast, tmp_path: Path, settings: Any) -> None:
    """Other words are another reader: the page of re-reading offers it and says what would change."""
    source = taken_in(people)
    assert (topics(source) & {"agriculture"}, rereading.can_reread(source)) == (set(), False)
    (tmp_path / "topics.toml").write_text(OWN, encoding="utf-8")
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, lexicon=tmp_path)
    assert rereading.can_reread(source)
    assert not rereading.compare(source).empty
    rereading.apply(source=source, by=seen_by(people.supervisor), at=AT)
    assert "agriculture" in topics(source)
    assert not rereading.can_reread(source)


@pytest.mark.django_db
def test_a_slip_in_them_fails_the_reading_with_its_place(people: Cast, own_words: Path) -> None:
    """It is kept with the source, which can be tried again once the file is mended."""
    (own_words / "cues.toml").write_text("[anywhere\n", encoding="utf-8")
    source = taken_in(people)
    assert source.state == "failed"
    assert source.fault is not None
    assert source.fault["code"] == "lexicon.invalid"
    assert source.fault["values"]["path"].endswith("cues.toml:1")


def test_without_a_folder_the_shipped_words_are_in_force() -> None:
    assert lexicons() is DEFAULT
    assert " +" not in reader_name()


def test_a_folder_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    told = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_LEXICON": str(tmp_path / "none")}
    with pytest.raises(HuiyinError) as caught:
        read_environment(told)
    assert (caught.value.code, caught.value.values["name"]) == ("setting.folder", "HUIYIN_LEXICON")
    assert read_environment({"HUIYIN_HOME": str(tmp_path), "HUIYIN_LEXICON": str(tmp_path)}).lexicon == tmp_path
