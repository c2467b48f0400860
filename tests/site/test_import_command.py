"""`huiyin import suggestions`: what it would do is said first; nothing is written while rows are refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cast import Cast
from tests.congress.deputies import Bench, bench
from tests.congress.test_suggestion_import import line, table

from huiyin.commands.imports import import_command
from huiyin.errors import HuiyinError
from huiyin.ledger.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "建议.xlsx"
    path.write_bytes(table(line("关于甲的建议"), line("关于乙的建议", 领衔代表="无此人"), line("关于丙的建议")))
    return path


def run(file: Path, *options: str, by: str = "secretary") -> Result:
    return CliRunner().invoke(import_command, ["suggestions", str(file), "--by", by, *options])


WAYS = [
    pytest.param((), 1, 0, "没有写入", id="refused rows stop it"),
    pytest.param(("--dry-run",), 1, 0, "将录入 2 件，已在案 0 件，不收 1 件", id="only said"),
    pytest.param(("--skip-refused",), 0, 2, "已录入 2 件", id="the others are filed"),
]


@pytest.mark.parametrize(("options", "code", "filed", "words"), WAYS)
def test_what_becomes_of_a_file(
    sits: Bench, file: Path, options: tuple[str, ...], code: int, filed: int, words: str
) -> None:
    """The refused row is named with its reason in each case."""
    done = run(file, *options)
    assert (done.exit_code, Case.objects.count()) == (code, filed), done.output
    assert words in done.output
    assert "第 3 行：本届没有叫“无此人”的代表" in done.output


def test_run_again_it_files_nothing_more(sits: Bench, file: Path) -> None:
    """What is on record is counted as that."""
    run(file, "--skip-refused", "--congress", sits.congress.key)
    again = run(file, "--skip-refused")
    assert "将录入 0 件，已在案 2 件，不收 1 件" in again.output
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("options", "by", "code"),
    [((), "supervisor", "import.no_secretary"), (("--congress", "nowhere"), "secretary", "import.congress")],
    ids=["by nobody who enters from paper", "for a congress that is not there"],
)
def test_who_and_for_which_congress_must_be_clear(
    sits: Bench, file: Path, options: tuple[str, ...], by: str, code: str
) -> None:
    """The fault names what there is."""
    done = run(file, *options, by=by)
    assert isinstance(done.exception, HuiyinError)
    assert done.exception.code == code
    assert sits.congress.key in str(done.exception) or by == "supervisor"
    assert not Case.objects.exists()
