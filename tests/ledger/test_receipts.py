"""A receipt and a bundle are checked by a script that knows nothing of us; any change of an event is found."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.ledger.test_verify import AT, a_case

from huiyin.ledger import check_receipt
from huiyin.ledger.models import Event, Note
from huiyin.ledger.notes import erase_note
from huiyin.ledger.receipts import ALPHABET, bundle, check_character, code_of, issue_receipt, receipt_for, told
from huiyin.ledger.seals import line_of, seal_missed

SCRIPT = Path(check_receipt.__file__)


def check(*arguments: object) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"}, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def handed_out(people: Cast, tmp_path: Path) -> Path:
    """A folder with a bundle, a receipt for its last event and the published roots."""
    case = a_case(people)
    seals = seal_missed(today=date(2026, 3, 10))
    receipt = issue_receipt(event=Event.objects.latest("pk"), at=AT)
    (tmp_path / "bundle.jsonl").write_text("".join(bundle(stream_key=case.key, made_at=AT, with_notes=True)), "utf-8")
    (tmp_path / "receipt.json").write_text(json.dumps(told(receipt)), "utf-8")
    (tmp_path / "roots.txt").write_text("".join(line_of(seal) + "\n" for seal in seals), "utf-8")
    return tmp_path


def all_of(folder: Path) -> tuple[object, ...]:
    return folder / "bundle.jsonl", "--receipt", folder / "receipt.json", "--roots", folder / "roots.txt"


def test_an_untouched_history_is_in_order(handed_out: Path) -> None:
    code, said = check(*all_of(handed_out))
    assert (code, "in order" in said, "leads to the published root" in said) == (0, True, True)


def test_a_receipt_alone_leads_to_the_published_root(handed_out: Path) -> None:
    assert check("--receipt", handed_out / "receipt.json", "--roots", handed_out / "roots.txt")[0] == 0


@pytest.mark.parametrize("name", ["bundle.jsonl", "receipt.json", "roots.txt"])
def test_another_root_is_found(handed_out: Path, name: str) -> None:
    root = (handed_out / "roots.txt").read_text().splitlines()[2].split()[2]
    path = handed_out / name
    path.write_text(path.read_text("utf-8").replace(root, "f" * 64), "utf-8")
    assert check(*all_of(handed_out))[0] == 1


def test_erasing_a_text_breaks_no_receipt(handed_out: Path, people: Cast) -> None:
    erase_note(Note.objects.get().key)
    key = Event.objects.latest("pk").stream_key
    (handed_out / "bundle.jsonl").write_text("".join(bundle(stream_key=key, made_at=AT, with_notes=True)), "utf-8")
    assert check(*all_of(handed_out))[0] == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_any_change_of_any_event_is_found(handed_out: Path, data: st.DataObject) -> None:
    path = handed_out / "changed.jsonl"
    lines = (handed_out / "bundle.jsonl").read_text("utf-8").splitlines()
    rows = [number for number, line in enumerate(lines) if line.startswith('{"event"')]
    number = data.draw(st.sampled_from(rows))
    event = json.loads(lines[number])["event"]
    name = data.draw(st.sampled_from(sorted(set(event) - {"id"})))
    value = event[name]
    changed = value + 1 if isinstance(value, int) else {**value, "x": 1} if isinstance(value, dict) else value + "1"
    if isinstance(value, str) and len(value) == 64:
        changed = ("0" if value[0] != "0" else "1") + value[1:]
    lines[number] = json.dumps({"event": {**event, name: changed}})
    path.write_text("\n".join(lines), "utf-8")
    assert check_receipt.main([str(path), "--receipt", str(handed_out / "receipt.json")]) != 0


def test_the_same_event_has_one_receipt_and_a_slip_of_the_pen_finds_none(handed_out: Path) -> None:
    event = Event.objects.latest("pk")
    first, second = issue_receipt(event=event, at=AT), issue_receipt(event=event, at=AT)
    assert first == second
    assert receipt_for(f" {first.code[:5]}-{first.code[5:].lower()} ") == first
    slip = "0" if first.code[2] != "0" else "1"
    assert receipt_for(first.code[:2] + slip + first.code[3:]) is None


@given(st.text(ALPHABET, min_size=9, max_size=9), st.integers(0, 8), st.sampled_from(ALPHABET))
def test_the_check_character_finds_any_one_slip_but_two(body: str, at: int, typed: str) -> None:
    """31 of 32 characters are told apart at each place: 0 and z weigh alike."""
    if ALPHABET.index(typed) % 31 != ALPHABET.index(body[at]) % 31:
        assert check_character(body[:at] + typed + body[at + 1 :]) != check_character(body)


def test_codes_of_events_differ() -> None:
    assert len({code_of(f"{number:064x}") for number in range(2000)}) == 2000
