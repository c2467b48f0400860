"""`huiyin init` and `huiyin vault`: a place from nothing, all or nothing, once; keys and the forgotten."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.cast import Cast

from huiyin.commands.init import init_command
from huiyin.commands.vault import vault_command
from huiyin.errors import HuiyinError
from huiyin.ledger.models import Event, PolicyVersion
from huiyin.ledger.policies import policy_id
from huiyin.people import vault
from huiyin.people.models import Account, Person, Place, Unit
from huiyin.people.unit_tables import write_template
from huiyin.people.viewer import viewer_of
from huiyin.site.founding import check_password, found, read_founding

FILE = """
units = "units.xlsx"
policies = ["commitment.general"]

[place]
code = "990100"
name = "云汀市"
short_name = "云汀"

[[places]]
code = "990102"
name = "临溪区"

[administrator]
username = "admin"
name = "方若谷"
"""
UNITS = ({"name": "云汀市财政局", "house": "政府"}, {"name": "临溪区人民政府", "house": "政府", "place": "临溪区"})


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "units.xlsx").write_bytes(write_template(UNITS))
    (tmp_path / "place.toml").write_text(FILE, encoding="utf-8")
    return tmp_path / "place.toml"


@pytest.mark.django_db
def test_a_place_is_set_up_from_a_file(given: Path) -> None:
    """Places with their levels, units, policies, and an administrator whose password is good once."""
    told = found(read_founding(given), folder=given.parent)
    assert (told.place, told.places, told.units, told.policies) == ("云汀市", 2, 2, ("commitment.general",))
    city, district = Place.objects.order_by("code")
    assert district.parent == city
    assert Unit.objects.get(name="临溪区人民政府").place == district
    admin = Account.objects.get()
    assert admin.check_password(told.one_time_password)
    assert admin.must_change_password
    assert viewer_of(admin, today=timezone.localdate()).roles == {"administrator"}
    assert PolicyVersion.objects.filter(policy="commitment.general").exists()
    assert {e.actor for e in Event.objects.all()} == {""}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ids", "begins"),
    [
        pytest.param('["suggestion.shandong"]', "suggestion.shandong", id="named"),
        pytest.param('["commitment.general"]', "suggestion.general", id="another type"),
        pytest.param('["suggestion.henan", "suggestion.shandong"]', "suggestion.general", id="two: neither"),
    ],
)
def test_the_policy_that_the_file_names_is_in_force(given: Path, ids: str, begins: str) -> None:
    """Suggestions begin under it, with nobody having to load it once more; of two, a person chooses."""
    given.write_text(FILE.replace('["commitment.general"]', ids), encoding="utf-8")
    found(read_founding(given), folder=given.parent)
    assert policy_id("suggestion") == begins


@pytest.mark.django_db
@pytest.mark.parametrize(("password", "taken"), [("青石桥下的水 2026", True), ("我在云汀市上班 2026", False)])
def test_the_first_password_does_not_hold_the_name_of_the_place(password: str, taken: bool) -> None:
    """Before the place is written."""
    told = check_password(password, username="admin", name="方若谷", places=["云汀市", ""])
    assert (told == []) is taken


@pytest.mark.django_db
def test_it_is_refused_a_second_time(given: Path) -> None:
    """And changes nothing then."""
    found(read_founding(given), folder=given.parent)
    with pytest.raises(HuiyinError, match=r"init\.not_empty"):
        found(read_founding(given), folder=given.parent)
    assert Place.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("units.xlsx", "missing.xlsx"), "init.units"),
        (('username = "admin"', 'username = "a b"'), "username.form"),
        (('code = "990102"', 'code = "990102"\nparent = "990109"'), "init.place"),
        (("[place]", "[plaice]"), "init.file"),
        (('name = "方若谷"', 'name = "方若谷"\npassword = "never in a file"'), "init.file"),
    ],
)
def test_all_or_nothing(given: Path, change: tuple[str, str], code: str) -> None:
    """Where one thing does not fit, nothing is written, and the fault is named."""
    given.write_text(FILE.replace(*change), encoding="utf-8")
    with pytest.raises(HuiyinError, match=code):
        found(read_founding(given), folder=given.parent)
    assert not Place.objects.exists()
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_rows_that_are_refused_are_named(given: Path) -> None:
    """By their number in the file, with the reason and what to write, as the page of units says it."""
    rows = [*UNITS, {"name": "无系统局"}, {"name": "他系统局", "house": "外系统"}]
    (given.parent / "units.xlsx").write_bytes(write_template(rows))
    with pytest.raises(HuiyinError) as caught:
        found(read_founding(given), folder=given.parent)
    assert caught.value.code == "init.rows"
    assert caught.value.values["rows"] == (
        "第 4 行：未填系统。请在“系统”一栏填写：人大、政府、法院、检察院、新闻之一；"
        "第 5 行：没有这个系统：外系统。请在“系统”一栏填写：人大、政府、法院、检察院、新闻之一"
    )


@pytest.mark.django_db
def test_an_own_password_must_be_a_good_one() -> None:
    """The rules of the site hold here, too."""
    assert check_password("1234567890", username="admin", name="方若谷")
    assert check_password("青石桥下的水 2026", username="admin", name="方若谷") == []


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, home=tmp_path, vault_key=tmp_path / "vault.key"
    )
    return tmp_path


def test_the_vault_from_the_terminal(people: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The master key is changed, a person forgotten after a question, the record verified."""
    person = vault.add_person()
    vault.put(person=person, field="name", value="穆青禾")
    run = CliRunner()
    assert run.invoke(vault_command, ["rotate"]).exit_code == 0
    assert Person.objects.get().master_version == 2
    reason = ["--reason", "本人要求删除个人信息"]
    assert run.invoke(vault_command, ["forget", person.key, *reason], input="n\n").exit_code == 1
    assert run.invoke(vault_command, ["forget", person.key, *reason, "--yes"]).exit_code == 0
    assert Person.objects.get().wrapped_key is None
    assert person.key in (home / "forgotten.txt").read_text()
    assert run.invoke(vault_command, ["verify"]).exit_code == 0


@pytest.mark.django_db
def test_questions_ask_for_the_place_above_and_for_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A town lies below its county; what is not there is asked for once more."""
    monkeypatch.setattr("huiyin.site.prepare.migrate", lambda: None)  # the test's database has its tables
    answers = ["9901", "云汀市", "", "990102 临溪县", "990102103 青萍镇", "990199", "990102", "", ""]
    answers += ["admin", "方若谷", "commitment.nowhere", "commitment.general，suggestion.general"]
    told = CliRunner().invoke(init_command, ["--one-time"], input="\n".join(answers) + "\n")
    assert told.exit_code == 0, told.output
    assert told.output.count("commitment.nowhere") == 2  # as it was typed, and in the answer
    assert Place.objects.get(code="990102103").parent == Place.objects.get(code="990102")
    assert Place.objects.get(code="990102").parent == Place.objects.get(code="9901")
    assert set(PolicyVersion.objects.values_list("policy", flat=True)) == {"commitment.general", "suggestion.general"}
